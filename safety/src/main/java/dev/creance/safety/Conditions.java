package dev.creance.safety;

import dev.creance.runtime.Cause;
import dev.creance.runtime.HotPath;

/** The conditions that hold in one tick, each with its cause and the value that crossed its limit. A mutable holder. */
@HotPath
final class Conditions {
    private final Cause[] causes = new Cause[Condition.values().length];
    private final double[] values = new double[causes.length];
    private long raised;

    /** Causes of the conditions that hold, and of guards that acted without one. */
    private long causeBits;

    void clear() {
        raised = 0;
        causeBits = 0;
    }

    /** Raises a condition that has one cause. */
    void raise(Condition condition, double value) {
        raise(condition, condition.cause(), value);
    }

    /** @param cause null for a condition that continues what went before */
    void raise(Condition condition, Cause cause, double value) {
        raised |= condition.bit();
        causes[condition.ordinal()] = cause;
        values[condition.ordinal()] = value;
        if (cause != null && cause != Cause.CLEARED) {
            causeBits |= cause.bit();
        }
    }

    void note(long bits) {
        causeBits |= bits;
    }

    boolean isRaised(Condition condition) {
        return (raised & condition.bit()) != 0;
    }

    long raised() {
        return raised;
    }

    Cause cause(Condition condition) {
        return causes[condition.ordinal()];
    }

    double value(Condition condition) {
        return values[condition.ordinal()];
    }

    long causeBits() {
        return causeBits;
    }
}
