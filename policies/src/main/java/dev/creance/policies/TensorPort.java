package dev.creance.policies;

import ai.onnxruntime.OnnxJavaType;
import dev.creance.policies.TensorBinding.Pinned;
import dev.creance.runtime.HotPath;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

/**
 * A tensor of a network, written and read as float32 whatever it holds. Where a batch was frozen at export, every row is written
 * and the first is read.
 */
final class TensorPort implements Heard {
    private final String name;
    private final int rows;
    private final int capacity;
    private final int size;
    private final FloatBuffer floats;
    private final LongBuffer longs;
    private final IntBuffer ints;
    private final ByteBuffer flags;

    /** @param rows of a frozen batch; 1 where there is none */
    TensorPort(String file, Pinned tensor, int rows) {
        this.name = tensor.name();
        this.rows = rows;
        ByteBuffer memory = tensor.memory();
        floats = tensor.type() == OnnxJavaType.FLOAT ? memory.asFloatBuffer() : null;
        longs = tensor.type() == OnnxJavaType.INT64 ? memory.asLongBuffer() : null;
        ints = tensor.type() == OnnxJavaType.INT32 ? memory.asIntBuffer() : null;
        flags = tensor.type() == OnnxJavaType.BOOL ? memory : null;
        if (floats == null && longs == null && ints == null && flags == null) {
            throw new PolicyError(
                    file,
                    "tensor '" + name + "' holds " + tensor.type() + ", which no signal can fill",
                    "export it with float32 tensors, and with any conversion inside the graph");
        }
        this.capacity = memory.capacity() / tensor.type().size;
        this.size = capacity / rows;
    }

    @Override
    public String name() {
        return name;
    }

    /** Values in one row. */
    @Override
    public int size() {
        return size;
    }

    /** Writes {@code count} values from a place on. */
    @HotPath
    void put(int at, float[] values, int from, int count) {
        for (int row = 0; row < rows; row++) {
            int to = row * size + at;
            if (floats != null) {
                floats.put(to, values, from, count);
            } else {
                for (int i = 0; i < count; i++) {
                    put(to + i, Math.round((double) values[from + i]));
                }
            }
        }
    }

    /** Writes all values of one row, the others stay. */
    @HotPath
    void putRow(int row, float[] values) {
        if (floats != null) {
            floats.put(row * size, values, 0, size);
            return;
        }
        for (int i = 0; i < size; i++) {
            put(row * size + i, Math.round((double) values[i]));
        }
    }

    /** Writes a number everywhere. */
    @HotPath
    void fill(float value) {
        for (int i = 0; i < capacity; i++) {
            if (floats != null) {
                floats.put(i, value);
            } else {
                put(i, Math.round((double) value));
            }
        }
    }

    private void put(int place, long value) {
        if (longs != null) {
            longs.put(place, value);
        } else if (ints != null) {
            ints.put(place, (int) value);
        } else {
            flags.put(place, (byte) (value == 0 ? 0 : 1));
        }
    }

    /** Reads {@code count} values from a place on, which may lie in another row than the first. */
    @HotPath
    void get(int at, float[] out, int to, int count) {
        if (floats != null) {
            floats.get(at, out, to, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            out[to + i] = longs != null ? longs.get(at + i) : ints != null ? ints.get(at + i) : flags.get(at + i);
        }
    }

    @Override
    @HotPath
    public void get(float[] out) {
        get(0, out, 0, size);
    }
}
