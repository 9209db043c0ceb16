package dev.creance.policies;

import dev.creance.runtime.HotPath;

/** Writes into an input tensor what the networks themselves know and no sensor does. */
interface Infill {
    /** @param observation with what came along behind the tensors */
    @HotPath
    void fill(float[] observation);
}
