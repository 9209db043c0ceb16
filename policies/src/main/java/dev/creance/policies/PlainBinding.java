package dev.creance.policies;

import ai.onnxruntime.OnnxJavaType;
import dev.creance.policies.graph.Operation;
import dev.creance.policies.graph.Plan;
import dev.creance.runtime.HotPath;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;

/** A plan and its memory. Runs without garbage and cannot fail. */
final class PlainBinding implements TensorBinding {
    private final List<Pinned> inputs;
    private final List<Pinned> outputs;
    private final FloatBuffer[] in;
    private final FloatBuffer[] out;
    private final LongBuffer[] wholeOut;
    private final boolean[] isWhole;
    private final int[] inAt;
    private final int[] outAt;
    private final Operation[] operations;
    private final float[] memory;

    PlainBinding(String file, Plan plan) {
        inputs = pinned(file, plan.inputs());
        outputs = pinned(file, plan.outputs());
        in = floats(inputs);
        out = floats(outputs);
        wholeOut = outputs.stream().map(each -> each.memory().asLongBuffer()).toArray(LongBuffer[]::new);
        isWhole = new boolean[out.length];
        for (int i = 0; i < out.length; i++) {
            isWhole[i] = plan.outputs().get(i).whole();
        }
        inAt = plan.inputs().stream().mapToInt(Plan.Port::at).toArray();
        outAt = plan.outputs().stream().mapToInt(Plan.Port::at).toArray();
        operations = plan.operations().toArray(Operation[]::new);
        memory = plan.image().clone();
    }

    private static List<Pinned> pinned(String file, List<Plan.Port> ports) {
        return ports.stream()
                .map(port -> Pinned.of(
                        file,
                        port.name(),
                        port.whole() ? OnnxJavaType.INT64 : OnnxJavaType.FLOAT,
                        Arrays.stream(port.shape()).asLongStream().toArray()))
                .toList();
    }

    private static FloatBuffer[] floats(List<Pinned> tensors) {
        return tensors.stream().map(each -> each.memory().asFloatBuffer()).toArray(FloatBuffer[]::new);
    }

    @Override
    public List<Pinned> inputs() {
        return inputs;
    }

    @Override
    public List<Pinned> outputs() {
        return outputs;
    }

    @Override
    @HotPath
    public boolean run() {
        for (int i = 0; i < in.length; i++) {
            in[i].get(0, memory, inAt[i], in[i].capacity());
        }
        Plan.evaluate(operations, memory);
        for (int i = 0; i < out.length; i++) {
            if (isWhole[i]) {
                putWhole(wholeOut[i], outAt[i]);
            } else {
                out[i].put(0, memory, outAt[i], out[i].capacity());
            }
        }
        return true;
    }

    /** What is not a number becomes the least one, which is no index of anything, not 0, which is the first. */
    private void putWhole(LongBuffer to, int at) {
        for (int i = 0; i < to.capacity(); i++) {
            float value = memory[at + i];
            to.put(i, Float.isNaN(value) ? Long.MIN_VALUE : (long) value);
        }
    }

    @Override
    public String failure() {
        return "";
    }

    @Override
    public void close() {
        // nothing but memory
    }
}
