package dev.creance.bench.shield;

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

    private Guards() {}
}
