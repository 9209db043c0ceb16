package dev.creance.bench.corridor;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.dynamics.quadrotor.QuadrotorParameterFiles;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.dynamics.quadrotor.QuadrotorState;
import dev.creance.policies.ManifestPolicy;
import dev.creance.policies.PolicyEnvironment;
import dev.creance.runtime.Frame;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.sim.Disturbance;
import dev.creance.sim.Noise;
import dev.creance.sim.SimulatedMachine;
import dev.creance.sim.quadrotor.QuadrotorLimits;
import dev.creance.sim.quadrotor.QuadrotorPlantConfig;
import java.util.Arrays;

/**
 * Episodes of one policy after the other, tick by tick at 1 kHz. What is measured is noisy
 * and rounded to 32-bit floats, as on the wire; the clearance is that of the true state after each sub-step.
 *
 * <p>An episode lasts for a whole number of the planner's periods, so that the policy, which remembers nothing else, needs no reset
 * in between: a reset would make it draw the same numbers in each.
 */
final class Flight {
    static final int RATE_HZ = 1000;
    static final int POLICY_HZ = 100;
    static final double HEIGHT_M = 1;

    private static final int TICKS_PER_PERIOD = RATE_HZ / POLICY_HZ;
    private static final int PERIODS = 1500;

    private static final QuadrotorParameters VEHICLE = QuadrotorParameterFiles.named("crazyflie-2.x");
    private static final QuadrotorPlantConfig PLANT = QuadrotorPlantConfig.from(
            ConfigFile.parse("plant.yaml", "{model: quadrotor, params: crazyflie-2.x, ground: false, held: true}"));

    private final Actor actor;
    private final ManifestPolicy policy;
    private final Frame sensors = new Frame(QuadrotorChannels.sensors());
    private final Frame reference = new Frame(QuadrotorChannels.reference());
    private final double[] measured = new double[sensors.values.length];
    private final double[] proposal;
    private final double[] command;
    private final float[] observation;
    private final float[] action;

    Flight(Actor actor, ManifestPolicy policy) {
        this.actor = actor;
        this.policy = policy;
        proposal = new double[VEHICLE.rotors()];
        command = new double[VEHICLE.rotors()];
        observation = new float[policy.observationSize()];
        action = new float[policy.actionSize()];
        reference.values[QuadrotorChannels.REFERENCE_POSITION + 2] = HEIGHT_M;
        reference.validBits = reference.allValid();
    }

    static PolicyEnvironment environment() {
        return new PolicyEnvironment(
                QuadrotorChannels.sensors(),
                QuadrotorChannels.reference(),
                QuadrotorChannels.commands(),
                POLICY_HZ,
                RATE_HZ);
    }

    /** Hears what the policy was shown and what it answered. */
    interface Listener {
        void inferred(float[] observation, float[] action);
    }

    Outcome fly(long seed, Listener listener) {
        Start start = Start.of(seed, VEHICLE);
        SimulatedMachine machine = PLANT.machine(QuadrotorLimits.none(), new Noise(start.noise()));
        Hand hand = hand(machine, start);
        machine.place(start.state());
        machine.disturb(Disturbance.FORCE, start.windN());
        double[] state = new double[machine.states()];
        double least = Double.POSITIVE_INFINITY;
        double arrivedS = Double.NaN;
        machine.measure(measured);
        for (int period = 0; period < PERIODS; period++) {
            infer(period, listener);
            for (int tick = 0; tick < TICKS_PER_PERIOD; tick++) {
                policy.command(action, proposal);
                hand.act(measured, proposal, command);
                policy.acted(action, command);
                machine.measure(measured);
                machine.state(state);
                double x = state[QuadrotorState.POSITION];
                double y = state[QuadrotorState.POSITION + 1];
                least = Math.min(least, Chicane.clearanceM(x, y));
                if (Double.isNaN(arrivedS) && Chicane.wayM(x, y) < Chicane.ARRIVED_M) {
                    arrivedS = (double) (period * TICKS_PER_PERIOD + tick + 1) / RATE_HZ;
                }
            }
        }
        return new Outcome(least, arrivedS);
    }

    /** Shields arm with the vehicle held over where it starts, at rest. */
    private Hand hand(SimulatedMachine machine, Start start) {
        if (!actor.shielded) {
            return Hand.open(machine);
        }
        double[] resting = start.state().clone();
        Arrays.fill(resting, QuadrotorState.VELOCITY, QuadrotorState.BODY_RATE + 3, 0);
        machine.place(resting);
        ShieldHand hand = new ShieldHand(actor == Actor.ALARMED, machine, VEHICLE, environment());
        if (!hand.begin()) {
            throw new IllegalStateException("the shield does not arm");
        }
        return hand;
    }

    private void infer(int period, Listener listener) {
        for (int i = 0; i < measured.length; i++) {
            sensors.values[i] = (float) measured[i];
        }
        sensors.validBits = sensors.allValid();
        sensors.sequence = period;
        sensors.sampleNs = period * (1_000_000_000L / POLICY_HZ);
        sensors.receiptNs = sensors.sampleNs;
        policy.observe(sensors, reference, observation);
        if (policy.infer(observation, action) != PolicyStatus.OK) {
            throw new IllegalStateException("no answer: " + policy.failure());
        }
        listener.inferred(observation, action);
    }
}
