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

    private final WholeNumbers[] wholeIn;
    private final WholeNumbers[] wholeOut;

    NativeBinding(String file, Plan plan) {
        linked = LinkedPlan.of(plan);
        List<WholeNumbers> in = new ArrayList<>();
        for (int i = 0; i < plan.inputs().size(); i++) {
            inputs.add(edge(file, plan.inputs().get(i), linked.input(i), in));
        }
        List<WholeNumbers> out = new ArrayList<>();
        for (int i = 0; i < plan.outputs().size(); i++) {
            outputs.add(edge(file, plan.outputs().get(i), linked.output(i), out));
        }
        wholeIn = in.toArray(WholeNumbers[]::new);
        wholeOut = out.toArray(WholeNumbers[]::new);
    }

    private static Pinned edge(String file, Plan.Port port, MemorySegment memory, List<WholeNumbers> wholeOut) {
        if (!port.whole()) {
            return own(port, memory);
        }
        Pinned wide = Ports.pinned(file, port);
        wholeOut.add(
                new WholeNumbers(buffer(memory).asFloatBuffer(), wide.memory().asLongBuffer()));
        return wide;
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
        for (int i = 0; i < wholeIn.length; i++) {
            wholeIn[i].takeIn();
        }
        linked.run();
        for (int i = 0; i < wholeOut.length; i++) {
            wholeOut[i].giveOut();
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
