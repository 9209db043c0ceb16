package dev.creance.policies;

/** How far a computed value may lie from a known one: {@code absolute + relative·|want|}. Integers must be equal. */
public record Tolerance(double absolute, double relative) {
    /** What the golden format asks for between runtimes: 1e-4·(1 + |want|). */
    public static final Tolerance GOLDEN = new Tolerance(1e-4, 1e-4);

    public static Tolerance absolute(double absolute) {
        return new Tolerance(absolute, 0);
    }

    double allowed(double want) {
        return absolute + relative * Math.abs(want);
    }
}
