package dev.creance.dynamics.drive.control;

import dev.creance.runtime.HotPath;

/** A proportional-integral controller; its owner decides when it integrates. Not thread-safe. */
final class PiController {
    private final PiGains gains;
    private double integral;

    PiController(PiGains gains) {
        this.gains = gains;
    }

    @HotPath
    double command(double error) {
        return gains.proportional() * error + gains.integralPerS() * integral;
    }

    @HotPath
    void integrate(double error, double dtS) {
        integral += error * dtS;
    }

    @HotPath
    void reset() {
        integral = 0;
    }
}
