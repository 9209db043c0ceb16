package dev.creance.policies.kernels;

import static dev.creance.policies.kernels.Simd.BYTES;

import dev.creance.runtime.HotPath;

/** Keeps and puts back what is behind a tensor, where a kernel writes its last vector over the end. */
@HotPath
final class VectorRoom {
    private VectorRoom() {}

    /** Copies {@link Lanes#ROOM} floats. */
    static void move(long from, long to) {
        for (long i = 0; i < 4L * Lanes.ROOM; i += BYTES) {
            Simd.store(Simd.load(from + i), to + i);
        }
    }
}
