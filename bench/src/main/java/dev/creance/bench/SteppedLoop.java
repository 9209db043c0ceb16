package dev.creance.bench;

import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Policy;
import dev.creance.runtime.Reference;
import dev.creance.runtime.Shield;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.Source;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import dev.creance.runtime.loop.TickPipeline;
import dev.creance.sim.DecisionObserver;
import dev.creance.sim.SimulatedMachine;

/** The run-time's own tick with policy and shield, and the simulator's machine, tick by tick and without a link. */
public final class SteppedLoop {
    private static final double LONGEST_ARMING_S = 3;

    private final Parts parts;
    private final UnlinkedDevice device;
    private final TickPipeline pipeline;
    private final TickInputs in;
    private final TickOutputs out;
    private final DecisionObserver observer;
    private final double[][] sent;
    private long tick = -1;

    /**
     * Who and what is in it.
     *
     * @param tickNs duration of a tick
     * @param ticksToPolicy from one observation of the policy to the next
     * @param lateTicks after which a command acts
     */
    public record Parts(
            SimulatedMachine machine,
            Policy policy,
            Shield shield,
            Reference reference,
            long tickNs,
            int ticksToPolicy,
            int lateTicks) {}

    /** Changes what was measured on its way to policy and shield; the machine's own firmware goes by what its sensors say. */
    @FunctionalInterface
    public interface Tampering {
        void with(Frame sensors);
    }

    public SteppedLoop(Parts parts) {
        this.parts = parts;
        SimulatedMachine machine = parts.machine;
        int commands = machine.commands().size();
        pipeline = new TickPipeline(parts.policy, parts.reference, parts.shield, parts.ticksToPolicy, commands);
        in = new TickInputs(machine.sensors(), parts.policy.actionSize());
        out = new TickOutputs(
                parts.policy.observationSize(),
                parts.reference.layout(),
                commands,
                parts.shield.margins().size());
        observer = machine.observer(parts.shield.margins());
        sent = new double[parts.lateTicks + 1][commands];
        device = new UnlinkedDevice(machine);
    }

    public Parts parts() {
        return parts;
    }

    /** What the newest tick saw. */
    public TickInputs in() {
        return in;
    }

    /** What came of it. */
    public TickOutputs out() {
        return out;
    }

    public ShieldDecision decision() {
        return out.decision;
    }

    /**
     * Goes on until the policy, or its recovery, leads; then puts the machine where it starts.
     *
     * @throws IllegalStateException where the shield does not let it start
     */
    public void begin(double[] start) {
        for (long i = 0; !isLed(); i++) {
            if (i * parts.tickNs * 1e-9 > LONGEST_ARMING_S) {
                throw new IllegalStateException("the shield does not let the machine start: " + decision().state);
            }
            tick();
        }
        device.place(start);
    }

    private boolean isLed() {
        boolean led = decision().source == Source.POLICY || decision().source == Source.RECOVERY;
        return led && decision().state == FailsafeState.ACTIVE;
    }

    public void tick() {
        tick(sensors -> {});
    }

    /** @param tampering with what policy and shield are told */
    public void tick(Tampering tampering) {
        tick++;
        device.tell(tick, parts.tickNs, in);
        in.device.roundTripNs = 2 * parts.lateTicks * parts.tickNs;
        tampering.with(in.sensors);
        pipeline.observe(in, out);
        in.actionFresh = out.observed;
        if (out.observed) {
            in.actionStatus = parts.policy.infer(out.observation, in.action);
            in.actionTick = tick;
        }
        pipeline.decide(in, out);
        if (!pipeline.failures().isEmpty()) {
            throw new IllegalStateException(pipeline.failures().toString());
        }
        observer.decided(decision());
        device.obey(decision().directive);
        double[] newest = sent[Math.floorMod(tick, sent.length)];
        System.arraycopy(decision().command, 0, newest, 0, newest.length);
        device.act(sent[Math.floorMod(tick + 1, sent.length)]);
        device.measure();
    }
}
