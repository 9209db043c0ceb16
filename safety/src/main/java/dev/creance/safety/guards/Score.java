package dev.creance.safety.guards;

import dev.creance.runtime.HotPath;

/** A number about state and command as training saw them: the greater, the worse; NaN where it cannot be told. */
interface Score {
    @HotPath
    double of(float[] features);
}
