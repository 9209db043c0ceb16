package dev.creance.policies;

import ai.onnxruntime.OnnxJavaType;
import dev.creance.policies.TensorBinding.Pinned;
import dev.creance.runtime.Network;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A network of float32 tensors, run by an {@link Engine} on the calling thread, with preallocated tensors. Free sizes (a
 * dynamic batch) are 1.
 */
public final class PolicyNetwork implements Network {
    private final LoadedGraph graph;
    private final TensorBinding binding;
    private final FloatBuffer[] inputs;
    private final FloatBuffer[] outputs;

    private PolicyNetwork(LoadedGraph graph) {
        this.graph = graph;
        graph.inputs().forEach(edge -> requireFloat(graph.file(), "input", edge.name(), edge.type()));
        graph.outputs().forEach(edge -> requireFloat(graph.file(), "output", edge.name(), edge.type()));
        this.binding = graph.bind(Map.of());
        this.inputs = floats(binding.inputs());
        this.outputs = floats(binding.outputs());
    }

    /**
     * Loads a file.
     *
     * @throws PolicyError where it is missing, damaged, too new or of a kind that this interface cannot carry
     */
    public static PolicyNetwork open(Engine engine, Path file) {
        PolicyFiles files = PolicyFiles.beside(file);
        return open(engine, file.toString(), files.read(file.getFileName().toString()), files.folder());
    }

    static PolicyNetwork open(Engine engine, String file, byte[] bytes, Path folder) {
        return of(engine.open(file, bytes, folder));
    }

    /** @param graph is closed where it cannot be carried */
    static PolicyNetwork of(LoadedGraph graph) {
        try {
            return new PolicyNetwork(graph);
        } catch (RuntimeException e) {
            graph.close();
            throw e;
        }
    }

    private static void requireFloat(String file, String side, String name, OnnxJavaType type) {
        if (type != OnnxJavaType.FLOAT) {
            throw new PolicyError(
                    file,
                    side + " '" + name + "' holds " + type + ", not FLOAT",
                    "export it with float32 tensors, and with any conversion inside the graph");
        }
    }

    private static FloatBuffer[] floats(List<Pinned> tensors) {
        return tensors.stream().map(each -> each.memory().asFloatBuffer()).toArray(FloatBuffer[]::new);
    }

    @Override
    public int inputs() {
        return inputs.length;
    }

    @Override
    public int outputs() {
        return outputs.length;
    }

    @Override
    public String inputName(int index) {
        return binding.inputs().get(index).name();
    }

    @Override
    public String outputName(int index) {
        return binding.outputs().get(index).name();
    }

    /** The index of the input of this name, or −1. */
    public int inputIndex(String name) {
        return indexOf(binding.inputs(), name);
    }

    /** The index of the output of this name, or −1. */
    public int outputIndex(String name) {
        return indexOf(binding.outputs(), name);
    }

    private static int indexOf(List<Pinned> tensors, String name) {
        for (int i = 0; i < tensors.size(); i++) {
            if (tensors.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** The shape as bound: free sizes are 1. */
    public long[] inputShape(int index) {
        return binding.inputs().get(index).shape().clone();
    }

    /** The shape as bound. */
    public long[] outputShape(int index) {
        return binding.outputs().get(index).shape().clone();
    }

    @Override
    public FloatBuffer input(int index) {
        return inputs[index];
    }

    @Override
    public FloatBuffer output(int index) {
        return outputs[index];
    }

    @Override
    public boolean run() {
        return binding.run();
    }

    /** Why the newest failing run failed; empty where none has. */
    public String failure() {
        return binding.failure();
    }

    /** What computes: name and version. */
    public String engine() {
        return graph.engine();
    }

    /** Why that computes it; empty where it was asked for. */
    public String why() {
        return graph.why();
    }

    boolean portable() {
        return graph.portable();
    }

    @Override
    public void close() {
        binding.close();
        graph.close();
    }
}
