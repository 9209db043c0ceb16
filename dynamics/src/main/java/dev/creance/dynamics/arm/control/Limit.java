package dev.creance.dynamics.arm.control;

import dev.creance.runtime.HotPath;

/** Cuts a value to a symmetric range; NaN stays NaN. */
@HotPath
final class Limit {
    private Limit() {}

    static double to(double value, double most) {
        return value > most ? most : value < -most ? -most : value;
    }
}
