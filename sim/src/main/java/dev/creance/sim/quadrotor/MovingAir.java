package dev.creance.sim.quadrotor;

import dev.creance.dynamics.quadrotor.air.CosineGust;
import dev.creance.dynamics.quadrotor.air.DrydenTurbulence;
import dev.creance.runtime.HotPath;
import dev.creance.sim.Noise;

/** The velocity of the air where the vehicle is: mean wind, turbulence and gusts. Deterministic for a seed; allocation-free. */
@HotPath
final class MovingAir {
    /** World axes, m/s; the owner reads it. */
    final double[] airMPerS;

    private final AirMotion motion;
    private final CosineGust[] gusts;
    private final DrydenTurbulence turbulence;

    MovingAir(AirMotion motion, double stepS, long seed) {
        this.motion = motion;
        airMPerS = motion.velocityMPerS().clone();
        gusts = motion.gusts().toArray(CosineGust[]::new);
        Noise noise = new Noise(seed);
        turbulence = motion.dryden()
                .map(site -> new DrydenTurbulence(site, stepS, noise::gaussian))
                .orElse(null);
    }

    /** Moves on by one step, to a time since the plant's start. */
    void advance(double timeS) {
        System.arraycopy(motion.velocityMPerS(), 0, airMPerS, 0, 3);
        if (turbulence != null) {
            turbulence.advance();
            add(turbulence.airMPerS, 1);
        }
        for (int i = 0; i < gusts.length; i++) {
            add(gusts[i].amplitudeMPerS(), gusts[i].share(timeS));
        }
    }

    private void add(double[] velocity, double share) {
        for (int i = 0; i < 3; i++) {
            airMPerS[i] += share * velocity[i];
        }
    }
}
