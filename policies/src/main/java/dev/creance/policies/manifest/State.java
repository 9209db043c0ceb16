package dev.creance.policies.manifest;

import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.List;

/**
 * A tensor that goes from an output to an input of the next call.
 *
 * @param initial what the first call after a reset gets, in the tensor's order; empty for zeros
 * @param everyCall whether each call carries the state on, not only those at the native rate
 * @param resets whether it is reset when the policy takes over
 */
public record State(
        ConfigNode at,
        TensorReference input,
        TensorReference output,
        List<Integer> shape,
        List<Double> initial,
        boolean everyCall,
        boolean resets) {

    private static final int MOST_VALUES = 1 << 20;

    static State read(ConfigNode node, List<String> models) {
        node.only("input", "output", "shape", "initial", "commit", "reset");
        List<Integer> shape = node.child("shape").items().stream()
                .map(size -> size.integer(1, MOST_VALUES))
                .toList();
        return new State(
                node,
                TensorReference.read(node.child("input"), models),
                TensorReference.read(node.child("output"), models),
                shape,
                initial(node.child("initial"), shape),
                node.child("commit").choice("native", "every_call").equals("every_call"),
                node.child("reset").choice("activation", "never").equals("activation"));
    }

    private static List<Double> initial(ConfigNode node, List<Integer> shape) {
        if (!node.isList()) {
            node.choice("zeros");
            return List.of();
        }
        long size = shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
        if (node.items().size() != size) {
            throw node.error(" has " + node.items().size() + " values, but the shape holds " + size);
        }
        return node.items().stream().map(item -> item.quantity(Dimension.RATIO)).toList();
    }
}
