package dev.creance.policies.plan;

import dev.creance.policies.kernels.LstmCell;
import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;

/**
 * One step of a long short-term memory.
 *
 * @param state where h and c are brought together, for the cell wants them one behind the other
 */
record LstmStep(LstmCell cell, int x, int h, int c, int state, int scratch, int nextH, int nextC) implements Step {
    @Override
    @HotPath
    public void run(MemorySegment memory) {
        gather(memory);
        cell.step(memory, x, state, state, scratch);
        scatter(memory);
    }

    @Override
    public void runScalar(MemorySegment memory) {
        gather(memory);
        cell.stepScalar(memory, x, state, state, scratch);
        scatter(memory);
    }

    private void gather(MemorySegment memory) {
        copy(memory, h, state);
        copy(memory, c, state + cell.hidden());
    }

    private void scatter(MemorySegment memory) {
        copy(memory, state, nextH);
        copy(memory, state + cell.hidden(), nextC);
    }

    private void copy(MemorySegment memory, int from, int to) {
        MemorySegment.copy(memory, 4L * from, memory, 4L * to, 4L * cell.hidden());
    }
}
