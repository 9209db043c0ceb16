package dev.creance.dynamics.drive.control;

import dev.creance.runtime.HotPath;

/** Keeps values where they may be; what is no number becomes none. */
final class Bounds {
    private Bounds() {}

    /** Between −limit and limit; NaN counts as 0. */
    @HotPath
    static double within(double value, double limit) {
        return Math.abs(value) <= limit ? value : value > 0 ? limit : value < 0 ? -limit : 0;
    }
}
