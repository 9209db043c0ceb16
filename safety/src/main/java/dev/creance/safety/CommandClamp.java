package dev.creance.safety;

import dev.creance.runtime.HotPath;

/**
 * Stage 9: an assertion, not a second projection. It knows the interval of each channel by its own arithmetic; a command that
 * is outside, NaN included, is evidence that an earlier stage is wrong, and the backup's command goes out instead.
 */
@HotPath
final class CommandClamp {
    private final CommandProjection limits;

    CommandClamp(CommandProjection limits) {
        this.limits = limits;
    }

    /** Whether every value is a float inside its interval. Comparisons with NaN are false. */
    boolean admits(double[] command, double[] last) {
        for (int i = 0; i < command.length; i++) {
            double value = command[i];
            boolean inside = value >= limits.least(i, last[i]) && value <= limits.greatest(i, last[i]);
            if (!inside || (float) value != value) {
                return false;
            }
        }
        return true;
    }

    /** Forces every value into its interval; NaN becomes the last emitted value, which is inside; −0 becomes 0, as the device has it. */
    void force(double[] command, double[] last) {
        for (int i = 0; i < command.length; i++) {
            double low = limits.least(i, last[i]);
            double high = limits.greatest(i, last[i]);
            double value = command[i];
            command[i] = value >= low ? (value <= high ? (float) value + 0f : high) : value < low ? low : last[i];
        }
    }

    /** Copies a command into its box, past the slew limit; NaN becomes the last emitted value. */
    void box(double[] command, double[] last, double[] out) {
        for (int i = 0; i < command.length; i++) {
            double low = limits.least(i);
            double high = limits.greatest(i);
            double value = command[i];
            out[i] = value >= low ? (value <= high ? (float) value + 0f : high) : value < low ? low : last[i];
        }
    }
}
