package dev.creance.safety.drive;

import dev.creance.runtime.Frame;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Reference;
import dev.creance.runtime.config.ConfigNode;
import java.util.Locale;

/** Whether what a drive is to follow lies within its limits; sampled, for a course may change at any time. */
final class DriveReferenceCheck {
    private static final double STEP_S = 0.001;

    /** Courses repeat; beyond this nothing new is expected. */
    private static final double LONGEST_S = 600;

    private DriveReferenceCheck() {}

    static void check(ConfigNode at, DriveLimits limits, Reference reference, long durationNs) {
        Layout layout = reference.layout();
        Frame frame = new Frame(layout);
        boolean currents = layout.has("reference.current.d") && layout.has("reference.current.q");
        boolean speed = layout.has("reference.shaft.speed");
        long steps = (long) (Math.min(LONGEST_S, durationNs * 1e-9) / STEP_S);
        for (long i = 0; i <= steps; i++) {
            reference.sample(Math.round(i * STEP_S * 1e9), frame);
            if (currents) {
                double d = frame.values[layout.indexOf("reference.current.d")];
                double q = frame.values[layout.indexOf("reference.current.q")];
                refuseAbove(at, i, "a current", "A", StrictMath.hypot(d, q), limits.currentA());
            }
            if (speed) {
                double wanted = frame.values[layout.indexOf("reference.shaft.speed")];
                refuseAbove(at, i, "a speed", "rad/s", wanted, limits.greatestSpeedRadPerS());
                refuseAbove(at, i, "a speed the other way", "rad/s", -wanted, -limits.leastSpeedRadPerS());
            }
        }
    }

    private static void refuseAbove(ConfigNode at, long step, String what, String unit, double value, double most) {
        if (!(value <= most)) {
            throw at.error(String.format(
                            Locale.ROOT,
                            " asks for %s of %.4g %s after %.3f s; the shield's limit is %.4g %s",
                            what,
                            value,
                            unit,
                            step * STEP_S,
                            most,
                            unit))
                    .withHint("lower it or raise the limit in shield.limits");
        }
    }
}
