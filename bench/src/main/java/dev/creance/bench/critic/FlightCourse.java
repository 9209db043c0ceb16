package dev.creance.bench.critic;

import static dev.creance.dynamics.quadrotor.QuadrotorChannels.REFERENCE_POSITION;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.REFERENCE_VELOCITY;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Layout;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Straight from goal to goal, each way at a speed of its own, with a rest at its end. A goal is reached that the vehicle is near to when
 * its rest is over.
 */
final class FlightCourse implements Course {
    private static final int LEGS = 3;
    private static final double SLOW_M_PER_S = 0.8;
    private static final double FAST_M_PER_S = 2.0;
    private static final double REST_S = 1;

    /** It waits where it starts: whatever flew it there, it is the policy that sets out. */
    private static final double LEAD_S = 1;

    private static final double REACHED_M = 0.3;

    /** A leg is over with the last sample in it. */
    private static final double SAMPLE_S = 0.01;

    private final Layout layout = QuadrotorChannels.reference();
    private final double[][] places = new double[LEGS + 1][];
    private final double[] speeds = new double[LEGS];

    /** When each leg begins, and the last ends. */
    private final double[] beginsS = new double[LEGS + 1];

    private final boolean[] near = new boolean[LEGS];
    private double latestS;

    FlightCourse(SplittableRandom random) {
        places[0] = Pillars.place(random);
        beginsS[0] = LEAD_S;
        for (int leg = 0; leg < LEGS; leg++) {
            places[leg + 1] = Pillars.goal(places[leg], random);
            speeds[leg] = random.nextDouble(SLOW_M_PER_S, FAST_M_PER_S);
            beginsS[leg + 1] = beginsS[leg] + length(leg) / speeds[leg] + REST_S;
        }
    }

    double[] start() {
        return places[0];
    }

    private double length(int leg) {
        return apart(places[leg], places[leg + 1]);
    }

    private static double apart(double[] a, double[] b) {
        double x = a[0] - b[0];
        double y = a[1] - b[1];
        double z = a[2] - b[2];
        return Math.sqrt(x * x + y * y + z * z);
    }

    private int leg(double timeS) {
        int leg = 0;
        while (leg < LEGS - 1 && timeS >= beginsS[leg + 1]) {
            leg++;
        }
        return leg;
    }

    @Override
    public Layout layout() {
        return layout;
    }

    @Override
    public void sample(long flownNs, Frame out) {
        double timeS = flownNs * 1e-9;
        int leg = leg(timeS);
        double length = length(leg);
        double done = Math.max(0, Math.min(length, speeds[leg] * (timeS - beginsS[leg])));
        Arrays.fill(out.values, 0);
        for (int i = 0; i < 3; i++) {
            double way = places[leg + 1][i] - places[leg][i];
            out.values[REFERENCE_POSITION + i] = places[leg][i] + done / length * way;
            out.values[REFERENCE_VELOCITY + i] = done > 0 && done < length ? speeds[leg] / length * way : 0;
        }
        out.validBits = out.allValid();
    }

    @Override
    public long durationNs() {
        return Math.round(beginsS[LEGS] * 1e9);
    }

    @Override
    public void observe(long flownNs, double[] state) {
        latestS = flownNs * 1e-9;
        int leg = leg(latestS);
        near[leg] = apart(state, places[leg + 1]) < REACHED_M;
    }

    @Override
    public int goals() {
        return LEGS;
    }

    @Override
    public int reached() {
        int reached = 0;
        for (int leg = 0; leg < LEGS; leg++) {
            reached += near[leg] && latestS > beginsS[leg + 1] - SAMPLE_S ? 1 : 0;
        }
        return reached;
    }
}
