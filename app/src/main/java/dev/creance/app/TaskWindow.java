package dev.creance.app;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.record.FlightMetrics;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Reference;

/**
 * When the task is judged: from when the reference first moves sideways, as a figure eight does after climb and hold; where it
 * never does, from when it has come to rest at its height.
 */
final class TaskWindow {
    private static final long STEP_NS = 1_000_000;
    private static final long LONGEST_NS = 120_000_000_000L;

    private TaskWindow() {}

    static FlightMetrics.Window of(RobotConfig config) {
        return new FlightMetrics.Window(startS(config.reference()), config.durationNs() * 1e-9);
    }

    private static double startS(Reference reference) {
        Frame frame = new Frame(reference.layout());
        long restSinceNs = 0;
        for (long t = 0; t < LONGEST_NS; t += STEP_NS) {
            reference.sample(t, frame);
            double[] velocity = frame.values;
            int at = QuadrotorChannels.REFERENCE_VELOCITY;
            if (velocity[at] != 0 || velocity[at + 1] != 0) {
                return t * 1e-9;
            }
            if (velocity[at + 2] != 0) {
                restSinceNs = t + STEP_NS;
            }
        }
        return restSinceNs * 1e-9;
    }
}
