package dev.creance.safety.arm;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.Joint;
import dev.creance.dynamics.arm.JointKind;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What each joint must keep to, and the box around the tool: those keys of {@code limits} that are lists.
 *
 * <pre>{@code
 * position: {margin: 0.05 rad}, or [[-2.8 rad, 2.8 rad], ...]      velocity: 0.5, or [1 rad/s, ...]
 * acceleration: [5 rad/s2, ...]      jerk: [7500 rad/s3, ...]      workspace: {box: [[-0.9 m, 0.9 m], [-0.9 m, 0.9 m], [0 m, 1.2 m]]}
 * }</pre>
 *
 * @param lower least positions
 * @param upper greatest positions
 * @param velocity greatest speeds
 * @param acceleration greatest accelerations, with which the backup brakes
 * @param jerk greatest jerks of set points that follow the policy; infinite for none
 * @param boxLowerM least tool position x, y, z
 * @param boxUpperM greatest
 */
record JointBounds(
        double[] lower,
        double[] upper,
        double[] velocity,
        double[] acceleration,
        double[] jerk,
        double[] boxLowerM,
        double[] boxUpperM) {
    /** Farther than this is nowhere: no limit. */
    static final double MOST = 1000;

    static JointBounds from(ConfigNode limits, Chain chain) {
        int n = chain.size();
        JointBounds read = new JointBounds(
                new double[n],
                new double[n],
                new double[n],
                new double[n],
                new double[n],
                new double[] {-MOST, -MOST, -MOST},
                new double[] {MOST, MOST, MOST});
        for (int i = 0; i < n; i++) {
            read.position(limits.optional("position"), chain, i);
            read.velocity[i] = velocity(limits.optional("velocity"), chain, i);
        }
        read.accelerations(limits.child("acceleration"), chain);
        Arrays.fill(read.jerk, Double.POSITIVE_INFINITY);
        limits.optional("jerk").ifPresent(node -> read.jerks(node, chain));
        limits.optional("workspace")
                .flatMap(workspace -> workspace.optional("box"))
                .ifPresent(read::box);
        return read;
    }

    private void position(Optional<ConfigNode> node, Chain chain, int i) {
        Joint joint = chain.joints().get(i);
        Dimension dimension = dimension(joint);
        lower[i] = joint.limits().lower();
        upper[i] = joint.limits().upper();
        if (node.isPresent() && node.get().isList()) {
            ConfigNode pair = node.get().items(chain.size()).get(i);
            lower[i] = pair.items(2).get(0).quantity(dimension, lower[i], upper[i]);
            upper[i] = pair.items(2).get(1).quantity(dimension, lower[i], upper[i]);
        } else if (joint.kind() == JointKind.REVOLUTE) {
            // a margin is written for joints that turn
            double margin = node.flatMap(map -> map.only("margin").optional("margin"))
                    .map(inside -> inside.quantity(Dimension.ANGLE, 0, 3))
                    .orElse(0.0);
            lower[i] += margin;
            upper[i] -= margin;
        }
    }

    private static double velocity(Optional<ConfigNode> node, Chain chain, int i) {
        Joint joint = chain.joints().get(i);
        double most = joint.limits().speed();
        if (node.isPresent() && node.get().isList()) {
            Dimension dimension = joint.kind() == JointKind.REVOLUTE ? Dimension.ANGULAR_RATE : Dimension.SPEED;
            return node.get().items(chain.size()).get(i).quantity(dimension, 1e-4, most);
        }
        return most
                * node.map(share -> share.quantity(Dimension.RATIO, 1e-3, 1)).orElse(1.0);
    }

    private void accelerations(ConfigNode node, Chain chain) {
        List<ConfigNode> each = node.items(chain.size());
        for (int i = 0; i < acceleration.length; i++) {
            Joint joint = chain.joints().get(i);
            Dimension dimension =
                    joint.kind() == JointKind.REVOLUTE ? Dimension.ANGULAR_ACCELERATION : Dimension.ACCELERATION;
            acceleration[i] = each.get(i).quantity(dimension, 1e-2, 1e5);
        }
    }

    private void jerks(ConfigNode node, Chain chain) {
        List<ConfigNode> each = node.items(chain.size());
        for (int i = 0; i < jerk.length; i++) {
            boolean turns = chain.joints().get(i).kind() == JointKind.REVOLUTE;
            jerk[i] = each.get(i).quantity(turns ? Dimension.ANGULAR_JERK : Dimension.JERK, 1, 1e9);
        }
    }

    private void box(ConfigNode box) {
        List<ConfigNode> axes = box.items(3);
        for (int k = 0; k < 3; k++) {
            List<ConfigNode> pair = axes.get(k).items(2);
            boxLowerM[k] = pair.get(0).quantity(Dimension.LENGTH, -MOST, MOST);
            boxUpperM[k] = pair.get(1).quantity(Dimension.LENGTH, -MOST, MOST);
            if (!(boxLowerM[k] < boxUpperM[k])) {
                throw axes.get(k).error(" has no room between its ends").withHint("write the lesser first");
            }
        }
    }

    private static Dimension dimension(Joint joint) {
        return joint.kind() == JointKind.REVOLUTE ? Dimension.ANGLE : Dimension.LENGTH;
    }
}
