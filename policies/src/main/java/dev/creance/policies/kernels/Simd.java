package dev.creance.policies.kernels;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Vectors of floats at addresses. Touched only where the module is there.
 *
 * <p>Kernels check once, on entry, that what they read and write lies in their memory ({@link #address}), and then go by address
 * through one segment that is all of memory: checks of each vector's bounds and of its memory's life halve the speed of a Gemv.
 */
final class Simd {
    static final VectorSpecies<Float> FLOATS = species();
    static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, FLOATS.vectorShape());
    static final int LANES = FLOATS.length();
    static final ByteOrder ORDER = ByteOrder.nativeOrder();

    /** Bytes of a vector. */
    static final long BYTES = 4L * LANES;

    /** Restricted, for nothing checks what goes through it: that is the point, and why {@link #address} does. */
    @SuppressWarnings("restricted")
    static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private Simd() {}

    /** The widest, but no wider than the 16 floats that packed weights are padded to. */
    private static VectorSpecies<Float> species() {
        VectorSpecies<Float> preferred = FloatVector.SPECIES_PREFERRED;
        return preferred.vectorBitSize() > 512 ? VectorSpecies.of(float.class, VectorShape.S_512_BIT) : preferred;
    }

    /** Address of so many floats, which are checked to lie in the memory, {@link Lanes#OWN} floats before them and {@link Lanes#ROOM} behind. */
    static long address(MemorySegment memory, int index, int count) {
        long behind = 4L * index + 4L * count + 4L * Lanes.ROOM;
        if (index < Lanes.OWN || count < 0 || behind > memory.byteSize() || !memory.isNative()) {
            throw outside(memory, index, count);
        }
        return memory.address() + 4L * index;
    }

    private static IndexOutOfBoundsException outside(MemorySegment memory, int index, int count) {
        return new IndexOutOfBoundsException(
                count + " floats from " + index + " on are not in native memory of " + memory.byteSize() / 4
                        + " floats, the first " + Lanes.OWN + " and last " + Lanes.ROOM + " of them the kernels'");
    }

    static FloatVector load(long address) {
        return FloatVector.fromMemorySegment(FLOATS, ALL, address, ORDER);
    }

    static void store(FloatVector vector, long address) {
        vector.intoMemorySegment(ALL, address, ORDER);
    }

    static FloatVector broadcast(long address) {
        return FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, address));
    }

    static FloatVector constant(float value) {
        return FloatVector.broadcast(FLOATS, value);
    }

    static IntVector integer(int value) {
        return IntVector.broadcast(INTS, value);
    }
}
