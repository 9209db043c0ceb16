package dev.creance.safety.quadrotor;

import dev.creance.runtime.HotPath;
import dev.creance.safety.Margins;

/** Stage 6: the margins of ceiling, floor, fence, tilt, body rate and ground, should this command be executed. */
@HotPath
final class EnvelopeGuard {
    private final Certificate certificate;
    private final double floorAppliesAboveM;
    private boolean floorApplies;

    /** @param floorAppliesAboveM height from which on the floor applies: where the backup could hold above it */
    EnvelopeGuard(Certificate certificate, double floorAppliesAboveM) {
        this.certificate = certificate;
        this.floorAppliesAboveM = floorAppliesAboveM;
    }

    /** @param command inside box and slew limits */
    void predict(StateEstimate estimate, GroundWatch ground, double[] command, Margins out) {
        if (!ground.isAirborne()) {
            certificate.standing(estimate, out);
            return;
        }
        // Taking off crosses the floor; once the vehicle has been well above it, it stays. Until then the ground is its
        // floor.
        floorApplies |= estimate.state.pz > floorAppliesAboveM;
        certificate.evaluate(estimate, command, floorApplies ? Certificate.NO_GROUND : ground.heightM(), out);
        if (!floorApplies) {
            out.values[QuadrotorMargins.FLOOR] = Double.POSITIVE_INFINITY;
        }
    }
}
