package dev.creance.bench.shield;

import dev.creance.runtime.DeviceState;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Layout;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.Source;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import dev.creance.runtime.Verdict;
import dev.creance.sim.DecisionObserver;
import dev.creance.sim.SimulatedMachine;
import dev.creance.sim.adversary.Adversary;
import java.util.List;

/**
 * One episode: a guard between an adversary and a machine, tick by tick, without a link: what is measured is rounded to 32-bit floats, as
 * on the wire. The judge is the machine's own, at every sub-step of its plant.
 */
final class Encounter {
    private static final double LONGEST_ARMING_S = 3;

    /** So long ago was the last frame when a machine is put elsewhere: any frame is as good as a first one then. */
    private static final long AWAY_NS = 1_000_000_000;

    private final Cast cast;
    private final SimulatedMachine machine;
    private final TickInputs in;
    private final TickOutputs out;
    private final DecisionObserver observer;
    private final double[] measured;
    private final double[] actuators;
    private final double[] state;
    private DeviceState device = DeviceState.DISARMED;
    private Adversary proposing;
    private long tick = -1;
    private long awayNs;

    Encounter(Cast cast) {
        this.cast = cast;
        machine = cast.machine();
        int commands = machine.commands().size();
        in = new TickInputs(machine.sensors(), commands);
        out = new TickOutputs(
                0, new Layout(List.of()), commands, cast.guard().margins().size());
        observer = machine.observer(cast.guard().margins());
        measured = new double[machine.sensors().size()];
        actuators = new double[machine.actuators().size()];
        state = new double[machine.states()];
        proposing = cast.opening();
        machine.measure(measured);
    }

    /** Arms the machine and puts it where it starts; false where the guard does not take it from there. */
    boolean begin() {
        for (long i = 0; decision().state != FailsafeState.ACTIVE; i++) {
            if (i * cast.tickNs() * 1e-9 > LONGEST_ARMING_S) {
                return false;
            }
            tick();
        }
        if (cast.start() != null) {
            machine.place(cast.start());
            machine.measure(measured);
            awayNs += AWAY_NS;
        }
        tick();
        proposing = cast.adversary();
        return decision().state == FailsafeState.ACTIVE && decision().source == Source.POLICY;
    }

    /** Until the machine is at rest with its actuators off, at most so many ticks. */
    void run(int ticks, Nearness nearness, Tally tally) {
        double[] shares = new double[nearness.limits().size()];
        FailsafeState before = decision().state;
        for (int i = 0; i < ticks && !isOver(before); i++) {
            machine.state(state);
            cast.weather().act(tick, state, machine);
            tick();
            machine.state(state);
            nearness.shares(state, shares);
            tally.tick(shares, before, decision());
            before = decision().state;
        }
        tally.episode(cast.attack(), machine.truth());
    }

    private static boolean isOver(FailsafeState state) {
        return state == FailsafeState.LANDED || state == FailsafeState.TERMINATED;
    }

    private ShieldDecision decision() {
        return out.decision;
    }

    private void tick() {
        tick++;
        listen();
        machine.state(state);
        proposing.propose(tick, state, decision().command, out.proposal);
        cast.guard().decide(in, out);
        observer.decided(decision());
        obey();
        act();
        for (int period = 1; period < cast.periods(); period++) {
            machine.measure(measured);
            act();
        }
        machine.measure(measured);
    }

    private void listen() {
        Frame sensors = in.sensors;
        in.tick = tick;
        in.nowNs = tick * cast.tickNs();
        in.scheduledNs = in.nowNs;
        in.device.ready = true;
        in.device.state = device;
        in.device.lastReceiptNs = in.nowNs;
        in.sensorFresh = true;
        for (int i = 0; i < measured.length; i++) {
            sensors.values[i] = (float) measured[i];
        }
        sensors.validBits = sensors.allValid();
        sensors.sequence = tick;
        sensors.sampleNs = in.nowNs + awayNs;
        sensors.receiptNs = in.nowNs;
        in.actionFresh = true;
        in.actionTick = tick;
        in.actionStatus = PolicyStatus.OK;
    }

    private void obey() {
        switch (decision().directive) {
            case NONE -> {}
            case ARM -> device = DeviceState.ARMED;
            case DISARM -> device = DeviceState.DISARMED;
            case LAND -> device = DeviceState.DESCENDING;
            case STOP -> device = DeviceState.STOPPED;
        }
    }

    private void act() {
        switch (device) {
            case ARMED -> machine.follow(measured, decision().command, true, actuators);
            case LEVELLING, DESCENDING -> {
                if (machine.react(measured, false, 0, actuators)) {
                    device = DeviceState.DISARMED;
                }
            }
            case DISARMED, STOPPED -> machine.idle(measured, true, actuators);
        }
        machine.step(actuators);
    }

    /** Whether the guard lets the adversary's proposal through as it is. */
    static boolean passed(ShieldDecision decision) {
        return decision.source == Source.POLICY && decision.verdict == Verdict.PASS;
    }
}
