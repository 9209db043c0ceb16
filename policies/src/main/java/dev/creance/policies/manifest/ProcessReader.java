package dev.creance.policies.manifest;

import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Binds {@code [{clip: [low, high]}, {scale: s}, {offset: o}]}. Each number may be a list of {@code size} numbers; where the
 * values belong to joints, a list must say in which order it stands: {@code {scale: {order: policy, values: […]}}}.
 *
 * @param order whose values these are; empty where they do not belong to joints
 */
record ProcessReader(int size, Optional<JointOrder> order, Optional<JointTable> table) {

    List<Operation> read(ConfigNode node) {
        return node.items().stream().map(this::operation).toList();
    }

    private Operation operation(ConfigNode node) {
        Map<String, ConfigNode> entries =
                node.only("clip", "scale", "offset", "normalise", "zero").children();
        if (entries.size() != 1) {
            throw node.error(" holds " + entries.size() + " operations, so their order is open")
                    .withHint("write one operation to an item: [{clip: [-1, 1]}, {scale: 0.5}]");
        }
        String kind = entries.keySet().iterator().next();
        ConfigNode value = entries.get(kind);
        return switch (kind) {
            case "clip" -> clip(value);
            case "scale" -> scale(value);
            case "offset" -> new Operation.Offset(numbers(value));
            case "normalise" -> normalise(value);
            default -> new Operation.Zero(zeroed(value));
        };
    }

    private Operation clip(ConfigNode node) {
        List<ConfigNode> bounds = node.items(2);
        double[] low = numbers(bounds.get(0));
        double[] high = numbers(bounds.get(1));
        for (int i = 0; i < size; i++) {
            if (low[i] > high[i]) {
                throw node.error(" has the lower bound " + low[i] + " above the upper bound " + high[i]);
            }
        }
        return new Operation.Clip(low, high);
    }

    private Operation scale(ConfigNode node) {
        double[] factors = numbers(node);
        if (Arrays.stream(factors).anyMatch(factor -> factor == 0)) {
            throw node.error(" is 0, which loses the value").withHint("where that is meant, write {zero: […]}");
        }
        return new Operation.Scale(factors);
    }

    private Operation normalise(ConfigNode node) {
        List<ConfigNode> bounds = node.items(2);
        double[] low = numbers(bounds.get(0));
        double[] high = numbers(bounds.get(1));
        for (int i = 0; i < size; i++) {
            if (low[i] >= high[i]) {
                throw node.error(" has the lower bound " + low[i] + " at or above the upper bound " + high[i]);
            }
        }
        return new Operation.Normalise(low, high);
    }

    private boolean[] zeroed(ConfigNode node) {
        boolean[] zeroed = new boolean[size];
        List<ConfigNode> items = new ArrayList<>(node.items());
        for (ConfigNode item : items) {
            int index = order.isPresent() ? order.get().names().indexOf(item.string()) : item.integer(0, size - 1);
            if (index < 0) {
                throw item.error("='" + item.string() + "' is none of these joints")
                        .withHint("they are " + order.get().names());
            }
            zeroed[index] = true;
        }
        return zeroed;
    }

    private double[] numbers(ConfigNode node) {
        double[] numbers = new double[size];
        if (node.isScalar()) {
            Arrays.fill(numbers, node.quantity(Dimension.RATIO));
            return numbers;
        }
        if (order.isPresent()) {
            return JointVector.read(node, table.orElseThrow()).in(order.get());
        }
        List<ConfigNode> items = node.items(size);
        for (int i = 0; i < size; i++) {
            numbers[i] = items.get(i).quantity(Dimension.RATIO);
        }
        return numbers;
    }
}
