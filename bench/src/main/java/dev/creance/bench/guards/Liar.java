package dev.creance.bench.guards;

import static dev.creance.dynamics.quadrotor.QuadrotorChannels.GYRO;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.POSITION;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.VELOCITY;

import dev.creance.bench.SteppedLoop;
import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.policies.Engine;
import dev.creance.policies.ManifestPolicy;
import dev.creance.policies.Policies;
import dev.creance.policies.PolicyEnvironment;
import dev.creance.runtime.Frame;
import dev.creance.runtime.PolicyStatus;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Has a copy of the policy, and tries lies on it before each observation of the one that flies: corners of a box about the truth, drawn at
 * random, and the one that was best before. It tells the lie that turns the proposal farthest to one side: no gradients, no knowledge of
 * the guards.
 */
final class Liar implements Effect {
    /** Of position, velocity and gyro, for a size of 1. */
    private static final double[] BOX = {0.05, 0.05, 0.05, 0.1, 0.1, 0.1, 0.2, 0.2, 0.2};

    private static final int[] CHANNELS = {
        POSITION, POSITION + 1, POSITION + 2, VELOCITY, VELOCITY + 1, VELOCITY + 2, GYRO, GYRO + 1, GYRO + 2
    };

    /** How rotors turn it to its left, and forwards. */
    private static final double[][] SIDES = {{1, 1, -1, -1}, {-1, 1, 1, -1}};

    /** A recurrent policy's state moves on once in so many calls; those before try what it would answer. */
    private static final int CALLS = 32;

    private final ManifestPolicy copy;
    private final int ticksToPolicy;
    private final double size;
    private final double[] side;
    private final double sign;
    private final SplittableRandom random;
    private final Frame tried;
    private final float[] observation;
    private final float[] action;
    private final double[] command;
    private final double[] lie = new double[BOX.length];
    private final double[] best = new double[BOX.length];
    private boolean begun;

    /** @param copy asked {@link #CALLS} times as often as the policy */
    Liar(ManifestPolicy copy, int ticksToPolicy, double size, SplittableRandom random) {
        this.copy = copy;
        this.ticksToPolicy = ticksToPolicy;
        this.size = size;
        this.random = random;
        side = SIDES[random.nextInt(SIDES.length)];
        sign = random.nextBoolean() ? 1 : -1;
        copy.reset();
        tried = new Frame(QuadrotorChannels.sensors());
        observation = new float[copy.observationSize()];
        action = new float[copy.actionSize()];
        command = new double[side.length];
    }

    /** @param environment of the policy that flies */
    static ManifestPolicy copy(String use, PolicyEnvironment environment) {
        double hz = environment.policyRateHz() * CALLS;
        return Policies.load(
                use,
                Path.of("."),
                Engine.NATIVE,
                new PolicyEnvironment(environment.sensors(), environment.reference(), environment.commands(), hz, hz));
    }

    @Override
    public void act(double sinceS, Frame sensors, SteppedLoop loop) {
        if (begun) {
            copy.acted(action, loop.decision().command);
        }
        if (sensors.sequence % ticksToPolicy == 0) {
            if (begun) {
                search(sinceS >= 0 ? size : 0, sensors, loop);
            }
            begun = true;
            answer(best, sensors, loop); // what will be seen: the state moves on
        }
        if (sinceS >= 0) {
            tell(best, sensors);
        }
    }

    private void search(double reach, Frame sensors, SteppedLoop loop) {
        double farthest = Double.NEGATIVE_INFINITY;
        double[] found = best.clone();
        for (int call = 1; call < CALLS; call++) {
            for (int i = 0; i < lie.length; i++) {
                lie[i] = call == 1 ? best[i] : (random.nextBoolean() ? reach : -reach) * BOX[i];
            }
            double turned = answer(lie, sensors, loop);
            if (turned > farthest) {
                farthest = turned;
                System.arraycopy(lie, 0, found, 0, lie.length);
            }
        }
        System.arraycopy(found, 0, best, 0, best.length);
    }

    /** How far the policy's command would turn it to the side. */
    private double answer(double[] lie, Frame sensors, SteppedLoop loop) {
        tried.copyFrom(sensors);
        tell(lie, tried);
        copy.observe(tried, loop.out().reference, observation);
        if (copy.infer(observation, action) != PolicyStatus.OK) {
            throw new IllegalStateException("no answer: " + copy.failure());
        }
        copy.command(action, command);
        double turned = 0;
        for (int i = 0; i < command.length; i++) {
            turned += sign * side[i] * command[i];
        }
        return turned;
    }

    private static void tell(double[] lie, Frame sensors) {
        for (int i = 0; i < lie.length; i++) {
            sensors.values[CHANNELS[i]] += lie[i];
        }
    }
}
