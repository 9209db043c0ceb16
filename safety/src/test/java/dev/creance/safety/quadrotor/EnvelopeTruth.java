package dev.creance.safety.quadrotor;

import dev.creance.runtime.FailsafeState;
import dev.creance.sim.quadrotor.ObstacleLimit;
import dev.creance.sim.quadrotor.QuadrotorLimits;
import java.util.List;

/** Judges by the plant's truth how near the vehicle came to its limits; never by the shield's word. */
final class EnvelopeTruth {
    double leastFenceM = Double.POSITIVE_INFINITY;
    double leastCeilingM = Double.POSITIVE_INFINITY;
    double leastFloorM = Double.POSITIVE_INFINITY;
    double leastTiltRad = Double.POSITIVE_INFINITY;
    double leastRateRadPerS = Double.POSITIVE_INFINITY;
    double leastObstacleM = Double.POSITIVE_INFINITY;

    private final QuadrotorShieldSettings settings;
    private final List<ObstacleLimit> obstacles;

    EnvelopeTruth(QuadrotorShieldSettings settings) {
        this.settings = settings;
        obstacles =
                QuadrotorLimits.from(settings.section().node().child("limits")).obstacles();
    }

    void observe(Flight flight) {
        double[] x = flight.truth.values;
        leastFenceM = Math.min(leastFenceM, settings.fence().distanceM(x[0], x[1]));
        leastCeilingM = Math.min(leastCeilingM, settings.ceilingM() - x[2]);
        if (flight.state() == FailsafeState.ACTIVE || flight.state() == FailsafeState.BACKUP) {
            leastFloorM = Math.min(leastFloorM, x[2] - settings.floorM());
        }
        double runS = flight.timeS() - flight.decision().activeSinceNs * 1e-9 + Flight.TICK_S;
        for (ObstacleLimit obstacle : obstacles) {
            leastObstacleM = Math.min(leastObstacleM, obstacle.marginM(runS, x));
        }
        double cosine = Math.max(-1, Math.min(1, flight.truth.cosTilt()));
        leastTiltRad = Math.min(leastTiltRad, settings.tiltRad() - Math.acos(cosine));
        leastRateRadPerS = Math.min(leastRateRadPerS, settings.bodyRateRadPerS() - flight.truth.bodyRateRadPerS());
    }

    /** What was violated, in words; empty for nothing. */
    String violations() {
        return (leastFenceM < 0 ? " fence " + leastFenceM : "")
                + (leastCeilingM < 0 ? " ceiling " + leastCeilingM : "")
                + (leastFloorM < 0 ? " floor " + leastFloorM : "")
                + (leastTiltRad < 0 ? " tilt " + leastTiltRad : "")
                + (leastRateRadPerS < 0 ? " body rate " + leastRateRadPerS : "")
                + (leastObstacleM < 0 ? " obstacle " + leastObstacleM : "");
    }
}
