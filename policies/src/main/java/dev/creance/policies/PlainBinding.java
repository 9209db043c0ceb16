package dev.creance.policies;

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
    private final Reals[] in;
    private final Reals[] out;
    private final WholeNumbers[] wholeIn;
    private final WholeNumbers[] wholeOut;
    private final Operation[] operations;
    private final float[] memory;

    /** Values at the edge, and where they stand in the memory. */
    private record Reals(FloatBuffer values, int at) {}

    PlainBinding(String file, Plan plan) {
        inputs = plan.inputs().stream().map(port -> Ports.pinned(file, port)).toList();
        outputs = plan.outputs().stream().map(port -> Ports.pinned(file, port)).toList();
        operations = plan.operations().toArray(Operation[]::new);
        memory = plan.image().clone();
        in = reals(plan.inputs(), inputs);
        out = reals(plan.outputs(), outputs);
        wholeIn = whole(plan.inputs(), inputs, memory);
        wholeOut = whole(plan.outputs(), outputs, memory);
    }

    private static Reals[] reals(List<Plan.Port> ports, List<Pinned> tensors) {
        return IntStream.range(0, ports.size())
                .filter(i -> !ports.get(i).whole())
                .mapToObj(i -> new Reals(
                        tensors.get(i).memory().asFloatBuffer(), ports.get(i).at()))
                .toArray(Reals[]::new);
    }

    private static WholeNumbers[] whole(List<Plan.Port> ports, List<Pinned> tensors, float[] memory) {
        return IntStream.range(0, ports.size())
                .filter(i -> ports.get(i).whole())
                .mapToObj(i -> new WholeNumbers(
                        FloatBuffer.wrap(memory, ports.get(i).at(), ports.get(i).size())
                                .slice(),
                        tensors.get(i).memory().asLongBuffer()))
                .toArray(WholeNumbers[]::new);
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
            in[i].values.get(0, memory, in[i].at, in[i].values.capacity());
        }
        for (int i = 0; i < wholeIn.length; i++) {
            wholeIn[i].takeIn();
        }
        Plan.evaluate(operations, memory);
        for (int i = 0; i < out.length; i++) {
            out[i].values.put(0, memory, out[i].at, out[i].values.capacity());
        }
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
        // nothing but memory
    }
}
