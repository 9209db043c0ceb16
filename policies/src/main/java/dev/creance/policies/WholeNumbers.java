package dev.creance.policies;

import dev.creance.runtime.HotPath;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/** Whole numbers at the edge of a plan: float32 inside, which holds them up to 2²⁴, and 64 bits wide outside. */
record WholeNumbers(FloatBuffer inside, LongBuffer outside) {
    @HotPath
    void takeIn() {
        for (int i = 0; i < outside.capacity(); i++) {
            inside.put(i, outside.get(i));
        }
    }

    @HotPath
    void giveOut() {
        for (int i = 0; i < outside.capacity(); i++) {
            outside.put(i, whole(inside.get(i)));
        }
    }

    /** What is not a number becomes the least one, which is no index of anything, not 0, which is the first. */
    private static long whole(float value) {
        return Float.isNaN(value) ? Long.MIN_VALUE : (long) value;
    }
}
