package dev.creance.safety.arm;

import dev.creance.runtime.config.Dimension;
import dev.creance.safety.Setting;

/** The numbers of an arm's shield, beside {@link dev.creance.safety.SharedSetting}; lists are in {@link JointBounds}. */
enum ArmSetting implements Setting {
    TOOL_SPEED(
            "limits.tool_speed",
            Dimension.SPEED,
            1,
            range(1e-3, 100),
            "greatest speed of the tool's set point; that at which people work beside arms is 0.25 m/s"),
    FLOOR(
            "limits.workspace.floor",
            Dimension.LENGTH,
            -1000,
            range(-1000, 1000),
            "least height of the tool in base axes; none"),
    SENSOR_AGE(
            "limits.sensor_age",
            Dimension.TIME,
            0.010,
            range(1e-4, 0.5),
            "oldest valid sensor frame on which anyone but the backup is in charge; 10 frames at 1 kHz"),
    CLEARANCE(
            "backup.clearance",
            Dimension.LENGTH,
            0.02,
            range(0, 1),
            "distance kept between the tool's set point and a wall; what the arm may be off its set points"),
    OVERSHOOT(
            "backup.overshoot",
            Dimension.ANGLE,
            0.02,
            range(0, 1),
            "so far inside a joint's limits its set points stay; overshoot and sag of the firmware's law"),
    VELOCITY_SHARE(
            "backup.velocity_share",
            Dimension.RATIO,
            0.9,
            range(0.1, 1),
            "share of a joint's velocity and of the tool's speed that its set points use; the rest is for the firmware's law"),
    TRACKING(
            "backup.tracking_error",
            Dimension.ANGLE,
            0.4,
            range(1e-3, 3),
            "farther than this from its set point a joint is held by something; lag of a stiff joint at full speed"),
    POSITION_JUMP(
            "sense.position_jump",
            Dimension.ANGLE,
            0.02,
            range(1e-5, 1),
            "jump of a position beyond what the velocity explains that makes a frame invalid"),
    VELOCITY_JUMP(
            "sense.velocity_jump",
            Dimension.ANGULAR_RATE,
            1,
            range(1e-3, 100),
            "jump of a velocity that makes a frame invalid"),
    STILL_SPEED("failsafe.still_speed", Dimension.ANGULAR_RATE, 0.02, range(1e-5, 1), "below this a joint stands"),
    STILL_TIME(
            "failsafe.still_time",
            Dimension.TIME,
            0.2,
            range(1e-3, 10),
            "how long all joints must stand before the brakes are closed");

    private final String path;
    private final Dimension dimension;
    private final double standard;
    private final Range range;
    private final String meaning;

    ArmSetting(String path, Dimension dimension, double standard, Range range, String meaning) {
        this.path = path;
        this.dimension = dimension;
        this.standard = standard;
        this.range = range;
        this.meaning = meaning;
    }

    private static Range range(double least, double greatest) {
        return Range.of(least, greatest);
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Dimension dimension() {
        return dimension;
    }

    @Override
    public double standard() {
        return standard;
    }

    @Override
    public Range range() {
        return range;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
