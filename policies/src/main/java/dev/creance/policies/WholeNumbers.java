package dev.creance.policies;

import dev.creance.runtime.HotPath;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/**
 * An output of whole numbers, which are floats in our memory and 64 bits wide outside.
 *
 * @param from its floats, and no others
 */
record WholeNumbers(FloatBuffer from, LongBuffer to) {
    @HotPath
    void copy() {
        for (int i = 0; i < to.capacity(); i++) {
            to.put(i, whole(from.get(i)));
        }
    }

    /** What is not a number becomes the least one, which is no index of anything, not 0, which is the first. */
    private static long whole(float value) {
        return Float.isNaN(value) ? Long.MIN_VALUE : (long) value;
    }
}
