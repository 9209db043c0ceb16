package dev.creance.policies;

import dev.creance.policies.graph.OnnxModel;
import dev.creance.policies.graph.OnnxModel.Attribute;
import dev.creance.policies.graph.OnnxModel.Node;
import dev.creance.policies.graph.OnnxModel.Tensor;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a network was trained to. A NaN among it means that the training broke: some outputs are NaN, others, behind a GRU of
 * ONNX Runtime or a maximum, look as if nothing were wrong. Infinite constants have their uses, as masks and bounds, but not as
 * factors.
 */
final class Weights {
    private static final Set<String> MULTIPLYING =
            Set.of("Gemm", "MatMul", "Conv", "ConvTranspose", "GRU", "LSTM", "RNN", "LayerNormalization");

    private Weights() {}

    /** @param file what errors call the network */
    static void requireNumbers(String file, OnnxModel model) {
        OnnxModel.Graph graph = model.graph();
        Set<String> factors = graph.nodes().stream()
                .filter(node -> MULTIPLYING.contains(node.operator()))
                .flatMap(node -> node.inputs().stream())
                .collect(Collectors.toSet());
        graph.initialisers().forEach(tensor -> require(file, tensor.name(), tensor, factors));
        for (Node node : graph.nodes()) {
            if (node.operator().equals("Constant")) {
                node.attributes().values().stream()
                        .map(Attribute::tensor)
                        .flatMap(Stream::ofNullable)
                        .forEach(tensor -> require(file, node.outputs().getFirst(), tensor, factors));
            }
        }
    }

    private static void require(String file, String name, Tensor tensor, Set<String> factors) {
        double[] values = tensor.isReal() ? tensor.values() : null;
        for (int i = 0; values != null && i < values.length; i++) {
            if (Double.isNaN(values[i]) || (Double.isInfinite(values[i]) && factors.contains(name))) {
                throw new PolicyError(
                        file,
                        "holds " + values[i] + " among its weights: '" + name + "'[" + i + "]",
                        "the training went wrong there: take an earlier checkpoint");
            }
        }
    }
}
