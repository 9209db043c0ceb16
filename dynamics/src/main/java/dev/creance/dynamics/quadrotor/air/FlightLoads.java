package dev.creance.dynamics.quadrotor.air;

import static dev.creance.dynamics.quadrotor.QuadrotorState.ORIENTATION;
import static dev.creance.dynamics.quadrotor.QuadrotorState.VELOCITY;

import dev.creance.dynamics.Quaternion;
import dev.creance.dynamics.quadrotor.QuadrotorLoads;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.runtime.HotPath;

/**
 * Drag in moving air, ground effect, and rotors that give less than they should, as loads beside the undisturbed rotors of
 * {@link dev.creance.dynamics.quadrotor.QuadrotorDynamics}.
 *
 * <p>Over ground a rotor's thrust grows and its drag moment does not; a rotor with a loss λ keeps 1 − λ of both (effectiveness
 * loss, as in Zhang and Jiang's reviews of fault-tolerant control). Allocation-free after construction; not thread-safe.
 */
public final class FlightLoads implements QuadrotorLoads {
    /** Velocity of the air, world axes; the owner writes it. */
    public final double[] airMPerS = new double[3];

    /** What of its thrust each rotor lacks, 0 to 1; the owner writes it. */
    public final double[] loss;

    private final Drag drag;
    private final GroundEffect ground;
    private final RotorForces rotors;
    private final double[] through = new double[3];
    private final double[] body = new double[3];

    /** @param ground over the plane z = 0; null where there is no ground */
    public FlightLoads(QuadrotorParameters parameters, Drag drag, GroundEffect ground) {
        this.drag = drag;
        this.ground = ground;
        rotors = new RotorForces(parameters);
        loss = new double[parameters.rotors()];
    }

    @Override
    @HotPath
    public void evaluate(double[] state, double[] forceNOut, double[] torqueNmOut) {
        for (int i = 0; i < 3; i++) {
            through[i] = state[VELOCITY + i] - airMPerS[i];
            torqueNmOut[i] = 0;
        }
        Quaternion.toBody(state, ORIENTATION, through, through);
        double speed = Math.sqrt(through[0] * through[0] + through[1] * through[1] + through[2] * through[2]);
        double ratio = rotors.speedRatio(state);
        for (int i = 0; i < 3; i++) {
            body[i] = -(ratio * drag.linearNsPerM()[i] + speed * drag.quadraticNs2PerM2()[i]) * through[i];
        }
        for (int i = 0; i < loss.length; i++) {
            changeRotor(i, state, torqueNmOut);
        }
        Quaternion.toWorld(state, ORIENTATION, body, forceNOut);
    }

    private void changeRotor(int rotor, double[] state, double[] torqueNm) {
        double cushion = ground == null ? 1 : ground.ratio(rotors.heightM(state, rotor) + ground.restHeightM());
        double kept = 1 - loss[rotor];
        if (cushion != 1 || kept != 1) {
            double thrustN = rotors.thrustN(state, rotor);
            rotors.add(rotor, (cushion * kept - 1) * thrustN, (kept - 1) * thrustN, body, torqueNm);
        }
    }
}
