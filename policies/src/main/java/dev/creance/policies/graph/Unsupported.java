package dev.creance.policies.graph;

/** A network holds something that cannot be planned; the message names it. */
public final class Unsupported extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unsupported(String what) {
        super(what);
    }
}
