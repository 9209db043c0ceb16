package dev.creance.dynamics.arm;

import dev.creance.dynamics.reference.Moments;
import dev.creance.dynamics.reference.RandomSteps;
import dev.creance.dynamics.reference.Steps;
import dev.creance.dynamics.reference.Waypoints;
import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Reference;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.ArrayList;
import java.util.List;

/**
 * Binds {@code scenario.reference} of an arm.
 *
 * <pre>{@code
 * reference: {kind: joint, waypoints: [{at: 0 s, position: [0 rad, 0.5 rad]}, {at: 2 s, position: [1 rad, 0 rad]}]}
 * reference: {kind: reach, targets: [{at: 0 s, position: [0.5 m, 0 m, 0.4 m]}, {at: 3 s, position: [0.4 m, 0.2 m, 0.5 m]}]}
 * reference: {kind: random_reach, seed: 1, interval: 2 s, box: [[0.3 m, 0.6 m], [-0.3 m, 0.3 m], [0.2 m, 0.6 m]]}
 * }</pre>
 *
 * Joints move smoothly from one waypoint to the next, within their ranges and speeds. A target jumps: how the tool gets there is the
 * policy's affair.
 */
public final class ArmReferences {
    private static final String[] AXES = {"x", "y", "z"};

    /** Beyond every arm that these formats were made for. */
    private static final double FARTHEST_M = 100;

    private ArmReferences() {}

    public static Reference from(ConfigNode node, Chain chain) {
        return switch (node.child("kind").choice("joint", "reach", "random_reach")) {
            case "joint" -> joint(node.only("kind", "waypoints"), chain);
            case "reach" -> reach(node.only("kind", "targets"));
            default -> randomReach(node.only("kind", "seed", "interval", "box"));
        };
    }

    private static Reference joint(ConfigNode node, Chain chain) {
        List<ConfigNode> items = filled(node.child("waypoints"));
        items.forEach(item -> item.only("at", "position"));
        Moments moments = Moments.from(items);
        double[][] points = new double[items.size()][chain.size()];
        for (int k = 0; k < points.length; k++) {
            List<ConfigNode> values = items.get(k).child("position").items(chain.size());
            for (int i = 0; i < chain.size(); i++) {
                Joint joint = chain.joints().get(i);
                points[k][i] = values.get(i)
                        .quantity(
                                joint.kind() == JointKind.REVOLUTE ? Dimension.ANGLE : Dimension.LENGTH,
                                joint.limits().lower(),
                                joint.limits().upper());
                if (k > 0) {
                    checkSpeed(values.get(i), joint, points[k][i] - points[k - 1][i], moments.durationS(k - 1));
                }
            }
        }
        return new Waypoints(jointLayout(chain), moments, points);
    }

    private static void checkSpeed(ConfigNode at, Joint joint, double way, double durationS) {
        double peak = Waypoints.PEAK_SPEED * Math.abs(way) / durationS;
        if (peak > joint.limits().speed()) {
            String unit = " " + joint.kind().unit() + "/s";
            throw at.error("=" + at.string() + " asks " + joint.name() + " for " + peak + unit
                            + ", but its greatest speed is " + joint.limits().speed() + unit)
                    .withHint("give it more time, or less way");
        }
    }

    private static Layout jointLayout(Chain chain) {
        List<Channel> positions = new ArrayList<>();
        List<Channel> velocities = new ArrayList<>();
        for (int i = 0; i < chain.size(); i++) {
            Joint joint = chain.joints().get(i);
            String unit = joint.kind().unit();
            JointLimits limits = joint.limits();
            positions.add(new Channel("reference.joint.position." + i, unit, limits.lower(), limits.upper()));
            velocities.add(new Channel("reference.joint.velocity." + i, unit + "/s", -limits.speed(), limits.speed()));
        }
        return new Layout(positions).and(new Layout(velocities));
    }

    private static Reference reach(ConfigNode node) {
        List<ConfigNode> items = filled(node.child("targets"));
        items.forEach(item -> item.only("at", "position"));
        double[][] values = new double[items.size()][AXES.length];
        for (int k = 0; k < values.length; k++) {
            List<ConfigNode> position = items.get(k).child("position").items(AXES.length);
            for (int i = 0; i < AXES.length; i++) {
                values[k][i] = metres(position.get(i));
            }
        }
        return new Steps(toolLayout(), Moments.from(items), values);
    }

    private static Reference randomReach(ConfigNode node) {
        List<ConfigNode> box = node.child("box").items(AXES.length);
        double[] low = new double[AXES.length];
        double[] high = new double[AXES.length];
        for (int i = 0; i < AXES.length; i++) {
            List<ConfigNode> range = box.get(i).items(2);
            low[i] = metres(range.get(0));
            high[i] = range.get(1).quantity(Dimension.LENGTH, low[i], FARTHEST_M);
        }
        return new RandomSteps(
                toolLayout(),
                node.child("seed").integer(0, Integer.MAX_VALUE),
                node.child("interval").nanoseconds(3600),
                new RandomSteps.Ranges(low, high, Double.POSITIVE_INFINITY));
    }

    private static Layout toolLayout() {
        List<Channel> channels = new ArrayList<>();
        for (String axis : AXES) {
            channels.add(new Channel("reference.tool.position." + axis, "m", -FARTHEST_M, FARTHEST_M));
        }
        return new Layout(channels);
    }

    private static double metres(ConfigNode node) {
        return node.quantity(Dimension.LENGTH, -FARTHEST_M, FARTHEST_M);
    }

    private static List<ConfigNode> filled(ConfigNode list) {
        List<ConfigNode> items = list.items();
        if (items.isEmpty()) {
            throw list.error(" is empty").withHint("list at least one item, at 0 s");
        }
        return items;
    }
}
