package dev.creance.bench.critic;

import dev.creance.bench.SteppedLoop;
import dev.creance.runtime.Source;
import dev.creance.sim.SimulatedMachine;

/**
 * One episode, tick by tick; what is measured is rounded to 32-bit floats, as on the wire. The judge is the machine's own, at every
 * sub-step of its plant.
 */
final class Episode {
    /** The reference waits while the backup flies; an episode takes no longer than so many times what it asks for. */
    private static final int MOST_TIMES = 2;

    private final Scene scene;
    private final SimulatedMachine machine;
    private final SteppedLoop loop;
    private final double[] state;

    Episode(Scene scene) {
        this.scene = scene;
        machine = scene.loop().machine();
        loop = new SteppedLoop(scene.loop());
        state = new double[machine.states()];
    }

    /**
     * Arms the machine, puts it where it starts and lets it go on to the end.
     *
     * @throws IllegalStateException where the shield does not let it start
     */
    Outcome play() {
        loop.begin(scene.start());
        Course course = scene.course();
        long tickNs = scene.loop().tickNs();
        long mostTicks = MOST_TIMES * course.durationNs() / tickNs;
        boolean before = false;
        boolean violated = false;
        long flown = 0;
        long recovery = 0;
        long backup = 0;
        int onsets = 0;
        while (flownNs() < course.durationNs() && flown < mostTicks && !isOver() && !violated) {
            scene.weather().act(flown * tickNs * 1e-9, machine);
            loop.tick();
            flown++;
            machine.state(state);
            course.observe(flownNs(), state);
            recovery += isRecovering() ? 1 : 0;
            backup += loop.decision().source == Source.BACKUP ? 1 : 0;
            onsets += isRecovering() && !before ? 1 : 0;
            before = isRecovering();
            violated = flown % scene.loop().ticksToPolicy() == 0 && violated(); // the judge forgets nothing in between
        }
        return new Outcome(violated(), isOver(), course.goals(), course.reached(), flown, recovery, backup, onsets);
    }

    private long flownNs() {
        return loop.out().reference.sampleNs;
    }

    private boolean isRecovering() {
        return loop.decision().source == Source.RECOVERY;
    }

    private boolean violated() {
        return machine.truth().envelopeViolations() > 0;
    }

    /** Landing is giving up: a task is not done by it. */
    private boolean isOver() {
        return loop.decision().state.isEnding();
    }
}
