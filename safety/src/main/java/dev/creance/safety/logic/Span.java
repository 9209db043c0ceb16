package dev.creance.safety.logic;

/** Ticks counted from an instant, both ends included: into the future for some operators, into the past for others. */
public record Span(int from, int to) {
    /** An end that never comes. */
    public static final int FOREVER = Integer.MAX_VALUE;

    static final Span EVER = new Span(0, FOREVER);

    public Span {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("from=" + from + ", to=" + to);
        }
    }

    boolean isBounded() {
        return to != FOREVER;
    }

    /** How many ticks; of a bounded one. */
    int width() {
        return to - from + 1;
    }
}
