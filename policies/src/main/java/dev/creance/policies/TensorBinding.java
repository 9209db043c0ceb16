package dev.creance.policies;

import ai.onnxruntime.OnnxJavaType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** The memory between us and a network, for one set of input shapes. Not thread-safe. */
interface TensorBinding extends AutoCloseable {
    /** First runs take up to 0.8 ms; these bring an engine's arena and code to a steady state. */
    int WARM_UP_RUNS = 200;

    /** One tensor and its memory: direct, row-major, native order. */
    record Pinned(String name, OnnxJavaType type, long[] shape, ByteBuffer memory) {
        /** What vector code likes best. */
        private static final int ALIGNMENT_BYTES = 64;

        /** Far above any policy's inputs and outputs. */
        private static final long MOST_BYTES = 1 << 28;

        /** @param file what errors call the network */
        static Pinned of(String file, String name, OnnxJavaType type, long[] shape) {
            long bytes = type.size;
            for (long size : shape) {
                bytes = size < 0 || bytes > MOST_BYTES ? Long.MAX_VALUE : bytes * Math.min(size, MOST_BYTES);
            }
            if (type == OnnxJavaType.STRING || type == OnnxJavaType.UNKNOWN || bytes > MOST_BYTES) {
                throw new PolicyError(
                        file,
                        "tensor '" + name + "' of type " + type + " and shape " + Arrays.toString(shape)
                                + " cannot be bound",
                        "export it with number tensors of moderate size");
            }
            ByteBuffer memory = ByteBuffer.allocateDirect(
                            (int) bytes + 2 * ALIGNMENT_BYTES) // both ends are cut to alignment
                    .alignedSlice(ALIGNMENT_BYTES)
                    .slice(0, (int) bytes)
                    .order(ByteOrder.nativeOrder());
            return new Pinned(name, type, shape, memory);
        }
    }

    List<Pinned> inputs();

    List<Pinned> outputs();

    /** Computes the outputs from the inputs; false where the engine failed, then {@link #failure} says why. */
    boolean run();

    /** Why the newest failing run failed; empty where none has. */
    String failure();

    @Override
    void close();
}
