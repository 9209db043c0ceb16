package dev.creance.policies.kernels;

import static dev.creance.policies.kernels.Simd.LANES;

import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;

/** {@link Gates} on vectors: where the last one runs over the end, what was there is put back. */
@HotPath
final class GatePasses {
    private GatePasses() {}

    static void sigmoidOfSum(MemorySegment memory, int a, int b, int count) {
        long end = Simd.address(memory, a, count) + 4L * count;
        boolean ragged = count % LANES != 0;
        if (ragged) {
            VectorRoom.move(end, memory.address());
        }
        VectorGates.sigmoidOfSum(Simd.address(memory, a, count), Simd.address(memory, b, count), count);
        if (ragged) {
            VectorRoom.move(memory.address(), end);
        }
    }

    static void tanhOfReset(MemorySegment memory, int a, int r, int b, int count) {
        long end = Simd.address(memory, a, count) + 4L * count;
        boolean ragged = count % LANES != 0;
        if (ragged) {
            VectorRoom.move(end, memory.address());
        }
        VectorGates.tanhOfReset(
                Simd.address(memory, a, count), Simd.address(memory, r, count), Simd.address(memory, b, count), count);
        if (ragged) {
            VectorRoom.move(memory.address(), end);
        }
    }

    static void tanhOfSum(MemorySegment memory, int a, int b, int count) {
        long end = Simd.address(memory, a, count) + 4L * count;
        boolean ragged = count % LANES != 0;
        if (ragged) {
            VectorRoom.move(end, memory.address());
        }
        VectorGates.tanhOfSum(Simd.address(memory, a, count), Simd.address(memory, b, count), count);
        if (ragged) {
            VectorRoom.move(memory.address(), end);
        }
    }

    static void blend(MemorySegment memory, int z, int n, int h, int y, int count) {
        long end = Simd.address(memory, y, count) + 4L * count;
        boolean ragged = count % LANES != 0;
        if (ragged) {
            VectorRoom.move(end, memory.address());
        }
        VectorGates.blend(
                Simd.address(memory, z, count),
                Simd.address(memory, n, count),
                Simd.address(memory, h, count),
                Simd.address(memory, y, count),
                count);
        if (ragged) {
            VectorRoom.move(memory.address(), end);
        }
    }

    static void remember(MemorySegment memory, int f, int c, int i, int g, int y, int count) {
        long end = Simd.address(memory, y, count) + 4L * count;
        boolean ragged = count % LANES != 0;
        if (ragged) {
            VectorRoom.move(end, memory.address());
        }
        VectorGates.remember(
                Simd.address(memory, f, count),
                Simd.address(memory, c, count),
                Simd.address(memory, i, count),
                Simd.address(memory, g, count),
                Simd.address(memory, y, count),
                count);
        if (ragged) {
            VectorRoom.move(memory.address(), end);
        }
    }

    static void expose(MemorySegment memory, int o, int c, int y, int count) {
        long end = Simd.address(memory, y, count) + 4L * count;
        boolean ragged = count % LANES != 0;
        if (ragged) {
            VectorRoom.move(end, memory.address());
        }
        VectorGates.expose(
                Simd.address(memory, o, count), Simd.address(memory, c, count), Simd.address(memory, y, count), count);
        if (ragged) {
            VectorRoom.move(memory.address(), end);
        }
    }

    static void multiply(MemorySegment memory, int a, int b, int count) {
        long end = Simd.address(memory, a, count) + 4L * count;
        boolean ragged = count % LANES != 0;
        if (ragged) {
            VectorRoom.move(end, memory.address());
        }
        VectorGates.multiply(Simd.address(memory, a, count), Simd.address(memory, b, count), count);
        if (ragged) {
            VectorRoom.move(memory.address(), end);
        }
    }
}
