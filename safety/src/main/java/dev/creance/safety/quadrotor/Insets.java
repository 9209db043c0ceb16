package dev.creance.safety.quadrotor;

/** Distances that several stages and the validator must agree on. */
final class Insets {
    /** How long the attitude takes to follow a change of the wind's estimate. */
    private static final double ATTITUDE_S = 0.12;

    private Insets() {}

    /** How long a change of the wind acts before the backup has met it, s. */
    static double windS(QuadrotorShieldSettings settings) {
        return settings.value(QuadrotorSetting.WIND_TIME) + ATTITUDE_S;
    }

    /** Distance from a wall at which a vehicle at rest still has a certificate in the greatest wind, m. */
    static double restM(QuadrotorShieldSettings settings) {
        double windS = windS(settings);
        double change = 2 * settings.value(QuadrotorSetting.DISTURBANCE);
        double speed = change * windS + settings.value(QuadrotorSetting.VELOCITY_ERROR);
        double reactionS = 0.1;
        return settings.value(QuadrotorSetting.CLEARANCE)
                + settings.value(QuadrotorSetting.POSITION_ERROR)
                + 0.5 * change * reactionS * reactionS
                + speed / settings.value(QuadrotorSetting.VELOCITY_GAIN);
    }

    /** Distance from walls, ceiling and floor at which the backup holds: the policy must be able to return from there, m. */
    static double holdM(QuadrotorShieldSettings settings) {
        return restM(settings) + settings.value(QuadrotorSetting.RETURN_DISTANCE) + 0.05;
    }
}
