package dev.creance.policies.lint;

import dev.creance.policies.PolicyReport.Finding;
import dev.creance.policies.PolicyReport.Severity;
import dev.creance.policies.manifest.Action;
import dev.creance.policies.manifest.JointOrder;
import dev.creance.policies.manifest.Manifest;
import dev.creance.policies.manifest.Term;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether the network's columns belong to the joints that the manifest says, or rather to those of another order. */
final class JointOrderCheck {
    /** An order that chance explains as easily as this is not confirmed by the weights. */
    private static final double UNCONFIRMED = 0.05;

    /** An order that chance explains this rarely is the one that the network was trained with. */
    private static final double CONVINCING = 0.02;

    private JointOrderCheck() {}

    /** @param actionWeights of the last layer, by value of the action; empty where they are not known */
    static List<Finding> of(Manifest manifest, FirstLayer layer, List<Block> blocks, Optional<double[]> actionWeights) {
        if (manifest.body().joints().isEmpty()) {
            return List.of();
        }
        List<String> policy = manifest.body().joints().get().inPolicyOrder();
        List<String> device = manifest.body().joints().get().inDeviceOrder().stream()
                .filter(policy::contains)
                .toList();
        boolean other = !device.equals(policy) && new HashSet<>(device).equals(new HashSet<>(policy));
        JointWeights weights = weights(manifest, layer, blocks, policy);
        if (manifest.action() instanceof Action.Joints joints
                && joints.command().order().names().equals(policy)) {
            actionWeights
                    .filter(each -> each.length == policy.size()) // neither a chunk nor a frozen batch
                    .ifPresent(weights::add);
        }
        if (weights.isEmpty() || !JointNames.tellKinds(policy)) {
            return List.of();
        }
        double chance = weights.chance(policy);
        if (chance <= UNCONFIRMED) {
            return List.of();
        }
        double chanceOfDevice = other ? weights.chance(device) : 1;
        if (chanceOfDevice <= CONVINCING) {
            return List.of(new Finding(
                    Severity.WARNING,
                    "joint_order",
                    String.format(
                            Locale.ROOT,
                            "the network's columns follow the order of 'device' (%s, …), not that of 'policy' (%s, …):"
                                    + " joints of one kind have weights alike in the former (chance %.3f), not in the"
                                    + " latter (chance %.2f); are the two exchanged in 'joints'?",
                            String.join(", ", device.subList(0, 3)),
                            String.join(", ", policy.subList(0, 3)),
                            chanceOfDevice,
                            chance)));
        }
        return List.of(new Finding(
                Severity.NOTE,
                "joint_order_open",
                String.format(
                        Locale.ROOT,
                        "the weights do not show which joint is which (chance %.2f that joints of one kind are as alike in"
                                + " a random order): compare the order with the training code",
                        chance)));
    }

    private static JointWeights weights(Manifest manifest, FirstLayer layer, List<Block> blocks, List<String> policy) {
        Optional<List<String>> actions = manifest.action() instanceof Action.Joints joints
                ? Optional.of(joints.command().order().names())
                : Optional.empty();
        JointWeights weights = new JointWeights();
        for (Block block : blocks) {
            Optional<List<String>> names = switch (block.term()) {
                case Term.Joints joints -> Optional.of(joints.order()).map(JointOrder::names);
                case Term.Actions past -> actions;
                default -> Optional.empty();
            };
            if (names.equals(Optional.of(policy))) {
                weights.add(block.over(layer.weight()));
                if (layer.isNormalised()) {
                    weights.add(block.over(layer.spread()));
                }
            }
        }
        return weights;
    }
}
