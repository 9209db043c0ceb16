package dev.creance.policies;

import ai.onnxruntime.OnnxJavaType;
import dev.creance.policies.TensorBinding.Pinned;
import dev.creance.policies.graph.Plan;
import java.util.Arrays;

/** A plan's tensors at the edge, as callers see them. */
final class Ports {
    private Ports() {}

    /** With memory of its own. */
    static Pinned pinned(String file, Plan.Port port) {
        return Pinned.of(file, port.name(), port.whole() ? OnnxJavaType.INT64 : OnnxJavaType.FLOAT, shape(port));
    }

    static long[] shape(Plan.Port port) {
        return Arrays.stream(port.shape()).asLongStream().toArray();
    }
}
