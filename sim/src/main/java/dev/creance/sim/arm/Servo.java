package dev.creance.sim.arm;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.Joint;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.List;
import java.util.Optional;

/**
 * Section {@code plant.servo}: the law by which an arm's firmware follows set points, a spring and a damper in each joint.
 *
 * @param stiffness {@code stiffness}: per joint, Nm/rad or N/m
 * @param damping {@code damping}: per joint, Nm s/rad or N s/m
 * @param carriesWeight {@code gravity}: whether it adds the effort that carries the arm
 */
public record Servo(double[] stiffness, double[] damping, boolean carriesWeight) {
    private static final double GREATEST = 1e6;

    /** Where nothing is known of a drive: its greatest effort at this error, 0.1 rad or 0.1 m. */
    private static final double FULL_AT = 0.1;

    /**
     * The arm's own. Franka Panda: the gains of the joint impedance example that its maker publishes (franka_ros, Apache-2.0,
     * {@code franka_example_controllers.yaml}), on top of the weight. SO-101: the STS3215's as its makers state them for a
     * proportional gain of 16 in the servo (SO-ARM100, Apache-2.0, {@code so101_new_calib.xml}: kp 998.22, kv 2.731), without. Others: the drive's whole effort at an error of 0.1,
     * damped critically against the least inertia.
     */
    static Servo of(Chain chain) {
        return switch (chain.name()) {
            case "panda", "franka-panda" ->
                new Servo(
                        new double[] {600, 600, 600, 600, 250, 150, 50},
                        new double[] {50, 50, 50, 20, 20, 20, 10},
                        true);
            case "so-101" -> new Servo(all(chain, 998.22), all(chain, 2.731), false);
            default -> derived(chain);
        };
    }

    private static double[] all(Chain chain, double value) {
        return chain.joints().stream().mapToDouble(joint -> value).toArray();
    }

    private static Servo derived(Chain chain) {
        double[] stiffness = new double[chain.size()];
        double[] damping = new double[chain.size()];
        for (int i = 0; i < stiffness.length; i++) {
            Joint joint = chain.joints().get(i);
            stiffness[i] = joint.limits().effort() / FULL_AT;
            damping[i] = 2 * Math.sqrt(stiffness[i] * joint.leastInertia());
        }
        return new Servo(stiffness, damping, true);
    }

    static Servo from(Optional<ConfigNode> section, Chain chain) {
        Servo own = of(chain);
        if (section.isEmpty()) {
            return own;
        }
        ConfigNode node = section.get().only("stiffness", "damping", "gravity");
        return new Servo(
                node.optional("stiffness").map(list -> values(list, chain)).orElse(own.stiffness),
                node.optional("damping").map(list -> values(list, chain)).orElse(own.damping),
                node.optional("gravity").map(ConfigNode::bool).orElse(own.carriesWeight));
    }

    private static double[] values(ConfigNode list, Chain chain) {
        List<ConfigNode> items = list.items(chain.size());
        return items.stream()
                .mapToDouble(item -> item.quantity(Dimension.RATIO, 0, GREATEST))
                .toArray();
    }
}
