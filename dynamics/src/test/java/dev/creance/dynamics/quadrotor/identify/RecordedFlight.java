package dev.creance.dynamics.quadrotor.identify;

import dev.creance.dynamics.identify.Recording;
import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.dynamics.quadrotor.QuadrotorDynamics;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.dynamics.quadrotor.QuadrotorState;
import java.util.Arrays;
import java.util.Random;

/** A simulated flight by a controller of the test's own, through noisy sensors, with steps to follow. */
final class RecordedFlight {
    private static final double STEP_S = 1e-3;
    private static final int SAMPLE_STEPS = 2;
    private static final double LEAD_S = 0.03;
    private static final double HOVER_M = 5;

    private final QuadrotorParameters truth;
    private final Random random;
    private final Conditions conditions;
    private final QuadrotorDynamics dynamics;
    private final QuadrotorState state;
    private final double[] goal = new double[4];
    private final double[] windN = new double[3];
    private final double[] bias = new double[3];

    /**
     * @param delayS from a command to its effect, in whole milliseconds
     * @param steps whether there is anything to follow, and noise to react to, but hovering
     * @param noise of sensors over those of a Crazyflie
     * @param turbulenceN of a wind that changes within 0.2 s
     */
    record Conditions(double durationS, double delayS, boolean steps, double noise, double turbulenceN) {
        static Conditions usual() {
            return new Conditions(12, 0.007, true, 1, 0.0005);
        }
    }

    private RecordedFlight(QuadrotorParameters truth, Conditions conditions, long seed) {
        this.truth = truth;
        this.conditions = conditions;
        random = new Random(seed);
        dynamics = new QuadrotorDynamics(truth);
        state = new QuadrotorState(4);
        for (int i = 0; i < 3; i++) {
            bias[i] = 0.03 * conditions.noise * (2 * random.nextDouble() - 1);
        }
    }

    static Recording of(QuadrotorParameters truth, Conditions conditions, long seed) {
        return new RecordedFlight(truth, conditions, seed).fly();
    }

    private Recording fly() {
        int samples = (int) Math.round(conditions.durationS / STEP_S / SAMPLE_STEPS);
        int delay = (int) Math.round(conditions.delayS / STEP_S);
        double[] sampleTimeS = new double[samples];
        double[][] sensors = new double[samples][];
        double[][] commands = new double[samples][];
        double hover = truth.hoverThrottle();
        Arrays.fill(state.values, QuadrotorState.ROTOR, QuadrotorState.ROTOR + 4, state(hover));
        state.values[QuadrotorState.POSITION + 2] = HOVER_M;
        double[] resting = {hover, hover, hover, hover};
        for (int k = 0; k < samples; k++) {
            sampleTimeS[k] = k * SAMPLE_STEPS * STEP_S;
            sensors[k] = measure();
            commands[k] = command(sampleTimeS[k]);
            for (int j = 0; j < SAMPLE_STEPS; j++) {
                int issued = Math.floorDiv(k * SAMPLE_STEPS + j - delay, SAMPLE_STEPS);
                blow();
                dynamics.step(state, issued < 0 ? resting : commands[issued], windN, new double[3], STEP_S);
            }
        }
        sensors[0][QuadrotorChannels.POSITION + 2] = 0; // where it took off
        boolean[] usable = new boolean[samples];
        Arrays.fill(usable, true);
        return new Recording(sampleTimeS, sensors, usable, sampleTimeS.clone(), commands);
    }

    private void blow() {
        double keep = Math.exp(-STEP_S / 0.2);
        for (int i = 0; i < 3; i++) {
            windN[i] = keep * windN[i] + conditions.turbulenceN * Math.sqrt(1 - keep * keep) * random.nextGaussian();
        }
    }

    private double state(double throttle) {
        return truth.rotorMin() + throttle * (truth.rotorMax() - truth.rotorMin());
    }

    /** Tilt, height and turn are led to goals that jump twice a second; rotors are led against their lag. */
    private double[] command(double nowS) {
        double[] x = state.values;
        if (conditions.steps && Math.floorMod(Math.round(nowS / STEP_S), 500) == 0) {
            for (int i = 0; i < 4; i++) {
                goal[i] = 2 * random.nextDouble() - 1;
            }
        }
        double lift = 9.81
                + 4 * (HOVER_M + 0.5 * goal[3] - x[2])
                - 3 * x[QuadrotorState.VELOCITY + 2]
                + (conditions.steps ? 1.5 * goal[3] : 0);
        double[] angular = new double[3];
        for (int j = 0; j < 3; j++) {
            double tilt = 2 * x[QuadrotorState.ORIENTATION + 1 + j];
            double rate = x[QuadrotorState.BODY_RATE + j] + (conditions.steps ? noise(0.0033) : 0);
            angular[j] = j < 2 ? 60 * (0.3 * goal[j] - tilt) - 15 * rate : 10 * (2 * goal[2] - rate);
        }
        double[][] arms = QuadrotorResponse.momentArms(truth);
        double[] command = new double[4];
        for (int i = 0; i < 4; i++) {
            double thrustN = truth.massKg() * Math.max(1, lift) / 4;
            for (int j = 0; j < 3; j++) {
                thrustN += truth.inertiaKgM2()[4 * j] * angular[j] / (4 * arms[i][j]);
            }
            double now = (x[QuadrotorState.ROTOR + i] - truth.rotorMin()) / (truth.rotorMax() - truth.rotorMin());
            double off = truth.throttle(i, thrustN) - now;
            double lagS = off > 0 ? truth.risingTimeS()[i] : truth.fallingTimeS()[i];
            command[i] = Math.clamp(now + off * lagS / LEAD_S, 0, 1);
        }
        return command;
    }

    private double[] measure() {
        double[] row = new double[QuadrotorChannels.sensors().size()];
        double[] x = state.values;
        System.arraycopy(x, 0, row, 0, 13);
        double[] rate = new double[x.length];
        dynamics.derivative(x, new double[4], (at, forceN, torqueNm) -> System.arraycopy(windN, 0, forceN, 0, 3), rate);
        double[] felt = new double[3];
        for (int i = 0; i < 3; i++) {
            felt[i] = rate[QuadrotorState.VELOCITY + i] - truth.gravityMPerS2()[i];
        }
        toBody(x, felt, row);
        for (int i = 0; i < 3; i++) {
            row[QuadrotorChannels.POSITION + i] += noise(0.001);
            row[QuadrotorChannels.ORIENTATION + 1 + i] += noise(0.001);
            row[QuadrotorChannels.VELOCITY + i] += noise(0.01);
            row[QuadrotorChannels.GYRO + i] += noise(0.0033);
            row[QuadrotorChannels.ACCEL + i] += bias[i] + noise(0.028);
        }
        return row;
    }

    private double noise(double deviation) {
        return conditions.noise * deviation * random.nextGaussian();
    }

    private static void toBody(double[] x, double[] a, double[] rowOut) {
        double w = x[QuadrotorState.ORIENTATION];
        double[] v = {
            -x[QuadrotorState.ORIENTATION + 1], -x[QuadrotorState.ORIENTATION + 2], -x[QuadrotorState.ORIENTATION + 3]
        };
        double[] c = cross(v, a);
        double[] cc = cross(v, c);
        for (int i = 0; i < 3; i++) {
            rowOut[QuadrotorChannels.ACCEL + i] = a[i] + 2 * (w * c[i] + cc[i]);
        }
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }
}
