package dev.creance.policies.plan;

import dev.creance.policies.graph.Plan;
import dev.creance.runtime.HotPath;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;

/**
 * A network ready to run on kernels, with memory of its own. Not thread-safe. The memory is freed with the object: who holds a
 * part of it holds all.
 */
public final class LinkedPlan {
    private final Plan plan;
    private final Places places;
    private final MemorySegment memory;
    private final Step[] steps;
    private final List<String> plain;

    private LinkedPlan(Plan plan, Arena arena) {
        Linker linker = new Linker(plan, arena);
        linker.link();
        this.plan = plan;
        this.places = linker.places();
        this.memory = places.memory(arena);
        this.steps = linker.steps().toArray(Step[]::new);
        this.plain = List.copyOf(linker.plain());
    }

    /** Links it: every plan can be, for what has no kernel runs as it is. */
    public static LinkedPlan of(Plan plan) {
        return new LinkedPlan(plan, Arena.ofAuto());
    }

    /** The values of an input, to be written before a run. */
    public MemorySegment input(int index) {
        return slice(plan.inputs().get(index));
    }

    /** The values of an output, to be read after a run. */
    public MemorySegment output(int index) {
        return slice(plan.outputs().get(index));
    }

    private MemorySegment slice(Plan.Port port) {
        return memory.asSlice(4L * places.of(port.at()), 4L * port.size());
    }

    /** Computes the outputs from the inputs, on vectors where this machine has them. */
    @HotPath
    public void run() {
        for (int i = 0; i < steps.length; i++) {
            steps[i].run(memory);
        }
    }

    /** Computes the same bits by scalar multiply-adds. */
    public void runScalar() {
        for (Step step : steps) {
            step.runScalar(memory);
        }
    }

    /** The kinds of step that a run takes, in order. */
    public List<String> kinds() {
        return Arrays.stream(steps).map(step -> step.getClass().getSimpleName()).toList();
    }

    /** What there is no kernel for: the operation, or its function, of each step that runs plainly. */
    public List<String> plain() {
        return plain;
    }
}
