package dev.creance.safety.quadrotor;

import dev.creance.safety.Setting;

/**
 * What the backup controller may use and how hard it pulls. See {@link Setting} for bounds, defaults and sources.
 *
 * @param horizontalMPerS2 greatest horizontal acceleration asked for
 * @param climbMPerS2 greatest upward acceleration
 * @param sinkMPerS2 greatest downward acceleration
 * @param compensationMPerS2 greatest estimated disturbance that is compensated, per axis
 * @param positionPerS speed asked for per metre off the hold point
 * @param holdMPerS greatest speed towards the hold point
 * @param velocityPerS acceleration asked for per m/s of velocity error
 * @param attitudePerS body rate asked for per radian of tilt error
 * @param ratePerS angular acceleration asked for per rad/s of rate error
 * @param rotorS time in which rotor thrust is led to its goal
 * @param bodyRateRadPerS greatest body rate asked for
 * @param envelopeRadPerS greatest body rate the envelope allows, yaw included
 * @param tanTilt tangent of the greatest tilt asked for
 */
record BackupGains(
        double horizontalMPerS2,
        double climbMPerS2,
        double sinkMPerS2,
        double compensationMPerS2,
        double positionPerS,
        double holdMPerS,
        double velocityPerS,
        double attitudePerS,
        double ratePerS,
        double rotorS,
        double bodyRateRadPerS,
        double envelopeRadPerS,
        double tanTilt) {

    /** Share of the full thrust that braking may ask for; the rest is left to the attitude. */
    static final double THRUST_SHARE = 0.92;

    /** The backup asks for a tilt no nearer to the limit than this: attitudes overshoot. */
    static final double TILT_RESERVE_RAD = 8 * Math.PI / 180;

    static BackupGains of(QuadrotorShieldSettings s) {
        return new BackupGains(
                s.value(QuadrotorSetting.HORIZONTAL_DECELERATION),
                s.value(QuadrotorSetting.CLIMB_ACCELERATION),
                s.value(QuadrotorSetting.SINK_ACCELERATION),
                s.value(QuadrotorSetting.DISTURBANCE),
                s.value(QuadrotorSetting.POSITION_GAIN),
                s.value(QuadrotorSetting.HOLD_SPEED),
                s.value(QuadrotorSetting.VELOCITY_GAIN),
                s.value(QuadrotorSetting.ATTITUDE_GAIN),
                s.value(QuadrotorSetting.RATE_GAIN),
                s.value(QuadrotorSetting.ROTOR_TIME),
                s.value(QuadrotorSetting.RECOVERY_RATE),
                s.bodyRateRadPerS(),
                StrictMath.tan(s.tiltRad() - TILT_RESERVE_RAD));
    }
}
