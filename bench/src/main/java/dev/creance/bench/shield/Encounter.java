package dev.creance.bench.shield;

import dev.creance.bench.UnlinkedDevice;
import dev.creance.runtime.FailsafeState;
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

    private final Cast cast;
    private final SimulatedMachine machine;
    private final UnlinkedDevice device;
    private final TickInputs in;
    private final TickOutputs out;
    private final DecisionObserver observer;
    private final double[] state;
    private Adversary proposing;
    private long tick = -1;

    Encounter(Cast cast) {
        this.cast = cast;
        machine = cast.machine();
        int commands = machine.commands().size();
        in = new TickInputs(machine.sensors(), commands);
        out = new TickOutputs(
                0, new Layout(List.of()), commands, cast.guard().margins().size());
        observer = machine.observer(cast.guard().margins());
        state = new double[machine.states()];
        proposing = cast.opening();
        device = new UnlinkedDevice(machine);
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
            device.place(cast.start());
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
        device.tell(tick, cast.tickNs(), in);
        in.actionFresh = true;
        in.actionTick = tick;
        in.actionStatus = PolicyStatus.OK;
        machine.state(state);
        proposing.propose(tick, state, decision().command, out.proposal);
        cast.guard().decide(in, out);
        observer.decided(decision());
        device.obey(decision().directive);
        device.act(decision().command);
        for (int period = 1; period < cast.periods(); period++) {
            device.measure();
            device.act(decision().command);
        }
        device.measure();
    }

    /** Whether the guard lets the adversary's proposal through as it is. */
    static boolean passed(ShieldDecision decision) {
        return decision.source == Source.POLICY && decision.verdict == Verdict.PASS;
    }
}
