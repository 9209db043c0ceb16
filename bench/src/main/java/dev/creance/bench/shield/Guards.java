package dev.creance.bench.shield;

import dev.creance.runtime.Shield;
import dev.creance.runtime.loop.OverrunReaction;
import dev.creance.safety.ShieldSettings;
import dev.creance.safety.ShieldTiming;
import dev.creance.sim.SimulatedMachine;

/** Who stands between adversary and machine, by the names in the report. */
final class Guards {
    static final String OURS = "creance";

    /** {@link OpenShield}: that the same attacks do get out where nothing stops them. */
    static final String NONE = "none";

    /** Formulas: {@link JointRangeLimiter}. */
    static final String ROS2_POSITION = "ros2_control, position";

    static final String ROS2_VELOCITY = "ros2_control, velocity";

    /** Formulas: {@link SlackBarrierFilter}; the gains, 1/s. */
    static final String SLACK_1 = "slack CBF, gain 1";

    static final String SLACK_10 = "slack CBF, gain 10";

    private static final int MOST_OVERRUNS = 50;

    private Guards() {}

    /**
     * The project's own, around a machine whose policy answers in every tick.
     *
     * @param deadlineTicks how old an answer may be
     */
    static Shield ours(ShieldSettings settings, SimulatedMachine machine, long tickNs, int deadlineTicks) {
        return settings.shield(
                machine.sensors(),
                machine.commands(),
                new ShieldTiming(tickNs, 1, deadlineTicks * tickNs, MOST_OVERRUNS, OverrunReaction.STOP));
    }
}
