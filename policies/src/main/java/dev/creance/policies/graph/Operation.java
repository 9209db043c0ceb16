package dev.creance.policies.graph;

import dev.creance.runtime.HotPath;

/** One step of a {@link Plan}. Addresses are indices into the plan's memory. */
public sealed interface Operation permits Product, Pointwise, Pairwise, Pick {
    /** Plainly: see {@link Plan}. */
    @HotPath
    void evaluate(float[] memory);
}
