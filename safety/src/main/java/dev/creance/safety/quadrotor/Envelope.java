package dev.creance.safety.quadrotor;

/**
 * What the certificate holds the vehicle to.
 *
 * @param ceilingM greatest height
 * @param floorM least height
 * @param fence walls
 * @param obstacles what stands or moves inside
 * @param tiltRad greatest tilt
 * @param bodyRateRadPerS greatest body rate
 * @param groundImpactMPerS greatest speed at which a foot may meet the ground before the floor applies
 * @param clearanceM distance kept at rest
 * @param disturbanceMPerS2 greatest acceleration by wind
 * @param windS how long a change of the wind acts before the backup has met it
 */
record Envelope(
        double ceilingM,
        double floorM,
        Fence fence,
        Obstacles obstacles,
        double tiltRad,
        double bodyRateRadPerS,
        double groundImpactMPerS,
        double clearanceM,
        double disturbanceMPerS2,
        double windS) {

    static Envelope of(QuadrotorShieldSettings s) {
        return new Envelope(
                s.ceilingM(),
                s.floorM(),
                s.fence(),
                s.obstacles(),
                s.tiltRad(),
                s.bodyRateRadPerS(),
                s.value(QuadrotorSetting.GROUND_IMPACT),
                s.value(QuadrotorSetting.CLEARANCE),
                s.value(QuadrotorSetting.DISTURBANCE),
                Insets.windS(s));
    }
}
