package dev.creance.sim.arm;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.control.JointPd;
import dev.creance.dynamics.identify.Recording;
import java.util.Arrays;
import java.util.Random;

/** A run of a simulated arm whose joints swing about a posture, each at frequencies of its own, read by noisy sensors. */
final class RecordedArm {
    private static final double TICK_S = 0.001;
    private static final int DELAY_TICKS = 2;

    /** Of a drive's encoder and of a velocity that is filtered from it. */
    private static final double POSITION_NOISE_RAD = 2e-5;

    private static final double VELOCITY_NOISE_RAD_PER_S = 2e-3;

    private RecordedArm() {}

    static double delayS() {
        return DELAY_TICKS * TICK_S;
    }

    /**
     * @param believed what the controller holds it for
     * @param swingRad how far joints swing; 0 for an arm that stands still
     */
    static Recording of(Chain truth, Chain believed, double[] home, double swingRad, long seed) {
        int n = truth.size();
        int ticks = 8_000;
        Random random = new Random(seed);
        ArmPlant plant = new ArmPlant(truth, home);
        double[] stiffness = new double[n];
        double[] damping = new double[n];
        double[][] phase = new double[n][2];
        for (int j = 0; j < n; j++) {
            stiffness[j] = 8 * truth.joints().get(j).limits().effort();
            damping[j] = 0.25 * truth.joints().get(j).limits().effort();
            phase[j][0] = 2 * Math.PI * random.nextDouble();
            phase[j][1] = 2 * Math.PI * random.nextDouble();
        }
        JointPd controller = new JointPd(believed, stiffness, damping);
        double[] timeS = new double[ticks];
        double[][] sensors = new double[ticks][plant.measurements().size()];
        double[][] commands = new double[ticks][n];
        double[] position = new double[n];
        double[] velocity = new double[n];
        for (int tick = 0; tick < ticks; tick++) {
            timeS[tick] = tick * TICK_S;
            plant.measure(sensors[tick]);
            for (int j = 0; j < n; j++) {
                sensors[tick][j] += POSITION_NOISE_RAD * random.nextGaussian();
                sensors[tick][n + j] += VELOCITY_NOISE_RAD_PER_S * random.nextGaussian();
                swing(timeS[tick], j, swingRad, home[j], phase[j], position, velocity);
            }
            controller.efforts(
                    Arrays.copyOf(sensors[tick], n),
                    Arrays.copyOfRange(sensors[tick], n, 2 * n),
                    position,
                    velocity,
                    commands[tick]);
            plant.step(commands[Math.max(0, tick - DELAY_TICKS)], TICK_S);
        }
        boolean[] usable = new boolean[ticks];
        Arrays.fill(usable, true);
        return new Recording(timeS, sensors, usable, timeS.clone(), commands);
    }

    private static void swing(
            double nowS, int j, double rad, double home, double[] phase, double[] position, double[] velocity) {
        double slow = 2 * Math.PI * (0.23 + 0.07 * j);
        double fast = 2 * Math.PI * (0.9 + 0.13 * j);
        // both begin at 0, so that no joint is thrown
        double ramp = Math.min(1, nowS);
        position[j] = home + ramp * rad * (Math.sin(slow * nowS + phase[0]) + 0.3 * Math.sin(fast * nowS + phase[1]));
        velocity[j] =
                ramp * rad * (slow * Math.cos(slow * nowS + phase[0]) + 0.3 * fast * Math.cos(fast * nowS + phase[1]));
    }
}
