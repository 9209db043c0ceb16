package dev.creance.safety.quadrotor;

import dev.creance.runtime.config.Dimension;
import dev.creance.safety.Setting;

/** The numbers of a quadrotor's shield, beside {@link dev.creance.safety.SharedSetting}. */
enum QuadrotorSetting implements Setting {
    MOTOR_MIN("limits.motor.min", Dimension.RATIO, 0, range(0, 1), "least throttle; command layout"),
    MOTOR_MAX("limits.motor.max", Dimension.RATIO, 1, range(0, 1), "greatest throttle; command layout"),
    MOTOR_SLEW(
            "limits.motor.slew",
            Dimension.PER_TIME,
            60,
            range(5, 10_000),
            "greatest change of a throttle; full range in 17 ms, a third of the rotors' rise time"),
    ALTITUDE_FLOOR(
            "limits.altitude.floor",
            Dimension.LENGTH,
            Double.NaN,
            range(-1000, 1000),
            "least height of flight; applies once the vehicle has been above it, and not to landing"),
    ALTITUDE_CEILING("limits.altitude.ceiling", Dimension.LENGTH, Double.NaN, range(-1000, 1000), "greatest height"),
    TILT("limits.tilt", Dimension.ANGLE, rad(60), range(rad(10), rad(85)), "greatest angle of body z to the vertical"),
    BODY_RATE("limits.body_rate", Dimension.ANGULAR_RATE, 12, range(2, 50), "greatest body rate; tuned in simulation"),
    GROUND_IMPACT(
            "limits.ground_impact",
            Dimension.SPEED,
            0.3,
            range(0.05, 5),
            "greatest speed at which a foot may meet the ground before the floor applies; that of the descent"),
    SENSOR_AGE(
            "limits.sensor_age",
            Dimension.TIME,
            0.020,
            range(0.002, 0.5),
            "oldest valid sensor frame on which anyone but the backup flies; 20 frames at 1 kHz"),
    DISTURBANCE(
            "backup.disturbance",
            Dimension.ACCELERATION,
            1,
            range(0, 10),
            "greatest acceleration by wind for which the limits are certified; a tenth of the weight"),
    HORIZONTAL_DECELERATION(
            "backup.horizontal_deceleration",
            Dimension.ACCELERATION,
            3.5,
            range(0.2, 20),
            "horizontal acceleration that braking uses; 20 deg of tilt"),
    CLIMB_ACCELERATION(
            "backup.climb_acceleration",
            Dimension.ACCELERATION,
            1.5,
            range(0.2, 20),
            "upward acceleration that braking uses; thrust to weight of 1.47, less the reserve for attitude"),
    SINK_ACCELERATION(
            "backup.sink_acceleration",
            Dimension.ACCELERATION,
            4,
            range(0.2, 9),
            "downward acceleration that braking uses; leaves 0.6 of the weight as thrust to steer with"),
    DESCENT_RATE(
            "backup.descent_rate",
            Dimension.SPEED,
            0.3,
            range(0.05, 1),
            "speed of descent when landing; touchdown below 0.5 m/s"),
    HELD(
            "backup.held",
            Dimension.TIME,
            0,
            range(0, 0.1),
            "how long a command may go on acting because no newer one arrives, and the backup still keeps the envelope; 0 for one tick"),
    CLEARANCE(
            "backup.clearance",
            Dimension.LENGTH,
            0.1,
            range(0, 5),
            "distance kept at rest from walls, ceiling and floor beyond what gusts take; reserve for errors of the model"),
    DESIGN_SPEED(
            "backup.design_speed",
            Dimension.SPEED,
            1,
            range(0.1, 20),
            "speed from which fence and altitude band must leave room to stop; half the greatest speed of the reference flights"),
    HOLD_SPEED(
            "backup.hold_speed", Dimension.SPEED, 0.5, range(0.05, 5), "greatest speed towards the hold point; tuned"),
    POSITION_GAIN(
            "backup.position_gain",
            Dimension.PER_TIME,
            1.5,
            range(0.1, 20),
            "speed asked for per metre off the hold point; tuned"),
    VELOCITY_GAIN(
            "backup.velocity_gain",
            Dimension.PER_TIME,
            4,
            range(0.5, 50),
            "acceleration asked for per m/s of error; tuned"),
    ATTITUDE_GAIN(
            "backup.attitude_gain",
            Dimension.PER_TIME,
            10,
            range(1, 100),
            "body rate asked for per radian of tilt error; tuned"),
    RATE_GAIN(
            "backup.rate_gain",
            Dimension.PER_TIME,
            25,
            range(2, 500),
            "angular acceleration asked for per rad/s of error; half the bandwidth of the led rotors"),
    ROTOR_TIME(
            "backup.rotor_time",
            Dimension.TIME,
            0.020,
            range(0.002, 1),
            "time in which rotors are led to their goal; above the slew limit's 17 ms"),
    RECOVERY_RATE(
            "backup.body_rate",
            Dimension.ANGULAR_RATE,
            8,
            range(1, 40),
            "greatest body rate the backup asks for; tuned"),
    WIND_TIME(
            "sense.wind_time",
            Dimension.TIME,
            0.1,
            range(0.01, 5),
            "time constant with which the acceleration by wind is estimated; tuned"),
    POSITION_ERROR(
            "sense.position_error",
            Dimension.LENGTH,
            0.01,
            range(0, 1),
            "error of a fresh position that margins allow for"),
    VELOCITY_ERROR(
            "sense.velocity_error",
            Dimension.SPEED,
            0.03,
            range(0, 2),
            "error of a fresh velocity that margins allow for"),
    ACCELERATION_ERROR(
            "sense.acceleration_error",
            Dimension.ACCELERATION,
            2,
            range(0, 20),
            "growth of the velocity's error with the age of the frame; twice the disturbance"),
    POSITION_JUMP(
            "sense.position_jump",
            Dimension.LENGTH,
            0.25,
            range(0.01, 1000),
            "jump of position beyond what the velocity explains that makes a frame invalid"),
    VELOCITY_JUMP(
            "sense.velocity_jump", Dimension.SPEED, 1, range(0.05, 200), "jump of velocity that makes a frame invalid"),
    RATE_JUMP(
            "sense.body_rate_jump",
            Dimension.ANGULAR_RATE,
            10,
            range(0.5, 200),
            "jump of a body rate that makes a frame invalid"),
    RETURN_DISTANCE(
            "failsafe.return_distance",
            Dimension.LENGTH,
            0.10,
            range(0, 5),
            "margin of fence and altitude for a return"),
    RETURN_TILT("failsafe.return_tilt", Dimension.ANGLE, rad(5), range(0, rad(45)), "margin of tilt for a return"),
    RETURN_RATE(
            "failsafe.return_rate", Dimension.ANGULAR_RATE, 1, range(0, 20), "margin of the body rate for a return"),
    ARMING_TILT(
            "failsafe.arming_tilt",
            Dimension.ANGLE,
            rad(15),
            range(0, rad(60)),
            "greatest tilt on the ground for arming");

    private final String path;
    private final Dimension dimension;
    private final double standard;
    private final Range range;
    private final String meaning;

    QuadrotorSetting(String path, Dimension dimension, double standard, Range range, String meaning) {
        this.path = path;
        this.dimension = dimension;
        this.standard = standard;
        this.range = range;
        this.meaning = meaning;
    }

    private static Range range(double least, double greatest) {
        return Range.of(least, greatest);
    }

    private static double rad(double degrees) {
        return degrees * Math.PI / 180;
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
