package dev.creance.bench.critic;

import dev.creance.sim.Disturbance;
import dev.creance.sim.SimulatedMachine;
import java.util.SplittableRandom;

/** A steady wind, and gusts that come one after the other; the numbers are those of policies/training/quadrotor_safety/flights.py. */
public final class Gusts implements Weather {
    private static final double MOST_STEADY_M_PER_S2 = 0.6;
    private static final double MOST_GUST_M_PER_S2 = 2;
    private static final double GUST_S = 0.3;
    private static final double BETWEEN_S = 2;

    private final double massKg;

    /** Of the strength above. */
    private final double share;

    private final SplittableRandom random;
    private final double[] steady;
    private final double[] forceN = new double[3];
    private double[] gust = new double[3];
    private double fromS;

    Gusts(double massKg, SplittableRandom random) {
        this(massKg, 1, random);
    }

    /** @param share of the full strength */
    public Gusts(double massKg, double share, SplittableRandom random) {
        this.massKg = massKg;
        this.share = share;
        this.random = random;
        steady = acceleration(random.nextDouble(0, share * MOST_STEADY_M_PER_S2));
        next(0);
    }

    private void next(double timeS) {
        fromS = timeS - BETWEEN_S * Math.log(1 - random.nextDouble());
        gust = acceleration(random.nextDouble(0.3, 1) * share * MOST_GUST_M_PER_S2);
    }

    /** Mostly from the side. */
    private double[] acceleration(double size) {
        double[] way = {random.nextGaussian(), random.nextGaussian(), 0.3 * random.nextGaussian()};
        double length = Math.sqrt(way[0] * way[0] + way[1] * way[1] + way[2] * way[2]);
        for (int i = 0; i < 3; i++) {
            way[i] *= size / length;
        }
        return way;
    }

    /** Blows harder from now on. */
    public void rise(double[] byMPerS2) {
        for (int i = 0; i < steady.length; i++) {
            steady[i] += byMPerS2[i];
        }
    }

    @Override
    public void act(double timeS, SimulatedMachine machine) {
        if (timeS > fromS + GUST_S) {
            next(timeS);
        }
        for (int i = 0; i < 3; i++) {
            forceN[i] = massKg * (steady[i] + (timeS >= fromS ? gust[i] : 0));
        }
        machine.disturb(Disturbance.FORCE, forceN);
    }
}
