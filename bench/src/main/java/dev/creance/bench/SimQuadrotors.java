package dev.creance.bench;

import dev.creance.dynamics.quadrotor.ConstantLoads;
import dev.creance.dynamics.quadrotor.QuadrotorDynamics;
import dev.creance.dynamics.quadrotor.QuadrotorParameterFiles;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.dynamics.quadrotor.QuadrotorState;
import dev.creance.sim.batch.BatchedQuadrotor;
import dev.creance.sim.batch.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.function.IntToDoubleFunction;

/** The quadrotor of Learning to Fly: 17 states, rotor lag, normalisation, one Runge-Kutta step of 1 ms. */
final class SimQuadrotors {
    private static final double STEP_S = 0.001;
    private static final int STATES = 17;
    private static final int ROWS = STATES + 10;
    private static final QuadrotorParameters PARAMETERS = QuadrotorParameterFiles.named("crazyflie-2.x");

    private static final double[] THROTTLE = {0.64, 0.66, 0.65, 0.67};

    private SimQuadrotors() {}

    static SimCase batched(SimPeer.Build build, Path folder, int environments, double mark)
            throws IOException, InterruptedException {
        Precision precision = build.precision();
        BatchedQuadrotor ours = new BatchedQuadrotor(PARAMETERS, environments, precision);
        SimPeer theirs = new SimPeer(
                build, folder, "batch", constants(), ROWS, environments, environments / build.tile(), STEP_S);
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < environments; i++) {
            theirs.set(i, QuadrotorState.ORIENTATION, 1);
            for (int rotor = 0; rotor < 4; rotor++) {
                double throttle = random.nextDouble(0.6, 0.7);
                ours.throttle(i, rotor, throttle);
                theirs.set(i, STATES + rotor, throttle);
            }
        }
        DoubleSupplier difference = () -> {
            double greatest = 0;
            for (int i = 0; i < environments; i++) {
                for (int k = 0; k < STATES; k++) {
                    greatest = SimCommand.worse(greatest, ours.state(i, k), theirs.get(i, k), 1);
                }
            }
            return greatest;
        };
        return new SimCase(
                "quadrotor, " + SimCommand.name(precision) + ", batch of " + environments,
                SimCommand.peer(build),
                environments,
                () -> ours.step(STEP_S),
                theirs::run,
                difference,
                SimCommand.agreed(precision),
                20,
                mark);
    }

    /** A batch of one. */
    static SimCase single(SimPeer.Build build, Path folder, int steps, double mark)
            throws IOException, InterruptedException {
        BatchedQuadrotor batch = new BatchedQuadrotor(PARAMETERS, 1, build.precision());
        for (int rotor = 0; rotor < 4; rotor++) {
            batch.throttle(0, rotor, THROTTLE[rotor]);
        }
        return one("single", build, folder, steps, mark, () -> batch.step(STEP_S), k -> batch.state(0, k));
    }

    /** The vehicle that flights have, which divides where C takes reciprocals and rounds where it fuses. */
    static SimCase flown(SimPeer.Build build, Path folder, int steps) throws IOException, InterruptedException {
        QuadrotorDynamics dynamics = new QuadrotorDynamics(PARAMETERS);
        QuadrotorState state = new QuadrotorState(4);
        ConstantLoads none = new ConstantLoads();
        Runnable step = () -> dynamics.step(state, THROTTLE, none, STEP_S);
        return one("as flown", build, folder, steps, Double.NaN, step, k -> state.values[k]);
    }

    private static SimCase one(
            String form,
            SimPeer.Build build,
            Path folder,
            int steps,
            double mark,
            Runnable step,
            IntToDoubleFunction state)
            throws IOException, InterruptedException {
        SimPeer theirs = new SimPeer(build, folder, "single", constants(), ROWS, 1, steps, STEP_S);
        theirs.set(0, QuadrotorState.ORIENTATION, 1);
        for (int rotor = 0; rotor < 4; rotor++) {
            theirs.set(0, STATES + rotor, THROTTLE[rotor]);
        }
        DoubleSupplier difference = () -> {
            double greatest = 0;
            for (int k = 0; k < STATES; k++) {
                greatest = SimCommand.worse(greatest, state.applyAsDouble(k), theirs.get(0, k), 1);
            }
            return greatest;
        };
        Runnable fly = () -> {
            for (int i = 0; i < steps; i++) {
                step.run();
            }
        };
        return new SimCase(
                "quadrotor, " + SimCommand.name(build.precision()) + ", " + form,
                SimCommand.peer(build),
                steps,
                fly,
                theirs::run,
                difference,
                SimCommand.agreed(build.precision()),
                1,
                mark);
    }

    /** In the order of quadrotor.c. */
    private static double[] constants() {
        double[] all = new double[4 * 11 + 24];
        for (int i = 0; i < 4; i++) {
            double[] r = PARAMETERS.rotorPositionM()[i];
            double[] d = PARAMETERS.thrustDirection()[i];
            double[] e = PARAMETERS.torqueDirection()[i];
            double k = PARAMETERS.torqueConstantM()[i];
            int at = 11 * i;
            System.arraycopy(PARAMETERS.thrustCoefficients()[i], 0, all, at, 3);
            System.arraycopy(d, 0, all, at + 3, 3);
            all[at + 6] = k * e[0] + r[1] * d[2] - r[2] * d[1];
            all[at + 7] = k * e[1] + r[2] * d[0] - r[0] * d[2];
            all[at + 8] = k * e[2] + r[0] * d[1] - r[1] * d[0];
            all[at + 9] = 1 / PARAMETERS.risingTimeS()[i];
            all[at + 10] = 1 / PARAMETERS.fallingTimeS()[i];
        }
        System.arraycopy(PARAMETERS.inertiaKgM2(), 0, all, 44, 9);
        System.arraycopy(PARAMETERS.inertiaInverse(), 0, all, 53, 9);
        System.arraycopy(PARAMETERS.gravityMPerS2(), 0, all, 62, 3);
        all[65] = 1 / PARAMETERS.massKg();
        all[66] = PARAMETERS.rotorMin();
        all[67] = PARAMETERS.rotorMax();
        return all;
    }
}
