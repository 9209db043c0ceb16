package dev.creance.bench.critic;

import dev.creance.bench.UnlinkedDevice;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.Source;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import dev.creance.runtime.loop.TickPipeline;
import dev.creance.sim.DecisionObserver;
import dev.creance.sim.SimulatedMachine;

/**
 * One episode, tick by tick: the run-time's own tick with policy and shield, and the simulator's machine, without a link; what is measured
 * is rounded to 32-bit floats, as on the wire. The judge is the machine's own, at every sub-step of its plant.
 */
final class Episode {
    private static final double LONGEST_ARMING_S = 3;

    /** The reference waits while the backup flies; an episode takes no longer than so many times what it asks for. */
    private static final int MOST_TIMES = 2;

    private final Scene scene;
    private final SimulatedMachine machine;
    private final UnlinkedDevice device;
    private final TickPipeline pipeline;
    private final TickInputs in;
    private final TickOutputs out;
    private final DecisionObserver observer;
    private final double[] state;
    private final double[][] sent;
    private long tick = -1;

    Episode(Scene scene) {
        this.scene = scene;
        machine = scene.machine();
        int commands = machine.commands().size();
        pipeline = new TickPipeline(scene.policy(), scene.course(), scene.shield(), scene.ticksToPolicy(), commands);
        in = new TickInputs(machine.sensors(), scene.policy().actionSize());
        out = new TickOutputs(
                scene.policy().observationSize(),
                scene.course().layout(),
                commands,
                scene.shield().margins().size());
        observer = machine.observer(scene.shield().margins());
        state = new double[machine.states()];
        sent = new double[scene.lateTicks() + 1][commands];
        device = new UnlinkedDevice(machine);
    }

    /**
     * Arms the machine, puts it where it starts and lets it go on to the end.
     *
     * @throws IllegalStateException where the shield does not let it start
     */
    Outcome play() {
        arm();
        device.place(scene.start());
        long mostTicks = MOST_TIMES * scene.course().durationNs() / scene.tickNs();
        boolean before = false;
        boolean violated = false;
        long flown = 0;
        long recovery = 0;
        long backup = 0;
        int onsets = 0;
        while (out.reference.sampleNs < scene.course().durationNs() && flown < mostTicks && !isOver() && !violated) {
            scene.weather().act(flown * scene.tickNs() * 1e-9, machine);
            tick();
            flown++;
            machine.state(state);
            scene.course().observe(out.reference.sampleNs, state);
            recovery += isRecovering() ? 1 : 0;
            backup += decision().source == Source.BACKUP ? 1 : 0;
            onsets += isRecovering() && !before ? 1 : 0;
            before = isRecovering();
            violated = flown % scene.ticksToPolicy() == 0 && violated(); // the judge forgets nothing in between
        }
        Course course = scene.course();
        return new Outcome(violated(), isOver(), course.goals(), course.reached(), flown, recovery, backup, onsets);
    }

    private void arm() {
        for (long i = 0; !isLed(); i++) {
            if (i * scene.tickNs() * 1e-9 > LONGEST_ARMING_S) {
                throw new IllegalStateException("the shield does not let the machine start: " + decision().state);
            }
            tick();
        }
    }

    private boolean isLed() {
        boolean led = decision().source == Source.POLICY || decision().source == Source.RECOVERY;
        return led && decision().state == FailsafeState.ACTIVE;
    }

    private boolean isRecovering() {
        return decision().source == Source.RECOVERY;
    }

    private boolean violated() {
        return machine.truth().envelopeViolations() > 0;
    }

    /** Landing is giving up: a task is not done by it. */
    private boolean isOver() {
        return decision().state.isEnding();
    }

    private ShieldDecision decision() {
        return out.decision;
    }

    private void tick() {
        tick++;
        device.tell(tick, scene.tickNs(), in);
        in.device.roundTripNs = 2 * scene.lateTicks() * scene.tickNs();
        pipeline.observe(in, out);
        in.actionFresh = out.observed;
        if (out.observed) {
            in.actionStatus = scene.policy().infer(out.observation, in.action);
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
