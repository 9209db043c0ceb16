package dev.creance.safety;

/** Distances that several stages and the validator must agree on. */
final class Insets {
    /** How long the attitude takes to follow a change of the wind's estimate. */
    private static final double ATTITUDE_S = 0.12;

    private Insets() {}

    /** How long a change of the wind acts before the backup has met it, s. */
    static double windS(ShieldSettings settings) {
        return settings.value(Setting.WIND_TIME) + ATTITUDE_S;
    }

    /** Distance from a wall at which a vehicle at rest still has a certificate in the greatest wind, m. */
    static double restM(ShieldSettings settings) {
        double windS = windS(settings);
        double change = 2 * settings.value(Setting.DISTURBANCE);
        double speed = change * windS + settings.value(Setting.VELOCITY_ERROR);
        double reactionS = 0.1;
        return settings.value(Setting.CLEARANCE)
                + settings.value(Setting.POSITION_ERROR)
                + 0.5 * change * reactionS * reactionS
                + speed / settings.value(Setting.VELOCITY_GAIN);
    }

    /** Distance from walls, ceiling and floor at which the backup holds: the policy must be able to return from there, m. */
    static double holdM(ShieldSettings settings) {
        return restM(settings) + settings.value(Setting.RETURN_DISTANCE) + 0.05;
    }
}
