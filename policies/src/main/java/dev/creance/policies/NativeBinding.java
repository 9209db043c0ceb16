package dev.creance.policies;

import ai.onnxruntime.OnnxJavaType;
import dev.creance.policies.graph.Plan;
import dev.creance.policies.plan.LinkedPlan;
import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** A plan linked to kernels: callers write and read its own memory. Runs without garbage and cannot fail. */
final class NativeBinding implements TensorBinding {
    static final String VERSION = "native 1";

    private final LinkedPlan linked;
    private final List<Pinned> inputs = new ArrayList<>();
    private final List<Pinned> outputs = new ArrayList<>();

    private final WholeNumbers[] whole;

    NativeBinding(String file, Plan plan) {
        linked = LinkedPlan.of(plan);
        List<WholeNumbers> wide = new ArrayList<>();
        for (int i = 0; i < plan.inputs().size(); i++) {
            inputs.add(own(plan.inputs().get(i), linked.input(i)));
        }
        for (int i = 0; i < plan.outputs().size(); i++) {
            Plan.Port port = plan.outputs().get(i);
            if (port.whole()) {
                outputs.add(Ports.pinned(file, port));
                wide.add(new WholeNumbers(
                        buffer(linked.output(i)).asFloatBuffer(),
                        outputs.getLast().memory().asLongBuffer()));
            } else {
                outputs.add(own(port, linked.output(i)));
            }
        }
        whole = wide.toArray(WholeNumbers[]::new);
    }

    private static Pinned own(Plan.Port port, MemorySegment memory) {
        return new Pinned(port.name(), OnnxJavaType.FLOAT, Ports.shape(port), buffer(memory));
    }

    private static ByteBuffer buffer(MemorySegment memory) {
        return memory.asByteBuffer().order(ByteOrder.nativeOrder());
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
        linked.run();
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
        // its memory goes with it
    }
}
