package dev.creance.sim.quadrotor;

import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.runtime.HotPath;

/**
 * What the device believes its rotors do: first-order lag behind its own commands, by nominal parameters. It also answers which
 * command makes a rotor follow a wanted state with {@link #FOLLOW_S}, much faster than a rotor falls by itself.
 */
@HotPath
final class RotorModel {
    /** How fast rotors are made to follow. Below this the noise of the gyro would fill the throttle range. */
    static final double FOLLOW_S = 0.03;

    private final QuadrotorParameters nominal;
    private final double[] state;

    RotorModel(QuadrotorParameters nominal) {
        this.nominal = nominal;
        state = new double[nominal.rotors()];
    }

    void reset() {
        java.util.Arrays.fill(state, 0);
    }

    /** Moves on under the commands that acted. */
    void advance(double[] throttle, double dtS) {
        for (int i = 0; i < state.length; i++) {
            double wanted = throttle[i] - state[i];
            state[i] += Math.min(1, dtS / timeS(i, wanted)) * wanted;
        }
    }

    /** All rotors together, N. */
    double thrustN() {
        double sum = 0;
        for (int i = 0; i < state.length; i++) {
            sum += nominal.thrustN(i, state[i]);
        }
        return sum;
    }

    /** The throttle that leads a rotor to this thrust: u = s + (s* − s) τ / FOLLOW_S, within 0…1. */
    double lead(int rotor, double thrustN) {
        double wanted = nominal.throttle(rotor, thrustN) - state[rotor];
        double throttle = state[rotor] + wanted * Math.max(1, timeS(rotor, wanted) / FOLLOW_S);
        return throttle >= 0 ? Math.min(throttle, 1) : 0;
    }

    private double timeS(int rotor, double wanted) {
        return wanted >= 0 ? nominal.risingTimeS()[rotor] : nominal.fallingTimeS()[rotor];
    }
}
