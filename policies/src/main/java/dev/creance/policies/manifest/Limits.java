package dev.creance.policies.manifest;

import dev.creance.runtime.config.ConfigNode;
import java.util.List;
import java.util.Optional;

/**
 * What the joints can do, in rad, rad/s and Nm (m, m/s and N where they slide); each is empty where the manifest says none.
 */
public record Limits(Optional<Range> position, Optional<JointVector> velocity, Optional<JointVector> effort) {

    /** A lower and an upper bound for each joint. */
    public record Range(ConfigNode at, JointVector low, JointVector high) {}

    static Limits read(ConfigNode node, JointTable table) {
        node.only("position", "velocity", "effort");
        return new Limits(
                range(node.child("position"), table),
                vector(node.child("velocity"), table),
                vector(node.child("effort"), table));
    }

    private static Optional<JointVector> vector(ConfigNode node, JointTable table) {
        if (Texts.isNone(node)) {
            return Optional.empty();
        }
        JointVector vector = JointVector.read(node, table);
        if (vector.values().stream().anyMatch(value -> value <= 0)) {
            throw node.error(" holds a limit of 0 or below").withHint("write magnitudes");
        }
        return Optional.of(vector);
    }

    private static Optional<Range> range(ConfigNode node, JointTable table) {
        if (Texts.isNone(node)) {
            return Optional.empty();
        }
        node.only("order", "low", "high");
        JointOrder order = JointOrder.read(node.child("order"), table);
        List<Double> low = JointVector.values(node.child("low"), order);
        List<Double> high = JointVector.values(node.child("high"), order);
        for (int i = 0; i < order.size(); i++) {
            if (low.get(i) >= high.get(i)) {
                throw node.error(" has the lower bound of " + order.names().get(i) + ", " + low.get(i)
                        + ", at or above the upper, " + high.get(i));
            }
        }
        return Optional.of(new Range(node, new JointVector(node, order, low), new JointVector(node, order, high)));
    }
}
