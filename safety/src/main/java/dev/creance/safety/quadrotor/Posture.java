package dev.creance.safety.quadrotor;

import dev.creance.runtime.Cause;
import dev.creance.runtime.HotPath;

/** How the vehicle must stand to be armed: upright, still, inside its envelope. */
@HotPath
final class Posture {
    /** Faster than this on the ground is not standing. */
    private static final double STANDING_M_PER_S = 0.3;

    private static final double STANDING_RAD_PER_S = 0.5;

    private final Envelope envelope;
    private final double cosArmingTilt;

    Posture(Envelope envelope, QuadrotorShieldSettings settings) {
        this.envelope = envelope;
        cosArmingTilt = StrictMath.cos(settings.value(QuadrotorSetting.ARMING_TILT));
    }

    /** What forbids arming. */
    long blockers(VehicleState s) {
        long bits = 0;
        if (!(s.upZ() >= cosArmingTilt)) {
            bits |= Cause.TILT.bit();
        }
        double speed = Math.sqrt(s.vx * s.vx + s.vy * s.vy + s.vz * s.vz);
        if (!(s.bodyRateRadPerS() <= STANDING_RAD_PER_S) || !(speed <= STANDING_M_PER_S)) {
            bits |= Cause.BODY_RATE.bit();
        }
        if (!(envelope.fence().distanceM(s.px, s.py) >= envelope.clearanceM())) {
            bits |= Cause.GEOFENCE.bit();
        }
        if (!(s.pz < envelope.ceilingM() - envelope.clearanceM())) {
            bits |= Cause.ALTITUDE_CEILING.bit();
        }
        if (!(envelope.obstacles().distanceM(0, s.px, s.py, s.pz) >= envelope.clearanceM())) {
            bits |= Cause.OBSTACLE.bit();
        }
        return bits;
    }
}
