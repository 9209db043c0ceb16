package dev.creance.safety.logic;

/** A sequence that cannot be made an automaton: why, and what to do. */
public final class SequenceError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String hint;

    SequenceError(String problem, String hint) {
        super(problem);
        this.hint = hint;
    }

    public String hint() {
        return hint;
    }
}
