package dev.creance.bench;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.creance.policies.kernels.Activation;
import dev.creance.policies.kernels.Gemv;
import dev.creance.policies.kernels.GruCell;
import dev.creance.policies.kernels.Lanes;
import dev.creance.policies.kernels.PackedMatrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A network put together from kernels by hand, and the same as an ONNX graph. Weights are random: fit to be timed. */
final class KernelNetwork {
    private final String name;
    private final MemorySegment memory;
    private final SplittableRandom random;
    private final Arena arena;
    private final OnnxGraph graph = new OnnxGraph();
    private final List<Runnable> steps = new ArrayList<>();
    private final List<int[]> inputs = new ArrayList<>();
    private int used = Lanes.OWN;
    private int tensors;
    private int output;
    private int outputs;

    private KernelNetwork(String name, long seed, Arena arena) {
        this.name = name;
        this.random = new SplittableRandom(seed);
        this.arena = arena;
        this.memory = arena.allocate(4L * 16_384, 64);
    }

    /** What the marks of the native engine are set on. */
    static List<KernelNetwork> all(Arena arena) {
        return List.of(
                mlp("17-64-64-4 tanh", arena, Activation.TANH, true, 17, 64, 64, 4),
                gru("GRU 16", 16, arena),
                gru("GRU 32", 32, arena),
                gru("GRU 64", 64, arena),
                mlp("48-512-256-128-12 elu", arena, Activation.elu(1), false, 48, 512, 256, 128, 12),
                critic("critic 5 x 256-256", arena));
    }

    private static KernelNetwork mlp(String name, Arena arena, Activation function, boolean bounded, int... sizes) {
        KernelNetwork network = new KernelNetwork(name, 1, arena);
        int last = sizes.length - 1;
        network.output = network.layers("obs", network.input("obs", sizes[0]), function, bounded, sizes);
        network.outputs = sizes[last];
        network.graph.output(network.tensor(), 1, sizes[last]);
        return network;
    }

    /** Five networks of 21 inputs side by side. */
    private static KernelNetwork critic(String name, Arena arena) {
        KernelNetwork network = new KernelNetwork(name, 2, arena);
        int x = network.input("obs", 21);
        List<String> ends = new ArrayList<>();
        int q = network.take(5);
        for (int i = 0; i < 5; i++) {
            int y = network.layers("obs", x, Activation.RELU, false, 21, 256, 256, 1);
            ends.add(network.tensor());
            int to = q + i;
            MemorySegment memory = network.memory;
            network.steps.add(() -> memory.setAtIndex(JAVA_FLOAT, to, memory.getAtIndex(JAVA_FLOAT, y)));
        }
        network.output = q;
        network.outputs = 5;
        network.graph.node("Concat", ends, List.of("q"), new OnnxGraph.Attribute("axis", 1));
        network.graph.output("q", 1, 5);
        return network;
    }

    /** A cell with 16 inputs and 4 bounded outputs, the state at its edge. */
    private static KernelNetwork gru(String name, int hidden, Arena arena) {
        KernelNetwork network = new KernelNetwork(name, 3, arena);
        int x = network.input("obs", 16);
        int h = network.input("h", hidden);
        float[] weights = network.weights(3 * hidden * 16, 16);
        float[] recurrence = network.weights(3 * hidden * hidden, hidden);
        float[] bias = network.weights(6 * hidden, hidden);
        GruCell cell = GruCell.of(weights, recurrence, bias, true, arena);
        int next = network.take(hidden);
        int scratch = network.take(cell.scratch());
        network.steps.add(() -> cell.step(network.memory, x, h, next, scratch));
        network.graph
                .constant("W", weights, 1, 3 * hidden, 16)
                .constant("R", recurrence, 1, 3 * hidden, hidden)
                .constant("B", bias, 1, 6 * hidden)
                .indices("first", 0)
                .node("Unsqueeze", List.of("obs", "first"), List.of("x"))
                .node("Unsqueeze", List.of("h", "first"), List.of("h0"))
                .node(
                        "GRU",
                        List.of("x", "W", "R", "B", "", "h0"),
                        List.of("", "hn"),
                        new OnnxGraph.Attribute("hidden_size", hidden),
                        new OnnxGraph.Attribute("linear_before_reset", 1))
                .node("Squeeze", List.of("hn", "first"), List.of("h_out"));
        network.output = network.layers("h_out", next, Activation.TANH, true, hidden, 4);
        network.outputs = 4;
        network.graph.output(network.tensor(), 1, 4).output("h_out", 1, hidden);
        return network;
    }

    private int layers(String from, int at, Activation function, boolean bounded, int... sizes) {
        String edge = from;
        int x = at;
        for (int i = 1; i < sizes.length; i++) {
            int in = x;
            int out = take(sizes[i]);
            int count = sizes[i];
            float[] rows = weights(count * sizes[i - 1], sizes[i - 1]);
            float[] bias = weights(count, count);
            PackedMatrix packed = PackedMatrix.ofRows(rows, bias, sizes[i - 1], arena);
            String next = "t" + ++tensors;
            graph.constant("w" + tensors, rows, count, sizes[i - 1]).constant("b" + tensors, bias, count);
            graph.node(
                    "Gemm",
                    List.of(edge, "w" + tensors, "b" + tensors),
                    List.of(next),
                    new OnnxGraph.Attribute("transB", 1));
            steps.add(() -> Gemv.apply(packed, memory, in, out));
            edge = next;
            if (bounded || i < sizes.length - 1) {
                String bent = "t" + ++tensors;
                graph.node(operator(function), List.of(edge), List.of(bent));
                steps.add(() -> function.apply(memory, out, out, count));
                edge = bent;
            }
            x = out;
        }
        return x;
    }

    private static String operator(Activation function) {
        return switch (function.kind()) {
            case TANH -> "Tanh";
            case ELU -> "Elu";
            case RELU -> "Relu";
            default -> throw new IllegalArgumentException(function + " has no operator here");
        };
    }

    private String tensor() {
        return "t" + tensors;
    }

    private int input(String edge, int count) {
        int at = take(count);
        inputs.add(new int[] {at, count});
        graph.input(edge, 1, count);
        return at;
    }

    private int take(int count) {
        int at = used;
        used += (count + Lanes.ROOM - 1) / Lanes.ROOM * Lanes.ROOM;
        return at;
    }

    /** Uniform, of variance 1/inputs. */
    private float[] weights(int count, int inputs) {
        float[] values = new float[count];
        double bound = Math.sqrt(3.0 / inputs);
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(-bound, bound);
        }
        return values;
    }

    String name() {
        return name;
    }

    byte[] onnx() {
        return graph.bytes();
    }

    int inputCount() {
        return inputs.size();
    }

    int inputSize(int which) {
        return inputs.get(which)[1];
    }

    int outputSize() {
        return outputs;
    }

    void set(int which, int index, float value) {
        memory.setAtIndex(JAVA_FLOAT, inputs.get(which)[0] + index, value);
    }

    float output(int index) {
        return memory.getAtIndex(JAVA_FLOAT, output + index);
    }

    /** Kernel after kernel, as a plan calls them. */
    Runnable plan() {
        Runnable[] ordered = steps.toArray(Runnable[]::new);
        return () -> {
            for (Runnable step : ordered) {
                step.run();
            }
        };
    }
}
