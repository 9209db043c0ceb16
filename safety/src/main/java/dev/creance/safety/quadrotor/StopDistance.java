package dev.creance.safety.quadrotor;

import dev.creance.runtime.HotPath;

/**
 * How far the backup's braking law a = −min(A, k v) goes from a speed v: v²/2A down to the speed A/k, then exponentially.
 *
 * <pre>
 * v ≥ A/k:  v²/2A + A/2k²        v < A/k:  v/k
 * </pre>
 *
 * The two meet at v = A/k, where both are A/k².
 */
final class StopDistance {
    private final double velocityPerS;

    StopDistance(double velocityPerS) {
        this.velocityPerS = velocityPerS;
    }

    /** Distance to a standstill; 0 for a speed at or below 0. */
    @HotPath
    double metres(double speedMPerS, double decelerationMPerS2) {
        if (!(speedMPerS > 0)) {
            return 0;
        }
        double knee = decelerationMPerS2 / velocityPerS;
        return speedMPerS < knee
                ? speedMPerS / velocityPerS
                : speedMPerS * speedMPerS / (2 * decelerationMPerS2) + 0.5 * knee / velocityPerS;
    }
}
