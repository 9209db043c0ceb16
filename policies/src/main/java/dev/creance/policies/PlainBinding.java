package dev.creance.policies;

import ai.onnxruntime.OnnxJavaType;
import dev.creance.policies.graph.Operation;
import dev.creance.policies.graph.Plan;
import dev.creance.runtime.HotPath;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.IntStream;

/** A plan that is evaluated plainly, and its memory. Runs without garbage and cannot fail. */
final class PlainBinding implements TensorBinding {
    static final String VERSION = "plain 2";

    private final List<Pinned> inputs;
    private final List<Pinned> outputs;
    private final FloatBuffer[] in;
    private final FloatBuffer[] out;
    private final int[] inAt;
    private final int[] outAt;
    private final WholeNumbers[] whole;
    private final Operation[] operations;
    private final float[] memory;

    PlainBinding(String file, Plan plan) {
        inputs = plan.inputs().stream().map(port -> Ports.pinned(file, port)).toList();
        outputs = plan.outputs().stream().map(port -> Ports.pinned(file, port)).toList();
        operations = plan.operations().toArray(Operation[]::new);
        memory = plan.image().clone();
        in = floats(inputs);
        out = floats(outputs);
        inAt = plan.inputs().stream().mapToInt(Plan.Port::at).toArray();
        outAt = plan.outputs().stream()
                .filter(port -> !port.whole())
                .mapToInt(Plan.Port::at)
                .toArray();
        whole = IntStream.range(0, outputs.size())
                .filter(i -> plan.outputs().get(i).whole())
                .mapToObj(i -> whole(plan.outputs().get(i), outputs.get(i)))
                .toArray(WholeNumbers[]::new);
    }

    private static FloatBuffer[] floats(List<Pinned> tensors) {
        return tensors.stream()
                .filter(each -> each.type() == OnnxJavaType.FLOAT)
                .map(each -> each.memory().asFloatBuffer())
                .toArray(FloatBuffer[]::new);
    }

    private WholeNumbers whole(Plan.Port port, Pinned tensor) {
        FloatBuffer from = FloatBuffer.wrap(memory, port.at(), port.size()).slice();
        return new WholeNumbers(from, tensor.memory().asLongBuffer());
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
            out[i].put(0, memory, outAt[i], out[i].capacity());
        }
        for (int i = 0; i < whole.length; i++) {
            whole[i].copy();
        }
        return true;
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
