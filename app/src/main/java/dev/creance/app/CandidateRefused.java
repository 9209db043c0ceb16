package dev.creance.app;

/** A policy that must not follow the one in charge; its message says which and why, in one line. */
final class CandidateRefused extends Exception {
    private static final long serialVersionUID = 1;

    CandidateRefused(String policy, String reason) {
        super(policy + " was refused: " + reason.lines().findFirst().orElse("unknown"));
    }
}
