package dev.creance.sim.adversary;

import static dev.creance.dynamics.quadrotor.QuadrotorState.BODY_RATE;
import static dev.creance.dynamics.quadrotor.QuadrotorState.ORIENTATION;
import static dev.creance.dynamics.quadrotor.QuadrotorState.ROTOR;

import dev.creance.dynamics.quadrotor.QuadrotorParameters;

/**
 * Turns a quadrotor's thrust into a direction, by the true state: as well as a capable policy would.
 *
 * <pre>
 * e = z × Rᵀ d      ω* = k_R e      τ = J k_ω (ω* − ω)      T_i = T / 4 + r_y,i τ_x / Σ r_y² − r_x,i τ_y / Σ r_x²
 * </pre>
 *
 * Rotors are led to their thrust: u = s + (s* − s) τ_r / τ_lead.
 */
final class ThrustVector {
    private static final double ATTITUDE_PER_S = 10;
    private static final double RATE_PER_S = 25;
    private static final double LEAD_S = 0.02;
    private static final int ROTORS = 4;

    private final QuadrotorParameters parameters;
    private final double mostN;
    private double squareX;
    private double squareY;

    ThrustVector(QuadrotorParameters parameters) {
        this.parameters = parameters;
        mostN = parameters.thrustN(0, 1);
        for (double[] r : parameters.rotorPositionM()) {
            squareX += r[0] * r[0];
            squareY += r[1] * r[1];
        }
    }

    /**
     * Writes the throttles.
     *
     * @param towards unit vector, world axes
     * @param share of the greatest thrust
     */
    void throttles(double[] x, double[] towards, double share, double[] out) {
        double[] j = parameters.inertiaKgM2();
        double wantedX = -ATTITUDE_PER_S * along(x, 1, towards);
        double wantedY = ATTITUDE_PER_S * along(x, 0, towards);
        double rollNm = j[0] * RATE_PER_S * (wantedX - x[BODY_RATE]);
        double pitchNm = j[4] * RATE_PER_S * (wantedY - x[BODY_RATE + 1]);
        for (int i = 0; i < ROTORS; i++) {
            double[] r = parameters.rotorPositionM()[i];
            double thrustN = share * mostN + r[1] * rollNm / squareY - r[0] * pitchNm / squareX;
            double wanted = parameters.throttle(i, Math.max(0, Math.min(mostN, thrustN)));
            double now = x[ROTOR + i];
            double tau = wanted > now ? parameters.risingTimeS()[i] : parameters.fallingTimeS()[i];
            out[i] = Math.max(0, Math.min(1, now + (wanted - now) * Math.max(1, tau / LEAD_S)));
        }
    }

    /** The part of a world vector along a body axis, 0 or 1. */
    private static double along(double[] x, int axis, double[] world) {
        double w = x[ORIENTATION];
        double a = x[ORIENTATION + 1];
        double b = x[ORIENTATION + 2];
        double c = x[ORIENTATION + 3];
        return axis == 0
                ? (1 - 2 * (b * b + c * c)) * world[0] + 2 * (a * b + w * c) * world[1] + 2 * (a * c - w * b) * world[2]
                : 2 * (a * b - w * c) * world[0]
                        + (1 - 2 * (a * a + c * c)) * world[1]
                        + 2 * (b * c + w * a) * world[2];
    }
}
