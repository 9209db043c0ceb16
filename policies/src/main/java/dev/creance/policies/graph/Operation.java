package dev.creance.policies.graph;

import dev.creance.runtime.HotPath;

/** One step of a {@link Plan}. Addresses are indices into the plan's memory. */
public sealed interface Operation
        permits Product,
                Pointwise,
                Pairwise,
                Choice,
                Pick,
                Lookup,
                Reduction,
                Softmax,
                LayerNormalization,
                Convolution,
                Gru,
                Lstm {
    /** Plainly: see {@link Plan}. */
    @HotPath
    void evaluate(float[] memory);
}
