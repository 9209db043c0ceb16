package dev.creance.bench.critic;

import dev.creance.dynamics.drive.PermanentMagnetSynchronous;
import dev.creance.runtime.Channel;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Layout;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Steps of the current's vector, as policies/training/motor_safety/task.py draws them. A step is met whose error is small on average over
 * its end.
 */
final class CurrentCourse implements Course {
    static final double STEP_S = 0.01;
    private static final int STEPS = 10;
    private static final double LEAST_A = 150;
    private static final double MOST_A = 228;
    private static final double MOST_A_AXIS = 400;
    private static final double DUTY_SHARE = 0.85;
    private static final double JUDGED_FROM_S = 0.008;
    private static final double MET_A = 12;

    static final Layout LAYOUT = new Layout(List.of(
            new Channel("reference.current.d", "A", -MOST_A_AXIS, MOST_A_AXIS),
            new Channel("reference.current.q", "A", -MOST_A_AXIS, MOST_A_AXIS)));

    private final double[][] steps = new double[STEPS][];
    private final double[] errors = new double[STEPS];
    private final int[] samples = new int[STEPS];
    private double latestS;

    CurrentCourse(PermanentMagnetSynchronous machine, double speedRadPerS, double supplyV, SplittableRandom random) {
        for (int i = 0; i < STEPS; i++) {
            steps[i] = draw(machine, speedRadPerS, supplyV, random);
        }
    }

    /** In the half disc against the magnets, shortened across them to what the converter can keep up. */
    private static double[] draw(
            PermanentMagnetSynchronous m, double speedRadPerS, double supplyV, SplittableRandom random) {
        double length = random.nextDouble(LEAST_A, MOST_A);
        double angle = random.nextDouble(Math.PI / 2, 3 * Math.PI / 2);
        double d = length * Math.cos(angle);
        double q = length * Math.sin(angle);
        double electrical = m.polePairs() * speedRadPerS;
        for (int i = 0; i < 8; i++) {
            double vd = m.resistanceOhm() * d - electrical * m.quadratureInductanceH() * q;
            double vq = m.resistanceOhm() * q + electrical * (m.directInductanceH() * d + m.fluxVs());
            if (Math.hypot(vd, vq) > DUTY_SHARE * supplyV / 2) {
                q *= 0.75;
            }
        }
        return new double[] {d, q};
    }

    private static int step(double timeS) {
        return Math.min(STEPS - 1, (int) (timeS / STEP_S));
    }

    @Override
    public Layout layout() {
        return LAYOUT;
    }

    @Override
    public void sample(long flownNs, Frame out) {
        System.arraycopy(steps[step(flownNs * 1e-9)], 0, out.values, 0, 2);
        out.validBits = out.allValid();
    }

    @Override
    public long durationNs() {
        return Math.round(STEPS * STEP_S * 1e9);
    }

    @Override
    public void observe(long flownNs, double[] state) {
        latestS = flownNs * 1e-9;
        int step = step(latestS);
        if (latestS - step * STEP_S >= JUDGED_FROM_S) {
            errors[step] += Math.hypot(steps[step][0] - state[1], steps[step][1] - state[2]);
            samples[step]++;
        }
    }

    @Override
    public int goals() {
        return STEPS;
    }

    @Override
    public int reached() {
        int met = 0;
        for (int i = 0; i < STEPS; i++) {
            boolean over = latestS > (i + 1) * STEP_S - 1e-4;
            met += over && samples[i] > 0 && errors[i] / samples[i] < MET_A ? 1 : 0;
        }
        return met;
    }
}
