package dev.creance.policies;

import ai.onnxruntime.OnnxJavaType;
import dev.creance.policies.graph.OnnxModel;
import dev.creance.policies.graph.Plan;
import dev.creance.policies.graph.Unsupported;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A network that is evaluated plainly: see {@link Plan}. */
final class PlainGraph implements LoadedGraph {
    /** Rises whenever the same network could give other bits than before. */
    private static final String VERSION = "plain 1";

    private final String file;
    private final OnnxModel model;
    private final List<Edge> inputs;
    private final List<Edge> outputs;

    PlainGraph(String file, OnnxModel model) {
        this.file = file;
        this.model = model;
        Plan plan = plan(Map.of());
        this.inputs = model.graph().inputs().stream().map(PlainGraph::edge).toList();
        this.outputs = plan.outputs().stream()
                .map(port -> new Edge(
                        port.name(), port.whole() ? OnnxJavaType.INT64 : OnnxJavaType.FLOAT, sizes(port.shape())))
                .toList();
    }

    private static Edge edge(OnnxModel.Edge edge) {
        long[] shape = edge.shape().stream()
                .mapToLong(size -> size.chars().allMatch(Character::isDigit) ? Long.parseLong(size) : -1)
                .toArray();
        return new Edge(edge.name(), OnnxJavaType.FLOAT, shape);
    }

    private static long[] sizes(int[] shape) {
        return Arrays.stream(shape).asLongStream().toArray();
    }

    private Plan plan(Map<String, int[]> shapes) {
        try {
            return Plan.of(model, shapes);
        } catch (Unsupported e) {
            throw new PolicyError(
                    file,
                    "cannot be run by the engine 'plain': " + e.getMessage(),
                    "take the engine '" + Engine.ONNX_RUNTIME.key() + "'");
        }
    }

    @Override
    public String file() {
        return file;
    }

    @Override
    public String engine() {
        return VERSION;
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
        PlainBinding binding = new PlainBinding(file, plan(sizes));
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
