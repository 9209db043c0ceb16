package dev.creance.policies;

import ai.onnxruntime.OnnxJavaType;
import dev.creance.policies.graph.OnnxModel;
import dev.creance.policies.graph.Plan;
import dev.creance.policies.graph.Unsupported;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** A network that we compute ourselves, from its {@link Plan}: the same bits on every processor. */
final class PlannedGraph implements LoadedGraph {
    private final String file;
    private final OnnxModel model;
    private final Engine engine;
    private final String version;
    private final BiFunction<String, Plan, TensorBinding> memory;
    private final List<Edge> inputs;
    private final List<Edge> outputs;

    /**
     * Plans it.
     *
     * @param version name and version of what computes; rises whenever the same network could give other bits than before
     * @param memory makes what computes a plan
     */
    PlannedGraph(
            String file,
            OnnxModel model,
            Engine engine,
            String version,
            BiFunction<String, Plan, TensorBinding> memory) {
        this.file = file;
        this.model = model;
        this.engine = engine;
        this.version = version;
        this.memory = memory;
        Plan plan = plan(Map.of());
        this.inputs = model.graph().inputs().stream().map(PlannedGraph::edge).toList();
        this.outputs = plan.outputs().stream()
                .map(port -> new Edge(
                        port.name(), port.whole() ? OnnxJavaType.INT64 : OnnxJavaType.FLOAT, sizes(port.shape())))
                .toList();
    }

    private static Edge edge(OnnxModel.Edge edge) {
        long[] shape = edge.shape().stream()
                .mapToLong(size -> size.chars().allMatch(Character::isDigit) ? Long.parseLong(size) : -1)
                .toArray();
        return new Edge(edge.name(), OnnxJavaType.valueOf(edge.dtype()), shape);
    }

    private static long[] sizes(int[] shape) {
        return Arrays.stream(shape).asLongStream().toArray();
    }

    /** The plan for these shapes; for inputs that are not among them, their own with 1 for every free size. */
    Plan plan(Map<String, int[]> shapes) {
        try {
            return Plan.of(model, shapes);
        } catch (Unsupported e) {
            throw new PolicyError(
                    file,
                    "cannot be run by the engine '" + engine.key() + "': " + e.getMessage(),
                    Engine.ONNX_RUNTIME.instead());
        }
    }

    @Override
    public String file() {
        return file;
    }

    @Override
    public String engine() {
        return version;
    }

    @Override
    public boolean portable() {
        return true;
    }

    @Override
    public List<Edge> inputs() {
        return inputs;
    }

    @Override
    public List<Edge> outputs() {
        return outputs;
    }

    @Override
    public TensorBinding bind(Map<String, long[]> shapes) {
        Map<String, int[]> sizes = new TreeMap<>();
        shapes.forEach((name, shape) ->
                sizes.put(name, Arrays.stream(shape).mapToInt(Math::toIntExact).toArray()));
        TensorBinding binding = memory.apply(file, plan(sizes));
        for (int i = 0; i < TensorBinding.WARM_UP_RUNS; i++) {
            boolean unused = binding.run();
        }
        return binding;
    }

    @Override
    public void close() {
        // nothing but memory
    }
}
