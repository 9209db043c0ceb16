package dev.creance.policies.manifest;

import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.ArrayList;
import java.util.List;

/**
 * One number for each joint, with the order that they stand in: {@code {order: device, values: […]}}, or {@code {all: 25}}.
 *
 * @param order null where one number holds for all
 */
public record JointVector(ConfigNode at, JointOrder order, List<Double> values) {

    /** @param more keys that a caller reads itself */
    static JointVector read(ConfigNode node, JointTable table, String... more) {
        List<String> keys = new ArrayList<>(List.of(more));
        if (node.isMap() && node.has("all")) {
            keys.add("all");
            node.only(keys.toArray(String[]::new));
            return new JointVector(node, null, List.of(node.child("all").quantity(Dimension.RATIO)));
        }
        if (node.isList()) {
            throw node.error(" does not say in which order its joints stand")
                    .withHint("write {order: policy, values: […]} or {order: device, values: […]}");
        }
        keys.addAll(List.of("order", "values"));
        node.only(keys.toArray(String[]::new));
        JointOrder order = JointOrder.read(node.child("order"), table);
        return new JointVector(node, order, values(node.child("values"), order));
    }

    static List<Double> values(ConfigNode node, JointOrder order) {
        List<ConfigNode> items = node.items();
        if (items.size() != order.size()) {
            throw node.error(" has " + items.size() + " values, but the order '" + order.tag() + "' has " + order.size()
                            + " joints")
                    .withHint("one value for each of " + order.names());
        }
        return items.stream().map(item -> item.quantity(Dimension.RATIO)).toList();
    }

    /** The values in another order, which may leave joints out. */
    public double[] in(JointOrder wanted) {
        double[] found = new double[wanted.size()];
        for (int i = 0; i < found.length; i++) {
            int from = order == null ? 0 : order.names().indexOf(wanted.names().get(i));
            if (from < 0) {
                throw at.error(" has no value for " + wanted.names().get(i) + ", which "
                        + wanted.at().path() + " names");
            }
            found[i] = values.get(from);
        }
        return found;
    }
}
