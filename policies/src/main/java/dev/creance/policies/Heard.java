package dev.creance.policies;

import dev.creance.runtime.HotPath;

/** What a network hears of another: a tensor as it was just answered, or what is held of it. */
interface Heard {
    String name();

    int size();

    /** Reads all of it. */
    @HotPath
    void get(float[] out);
}
