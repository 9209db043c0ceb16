package dev.creance.policies.action;

import dev.creance.policies.manifest.Action.Clamp;
import dev.creance.policies.manifest.Action.JointCommand;
import dev.creance.policies.manifest.JointVector;
import dev.creance.policies.manifest.Limits;
import dev.creance.runtime.HotPath;
import java.util.Arrays;
import java.util.List;

/** What bounds the commands of some joints before they leave, as the deployment code of a policy does, beside the shield. */
final class JointClamps {
    private final double[] low;
    private final double[] high;
    private final double[] velocity;
    private final double[] effort;

    /** @param limits of the manifest; the reader has seen to it that it has what the clamps need */
    JointClamps(JointCommand command, Limits limits) {
        int size = command.order().size();
        List<Clamp> clamps = command.clamps();
        low = filled(size, Double.NEGATIVE_INFINITY);
        high = filled(size, Double.POSITIVE_INFINITY);
        if (clamps.contains(Clamp.POSITION_LIMITS)) {
            Limits.Range range = limits.position().orElseThrow();
            System.arraycopy(range.low().in(command.order()), 0, low, 0, size);
            System.arraycopy(range.high().in(command.order()), 0, high, 0, size);
        }
        velocity = clamps.contains(Clamp.VELOCITY_LIMITS)
                ? in(command, limits.velocity().orElseThrow())
                : filled(size, Double.POSITIVE_INFINITY);
        effort = clamps.contains(Clamp.EFFORT_LIMITS)
                ? in(command, limits.effort().orElseThrow())
                : filled(size, Double.POSITIVE_INFINITY);
    }

    private static double[] in(JointCommand command, JointVector vector) {
        return vector.in(command.order());
    }

    private static double[] filled(int size, double value) {
        double[] all = new double[size];
        Arrays.fill(all, value);
        return all;
    }

    /** NaN passes through. */
    private static double between(double low, double value, double high) {
        return value < low ? low : value > high ? high : value;
    }

    @HotPath
    double position(int i, double position) {
        return between(low[i], position, high[i]);
    }

    /** A position that is no further from the one before than the joint can turn in this time. */
    @HotPath
    double reachable(int i, double position, double before, double periodS) {
        double step = velocity[i] * periodS;
        return Double.isNaN(before) ? position : between(before - step, position, before + step);
    }

    @HotPath
    double velocity(int i, double rate) {
        return between(-velocity[i], rate, velocity[i]);
    }

    @HotPath
    double effort(int i, double value) {
        return between(-effort[i], value, effort[i]);
    }

    @HotPath
    boolean boundsEffort(int i) {
        return effort[i] < Double.POSITIVE_INFINITY;
    }

    /**
     * The nearest position q* at which the position loop asks for no more than the effort limit:
     * |kp (q* − q) − kd q̇| ≤ limit.
     */
    @HotPath
    double bearable(int i, double position, double kp, double kd, double measured, double rate) {
        double middle = measured + kd * rate / kp;
        return between(middle - effort[i] / kp, position, middle + effort[i] / kp);
    }
}
