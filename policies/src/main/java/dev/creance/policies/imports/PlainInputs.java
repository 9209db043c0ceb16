package dev.creance.policies.imports;

import dev.creance.policies.graph.OnnxModel.Edge;
import dev.creance.policies.graph.OnnxModel.Graph;
import dev.creance.policies.graph.OnnxModel.Node;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Inputs whose values enter a layer's sums without having been shifted or scaled: the network holds no normaliser of theirs.
 * Seen in the graph alone, whatever its weights are.
 */
public final class PlainInputs {
    private static final Set<String> LAYERS = Set.of("Gemm", "MatMul", "Conv", "GRU", "LSTM", "RNN");

    /** Operators that move values about, or cut them off at limits. */
    private static final Set<String> MOVES = Set.of(
            "Cast",
            "Clip",
            "Concat",
            "Flatten",
            "Gather",
            "Identity",
            "Reshape",
            "Slice",
            "Split",
            "Squeeze",
            "Transpose",
            "Unsqueeze");

    private PlainInputs() {}

    /** Their names. */
    public static Set<String> of(Graph graph) {
        return graph.inputs().stream()
                .map(Edge::name)
                .filter(input -> isPlain(graph, input))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isPlain(Graph graph, String input) {
        Set<String> plain = new HashSet<>(Set.of(input));
        boolean entered = false;
        for (Node node : graph.nodes()) { // each behind those that it hears from
            if (node.inputs().stream().noneMatch(plain::contains)) {
                continue;
            }
            if (MOVES.contains(node.operator())) {
                plain.addAll(node.outputs());
            } else if (LAYERS.contains(node.operator())) {
                entered = true;
            } else {
                return false;
            }
        }
        return entered;
    }
}
