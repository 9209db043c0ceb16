package dev.creance.policies.lint;

import dev.creance.policies.PolicyReport.Finding;
import dev.creance.policies.PolicyReport.Severity;
import dev.creance.policies.manifest.Action;
import dev.creance.policies.manifest.JointTable;
import dev.creance.policies.manifest.JointVector;
import dev.creance.policies.manifest.Limits;
import dev.creance.policies.manifest.Manifest;
import dev.creance.policies.manifest.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Whether gains, poses, limits and scales stand in the order that they are said to: robots are built alike on both sides, so
 * magnitudes that differ from side to side, and would not in the other order, were most likely written in the other.
 */
final class JointVectorCheck {
    private static final double ALIKE = 0.01;

    private final List<String> policy;
    private final List<String> device;
    private final List<Finding> findings = new ArrayList<>();

    private JointVectorCheck(JointTable table) {
        this.policy = table.inPolicyOrder();
        this.device = table.inDeviceOrder();
    }

    static List<Finding> of(Manifest manifest) {
        if (manifest.body().joints().isEmpty()) {
            return List.of();
        }
        JointVectorCheck check = new JointVectorCheck(manifest.body().joints().get());
        boolean same = check.policy.equals(check.device);
        if (same || !new HashSet<>(check.policy).equals(new HashSet<>(check.device))) {
            return List.of();
        }
        manifest.body().defaultPose().ifPresent(pose -> check.vector("default_pose", pose));
        manifest.body().gains().ifPresent(gains -> {
            check.vector("gains.kp", gains.kp());
            check.vector("gains.kd", gains.kd());
        });
        manifest.body().limits().ifPresent(check::limits);
        if (manifest.action() instanceof Action.Joints joints) {
            for (Operation operation : joints.command().process()) {
                if (operation instanceof Operation.Scale scale) {
                    check.values(
                            "action.process.scale", joints.command().order().names(), boxed(scale.factor()));
                }
            }
        }
        return check.findings;
    }

    private static List<Double> boxed(double[] values) {
        List<Double> list = new ArrayList<>();
        for (double value : values) {
            list.add(value);
        }
        return list;
    }

    private void limits(Limits limits) {
        limits.velocity().ifPresent(vector -> vector("limits.velocity", vector));
        limits.effort().ifPresent(vector -> vector("limits.effort", vector));
        limits.position().ifPresent(range -> {
            // A range may be mirrored, so that its low is the other's high: what counts is its width.
            List<Double> widths = new ArrayList<>();
            for (int i = 0; i < range.low().values().size(); i++) {
                widths.add(range.high().values().get(i) - range.low().values().get(i));
            }
            values("limits.position", range.low().order().names(), widths);
        });
    }

    private void vector(String key, JointVector vector) {
        if (vector.order() != null) {
            values(key, vector.order().names(), vector.values());
        }
    }

    private void values(String key, List<String> order, List<Double> values) {
        if (!order.equals(policy) && !order.equals(device)) {
            return;
        }
        List<String> other = order.equals(policy) ? device : policy;
        Optional<String> here = oddPair(order, values);
        if (here.isPresent() && oddPair(other, values).isEmpty()) {
            findings.add(new Finding(
                    Severity.WARNING,
                    "vector_order",
                    key + " is said to stand in the order of '" + (order.equals(policy) ? "policy" : "device")
                            + "', in which " + here.get() + "; in the order of '"
                            + (order.equals(policy) ? "device" : "policy") + "' both sides are alike"));
        }
    }

    /** Two joints that mirror each other and have other magnitudes. */
    private static Optional<String> oddPair(List<String> order, List<Double> values) {
        for (int i = 0; i < order.size(); i++) {
            int mirror = JointNames.mirror(order, i);
            if (mirror > i) {
                double one = Math.abs(values.get(i));
                double two = Math.abs(values.get(mirror));
                if (Math.abs(one - two) > ALIKE * Math.max(one, two)) {
                    return Optional.of(order.get(i) + " has " + values.get(i) + " and " + order.get(mirror) + " "
                            + values.get(mirror));
                }
            }
        }
        return Optional.empty();
    }
}
