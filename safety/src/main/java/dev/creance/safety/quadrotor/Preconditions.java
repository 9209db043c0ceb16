package dev.creance.safety.quadrotor;

import dev.creance.safety.Setting;
import dev.creance.safety.SharedSetting;
import dev.creance.safety.ShieldTiming;
import java.util.Locale;

/**
 * Refuses settings with which a guard's proof does not hold for this vehicle (safety is what is left when these do). Each
 * refusal names the number that would do.
 */
final class Preconditions {
    /** How long the attitude takes to turn to braking from ordinary flight, for the room that braking needs. */
    private static final double REACTION_S = 0.2;

    private final QuadrotorShieldSettings settings;
    private final Airframe airframe;
    private final double disturbance;

    private Preconditions(QuadrotorShieldSettings settings, Airframe airframe) {
        this.settings = settings;
        this.airframe = airframe;
        this.disturbance = settings.value(QuadrotorSetting.DISTURBANCE);
    }

    static void check(QuadrotorShieldSettings settings, Airframe airframe, ShieldTiming timing) {
        Preconditions preconditions = new Preconditions(settings, airframe);
        preconditions.thrust();
        preconditions.tilt();
        preconditions.bodyRate();
        preconditions.gains();
        preconditions.slew();
        preconditions.times(timing);
        preconditions.room();
        preconditions.obstacles();
    }

    // (A_h + W)² + (g + A_u + W)² ≤ (η T_max / m)²: all axes brake and meet the wind at once.
    private void thrust() {
        double rated = airframe.totalThrustN(airframe.throttleMax) * BackupGains.THRUST_SHARE / airframe.massKg;
        double most =
                settings.collective().map(seen -> Math.min(rated, seen.high())).orElse(rated);
        double horizontal = settings.value(QuadrotorSetting.HORIZONTAL_DECELERATION) + disturbance;
        double left = most * most - horizontal * horizontal;
        double climb = StrictMath.sqrt(Math.max(0, left)) - airframe.gravityMPerS2 - disturbance;
        if (!(settings.value(QuadrotorSetting.CLIMB_ACCELERATION) <= climb)) {
            throw settings.error(
                            QuadrotorSetting.CLIMB_ACCELERATION,
                            climb > 0
                                    ? format(
                                            "is above %.2f m/s2, what the rotors have left beside the weight,"
                                                    + " horizontal_deceleration and disturbance",
                                            climb)
                                    : format(
                                            "cannot be: beside the weight, horizontal_deceleration and disturbance the"
                                                    + " rotors lack %.2f m/s2",
                                            -climb))
                    .withHint(
                            "lower it, backup.horizontal_deceleration or backup.disturbance, or raise limits.motor.max");
        }
    }

    // A_h + W ≤ (g − A_d − W) tan(tilt − reserve): thrust is least where the tilt it takes is greatest.
    private void tilt() {
        double lift = airframe.gravityMPerS2 - settings.value(QuadrotorSetting.SINK_ACCELERATION) - disturbance;
        double rated = 2 * airframe.totalThrustN(airframe.throttleMin) / airframe.massKg;
        double least =
                settings.collective().map(seen -> Math.max(rated, seen.low())).orElse(rated);
        if (!(lift >= least)) {
            throw settings.error(
                            QuadrotorSetting.SINK_ACCELERATION,
                            format(
                                    "is above %.2f m/s2: with the disturbance on top, no thrust is left to steer with",
                                    airframe.gravityMPerS2 - disturbance - least))
                    .withHint("lower it");
        }
        double most = lift * StrictMath.tan(settings.tiltRad() - BackupGains.TILT_RESERVE_RAD) - disturbance;
        if (!(settings.value(QuadrotorSetting.HORIZONTAL_DECELERATION) <= most)) {
            throw settings.error(
                            QuadrotorSetting.HORIZONTAL_DECELERATION,
                            format(
                                    "is above %.2f m/s2, the most that %.1f deg of tilt gives while sinking with"
                                            + " sink_acceleration",
                                    most, Math.toDegrees(settings.tiltRad() - BackupGains.TILT_RESERVE_RAD)))
                    .withHint("lower it or backup.sink_acceleration, or raise limits.tilt");
        }
    }

    private void bodyRate() {
        double most = 0.8 * settings.bodyRateRadPerS();
        if (!(settings.value(QuadrotorSetting.RECOVERY_RATE) <= most)) {
            throw settings.error(
                            QuadrotorSetting.RECOVERY_RATE,
                            format("is above %.2f rad/s, 0.8 of limits.body_rate", most))
                    .withHint("lower it or raise limits.body_rate");
        }
        if (!(settings.value(QuadrotorSetting.RETURN_RATE) <= 0.5 * settings.bodyRateRadPerS())) {
            throw settings.error(
                            QuadrotorSetting.RETURN_RATE,
                            "is above half of limits.body_rate: the policy could hardly return")
                    .withHint("lower it");
        }
        if (!(settings.value(QuadrotorSetting.RETURN_TILT) <= 0.5 * settings.tiltRad())) {
            throw settings.error(
                            QuadrotorSetting.RETURN_TILT,
                            "is above half of limits.tilt: the policy could hardly return")
                    .withHint("lower it");
        }
    }

