package dev.creance.policies.plan;

import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;

/** One step of a {@link LinkedPlan}, with the places of what it takes and makes: indices of floats in the plan's memory. */
interface Step {
    @HotPath
    void run(MemorySegment memory);

    /** The same to the last bit, by scalar twins of the kernels alone. */
    void runScalar(MemorySegment memory);
}
