package dev.creance.policies;

import dev.creance.policies.graph.Operation;
import dev.creance.policies.graph.Plan;
import dev.creance.runtime.HotPath;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;

/** A plan that is evaluated plainly, and its memory. Runs without garbage and cannot fail. */
final class PlainBinding implements TensorBinding {
    static final String VERSION = "plain 2";

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
        inputs = plan.inputs().stream().map(port -> Ports.pinned(file, port)).toList();
        outputs = plan.outputs().stream().map(port -> Ports.pinned(file, port)).toList();
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
                for (int k = 0; k < wholeOut[i].capacity(); k++) {
                    wholeOut[i].put(k, Ports.whole(memory[outAt[i] + k]));
                }
            } else {
                out[i].put(0, memory, outAt[i], out[i].capacity());
            }
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
