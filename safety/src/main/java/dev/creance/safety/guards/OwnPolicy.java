package dev.creance.safety.guards;

import dev.creance.runtime.HotPath;
import dev.creance.runtime.PolicyStatus;
import java.util.Arrays;

/**
 * A policy of the shield's own, to fly in the place of the one in charge or to be compared with it. It observes and answers in every
 * policy tick, so that it knows the state it takes over in, and inside the tick, so that its answer is there when it is needed.
 */
@HotPath
final class OwnPolicy {
    private final GuardSource.Flown flown;
    private final int periodTicks;
    private final float[] observation;
    private final float[] action;
    private final double[] command;
    private long period = Long.MIN_VALUE;
    private long answeredTick = -1;
    private PolicyStatus status = PolicyStatus.NONE;

    OwnPolicy(GuardSource.Flown flown, int periodTicks, int commands) {
        this.flown = flown;
        this.periodTicks = periodTicks;
        observation = new float[flown.policy().observationSize()];
        action = new float[flown.policy().actionSize()];
        command = new double[commands];
    }

    Setup.Asset asset() {
        return flown.asset();
    }

    void observe(Sight sight) {
        // As the loop does it: where a policy tick was skipped, the next one serves.
        long newest = Math.floorDiv(sight.tick, periodTicks);
        if (newest != period) {
            period = newest;
            answeredTick = sight.tick;
            status = PolicyStatus.FAILED; // in case it throws
            flown.policy().observe(sight.sensors, sight.reference, observation);
            status = flown.policy().infer(observation, action);
        }
        Arrays.fill(command, Double.NaN);
        if (status == PolicyStatus.OK) {
            flown.policy().command(action, command);
        }
    }

    /** What it would do; NaN where it has no answer. */
    double[] command() {
        return command;
    }

    /** The tick whose observation it answered last. */
    long answeredTick() {
        return answeredTick;
    }

    boolean isFinite() {
        for (int i = 0; i < command.length; i++) {
            if (!Double.isFinite(command[i])) {
                return false;
            }
        }
        return true;
    }

    void acted(double[] executed) {
        if (status == PolicyStatus.OK) {
            flown.policy().acted(action, executed);
        }
    }

    void close() {
        flown.policy().close();
    }
}
