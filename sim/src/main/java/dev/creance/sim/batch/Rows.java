package dev.creance.sim.batch;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.creance.runtime.HotPath;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/**
 * Numbers of environments in groups as wide as a vector: a group's row holds one number of each of its environments. Addressed
 * without checks by the passes, which stay within by construction; checked for everyone else.
 */
final class Rows {
    /** Restricted, for nothing checks what goes through it: checks of every vector's bounds halve the speed. */
    @SuppressWarnings("restricted")
    static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private static final long LINE_BYTES = 64;

    private final Precision precision;
    private final int rows;
    private final int groups;
    private final MemorySegment memory;

    /** All zero. */
    Rows(Precision precision, int rows, int environments) {
        this.precision = precision;
        this.rows = rows;
        groups = (environments + precision.lanes - 1) / precision.lanes;
        memory = Arena.ofAuto().allocate((long) groups * groupBytes(), LINE_BYTES);
    }

    /** One group whose environments are alike in everything. */
    static Rows constants(Precision precision, double... values) {
        Rows rows = new Rows(precision, values.length, precision.lanes);
        for (int row = 0; row < values.length; row++) {
            rows.setAll(row, values[row]);
        }
        return rows;
    }

    int groups() {
        return groups;
    }

    long address() {
        return memory.address();
    }

    @HotPath
    double get(int environment, int row) {
        long index = index(environment, row);
        return precision == Precision.DOUBLE
                ? memory.getAtIndex(JAVA_DOUBLE, index)
                : memory.getAtIndex(JAVA_FLOAT, index);
    }

    @HotPath
    void set(int environment, int row, double value) {
        long index = index(environment, row);
        if (precision == Precision.DOUBLE) {
            memory.setAtIndex(JAVA_DOUBLE, index, value);
        } else {
            memory.setAtIndex(JAVA_FLOAT, index, (float) value);
        }
    }

    /** In every environment, those included that only fill up the last group. */
    @HotPath
    void setAll(int row, double value) {
        for (int environment = 0; environment < groups * precision.lanes; environment++) {
            set(environment, row, value);
        }
    }

    private long groupBytes() {
        return (long) rows * precision.lanes * precision.bytes;
    }

    private long index(int environment, int row) {
        int group = environment / precision.lanes;
        return ((long) group * rows + row) * precision.lanes + environment % precision.lanes;
    }
}
