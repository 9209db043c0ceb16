package dev.creance.policies.plan;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import dev.creance.policies.graph.Operation;
import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;

/**
 * What there is no kernel for, evaluated plainly, on a copy of what it takes. The same bits on every processor, so it is its own
 * twin.
 *
 * @param plain the plan's memory as its plain evaluation has it, shared by all such steps of a plan; constants stand in it
 * @param takes tensors that it takes something of and that change
 * @param makes tensors that it writes
 */
record PlainStep(Operation operation, float[] plain, Tensor[] takes, Tensor[] makes) implements Step {
    /**
     * A tensor in both memories.
     *
     * @param at its first value in the plain memory
     * @param place its first value in the native one
     */
    record Tensor(int at, int place, int count) {}

    @Override
    @HotPath
    public void run(MemorySegment memory) {
        for (int i = 0; i < takes.length; i++) {
            Tensor each = takes[i];
            MemorySegment.copy(memory, JAVA_FLOAT_UNALIGNED, 4L * each.place, plain, each.at, each.count);
        }
        operation.evaluate(plain);
        for (int i = 0; i < makes.length; i++) {
            Tensor each = makes[i];
            MemorySegment.copy(plain, each.at, memory, JAVA_FLOAT_UNALIGNED, 4L * each.place, each.count);
        }
    }

    @Override
    public void runScalar(MemorySegment memory) {
        run(memory);
    }
}