    // A cascade is stable where each loop is at least twice as slow as the one inside it.
    private void gains() {
        slower(
                QuadrotorSetting.POSITION_GAIN,
                0.5 * settings.value(QuadrotorSetting.VELOCITY_GAIN),
                "half of backup.velocity_gain");
        slower(
                QuadrotorSetting.VELOCITY_GAIN,
                0.5 * settings.value(QuadrotorSetting.ATTITUDE_GAIN),
                "half of backup.attitude_gain");
        slower(
                QuadrotorSetting.ATTITUDE_GAIN,
                0.5 * settings.value(QuadrotorSetting.RATE_GAIN),
                "half of backup.rate_gain");
        slower(
                QuadrotorSetting.RATE_GAIN,
                0.6 / settings.value(QuadrotorSetting.ROTOR_TIME),
                "0.6 over backup.rotor_time");
    }

    private void slower(Setting gain, double most, String what) {
        if (!(settings.value(gain) <= most)) {
            throw settings.error(gain, format("is above %.2f 1/s, %s", most, what))
                    .withHint("lower it");
        }
    }

    private void slew() {
        double range = airframe.throttleMax - airframe.throttleMin;
        double least = range / settings.value(QuadrotorSetting.ROTOR_TIME);
        if (!(settings.motorSlewPerS() >= least)) {
            throw settings.error(
                            QuadrotorSetting.MOTOR_SLEW,
                            format(
                                    "is below %.1f 1/s: the backup leads the rotors within backup.rotor_time=%.1f ms",
                                    least, 1e3 * settings.value(QuadrotorSetting.ROTOR_TIME)))
                    .withHint("raise it or backup.rotor_time");
        }
    }

    private void times(ShieldTiming timing) {
        double tickS = timing.periodS();
        longer(QuadrotorSetting.SENSOR_AGE, 2 * tickS, "two ticks");
        longer(SharedSetting.STUCK_TIME, 2 * tickS, "two ticks");
        longer(SharedSetting.CLOCK_JUMP, 2 * tickS, "two ticks");
        longer(SharedSetting.RESUME_WINDOW, 2 * settings.value(QuadrotorSetting.SENSOR_AGE), "twice limits.sensor_age");
        longer(QuadrotorSetting.ROTOR_TIME, 2 * tickS, "two ticks");
        // W dt ≤ V/4, as the sampled braking bound needs.
        if (!(disturbance * tickS <= settings.value(QuadrotorSetting.DESIGN_SPEED) / 4)) {
            throw settings.error(
                            QuadrotorSetting.DISTURBANCE,
                            format(
                                    "is above %.1f m/s2: within a tick it may not change the speed by a quarter of"
                                            + " backup.design_speed",
                                    settings.value(QuadrotorSetting.DESIGN_SPEED) / 4 / tickS))
                    .withHint("lower it or raise loop.rate");
        }
    }

    private void longer(Setting time, double least, String what) {
        if (!(settings.value(time) >= least)) {
            throw settings.error(time, format("is below %.4g s, %s", least, what))
                    .withHint("raise it");
        }
    }

    private void room() {
        double speed = settings.value(QuadrotorSetting.DESIGN_SPEED);
        StopDistance stop = new StopDistance(settings.value(QuadrotorSetting.VELOCITY_GAIN));
        double hold = Insets.holdM(settings);
        double relied = Certificate.RELIED_SHARE * settings.value(QuadrotorSetting.HORIZONTAL_DECELERATION);
        double needed = hold + REACTION_S * speed + stop.metres(speed, relied);
        double inradius = settings.fence().inradiusM();
        if (!(inradius >= needed)) {
            throw settings.fenceError(format(
                            " has room for a circle of %.2f m radius; braking from design_speed=%.2f m/s needs %.2f m",
                            inradius, speed, needed))
                    .withHint("widen the fence or lower backup.design_speed");
        }
        double climb = Certificate.RELIED_SHARE * settings.value(QuadrotorSetting.CLIMB_ACCELERATION);
        double band = 2 * (hold + REACTION_S * speed / 2 + stop.metres(speed / 2, climb));
        if (!(settings.ceilingM() - settings.floorM() >= band)) {
            throw settings.error(
                            QuadrotorSetting.ALTITUDE_CEILING,
                            format(
                                    "is %.2f m above the floor; braking from half of design_speed=%.2f m/s up and down"
                                            + " needs %.2f m",
                                    settings.ceilingM() - settings.floorM(), speed, band))
                    .withHint("raise the ceiling, lower the floor or lower backup.design_speed");
        }
    }

    // Whatever may be anywhere inside the fence leaves nowhere to stay.
    private void obstacles() {
        double roomM = settings.fence().inradiusM() - Insets.holdM(settings);
        for (int i = 0; i < settings.obstacles().count(); i++) {
            Obstacle obstacle = settings.obstacles().get(i);
            if (!(obstacle.endRadiusM() <= roomM)) {
                throw obstacle.node()
                        .error(format(
                                " takes up a circle of %.2f m radius in the end, %.2f m of that because it may stray; where"
                                        + " a circle of %.2f m fits, the fence leaves no room to stay out of its way",
                                obstacle.endRadiusM(), obstacle.strayM(), roomM))
                        .withHint("lower its radius, its acceleration or how long it moves, or widen the fence");
            }
        }
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
