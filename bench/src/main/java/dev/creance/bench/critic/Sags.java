package dev.creance.bench.critic;

import dev.creance.sim.Disturbance;
import dev.creance.sim.SimulatedMachine;
import java.util.SplittableRandom;

/** A supply that gives way now and then; the numbers are those of policies/training/motor_safety/task.py. */
final class Sags implements Weather {
    private static final double KEPT = 0.8;
    private static final double SAG_S = 0.003;
    private static final double BETWEEN_S = 0.03;

    private final SplittableRandom random;
    private final double[] factor = {1};
    private double fromS;

    Sags(SplittableRandom random) {
        this.random = random;
        next(0);
    }

    private void next(double timeS) {
        fromS = timeS - BETWEEN_S * Math.log(1 - random.nextDouble());
    }

    @Override
    public void act(double timeS, SimulatedMachine machine) {
        if (timeS > fromS + SAG_S) {
            next(timeS);
        }
        factor[0] = timeS >= fromS ? KEPT : 1;
        machine.disturb(Disturbance.SUPPLY, factor);
    }
}
