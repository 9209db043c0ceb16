package dev.creance.sim.quadrotor;

import dev.creance.runtime.HotPath;
import dev.creance.sim.Noise;

/**
 * The force of moving air, world axes: a constant part, turbulence as a first-order Gauss-Markov process per axis, and gusts
 * that faults set. Deterministic for a seed; allocation-free.
 */
@HotPath
final class Wind {
    /** What acts now; the owner reads it. */
    final double[] forceN = new double[3];

    private final double[] constantN;
    private final double turbulenceN;
    private final double correlationS;
    private final Noise noise;
    private final double[] turbulent = new double[3];
    private final double[] gustN = new double[3];

    Wind(WindConfig config, long seed) {
        constantN = config.forceN().clone();
        turbulenceN = config.turbulenceN();
        correlationS = config.correlationS();
        noise = new Noise(seed);
        sum();
    }

    /** A force on top of the rest, until it is set again. */
    void gust(double xN, double yN, double zN) {
        gustN[0] = xN;
        gustN[1] = yN;
        gustN[2] = zN;
        sum();
    }

    /** Moves the turbulence on: its exact discretisation, so that its deviation does not depend on the step. */
    void advance(double dtS) {
        if (turbulenceN == 0) {
            return;
        }
        double keep = StrictMath.exp(-dtS / correlationS);
        double add = turbulenceN * Math.sqrt(1 - keep * keep);
        for (int i = 0; i < 3; i++) {
            turbulent[i] = keep * turbulent[i] + add * noise.gaussian();
        }
        sum();
    }

    private void sum() {
        for (int i = 0; i < 3; i++) {
            forceN[i] = constantN[i] + turbulent[i] + gustN[i];
        }
    }
}
