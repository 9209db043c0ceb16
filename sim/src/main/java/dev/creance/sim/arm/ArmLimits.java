package dev.creance.sim.arm;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.Joint;
import dev.creance.dynamics.arm.JointKind;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import dev.creance.sim.EnvelopeLimits;
import java.util.Arrays;
import java.util.List;

/**
 * The envelope of an arm as section {@code shield.limits} writes it. A limit that the section lacks is infinite.
 *
 * @param lower {@code position}: least position per joint; {@code {margin: 0.05 rad}} inside the arm's own, or pairs
 * @param upper greatest position per joint
 * @param velocity {@code velocity}: greatest speed per joint; a share of the arm's own, or a list
 * @param effort {@code effort}: greatest effort per joint; a share of the arm's own
 * @param boxLowerM {@code workspace.box} and {@code workspace.floor}: least tool position x, y, z
 * @param boxUpperM greatest tool position
 * @param toolSpeedMPerS {@code tool_speed}, or what {@code contact} makes of it
 * @param leadM {@code tool_lead}
 * @param contactForceN {@code contact.force}
 * @param spheres {@code self_collision.spheres}
 */
public record ArmLimits(
        double[] lower,
        double[] upper,
        double[] velocity,
        double[] effort,
        double[] boxLowerM,
        double[] boxUpperM,
        double toolSpeedMPerS,
        double leadM,
        double contactForceN,
        LinkSpheres spheres)
        implements EnvelopeLimits {
    private static final double INFINITE = Double.POSITIVE_INFINITY;

    /** Nothing violates it. */
    public static ArmLimits none(int joints) {
        return new ArmLimits(
                all(joints, -INFINITE),
                all(joints, INFINITE),
                all(joints, INFINITE),
                all(joints, INFINITE),
                all(3, -INFINITE),
                all(3, INFINITE),
                INFINITE,
                INFINITE,
                INFINITE,
                LinkSpheres.none());
    }

    /** Reads the keys it judges and leaves the others to the shield, which refuses unknown ones. */
    public static ArmLimits from(ConfigNode limits, Chain chain) {
        ArmLimits read = none(chain.size());
        limits.optional("position").ifPresent(node -> read.position(node, chain));
        limits.optional("velocity").ifPresent(node -> read.velocity(node, chain));
        limits.optional("effort").ifPresent(node -> {
            double share = node.quantity(Dimension.RATIO, 0, 1);
            for (int i = 0; i < chain.size(); i++) {
                read.effort[i] = share * chain.joints().get(i).limits().effort();
            }
        });
        limits.optional("workspace").ifPresent(read::workspace);
        double speed = limits.optional("tool_speed")
                .map(node -> node.quantity(Dimension.SPEED))
                .orElse(INFINITE);
        return new ArmLimits(
                read.lower,
                read.upper,
                read.velocity,
                read.effort,
                read.boxLowerM,
                read.boxUpperM,
                Math.min(speed, limits.optional("contact").map(ArmLimits::speed).orElse(INFINITE)),
                limits.optional("tool_lead")
                        .map(node -> node.quantity(Dimension.LENGTH))
                        .orElse(INFINITE),
                limits.optional("contact")
                        .map(node -> node.child("force").quantity(Dimension.FORCE))
                        .orElse(INFINITE),
                limits.optional("self_collision")
                        .map(node -> LinkSpheres.from(node, chain))
                        .orElseGet(LinkSpheres::none));
    }

    private void position(ConfigNode node, Chain chain) {
        for (int i = 0; i < chain.size(); i++) {
            Joint joint = chain.joints().get(i);
            Dimension dimension = joint.kind() == JointKind.REVOLUTE ? Dimension.ANGLE : Dimension.LENGTH;
            if (node.isList()) {
                List<ConfigNode> pair = node.items(chain.size()).get(i).items(2);
                lower[i] = pair.get(0).quantity(dimension);
                upper[i] = pair.get(1).quantity(dimension);
            } else {
                // a margin is written for joints that turn
                double margin = joint.kind() == JointKind.REVOLUTE && node.has("margin")
                        ? node.child("margin").quantity(Dimension.ANGLE)
                        : 0;
                lower[i] = joint.limits().lower() + margin;
                upper[i] = joint.limits().upper() - margin;
            }
        }
    }

    private void velocity(ConfigNode node, Chain chain) {
        for (int i = 0; i < chain.size(); i++) {
            Joint joint = chain.joints().get(i);
            velocity[i] = node.isList()
                    ? node.items(chain.size())
                            .get(i)
                            .quantity(joint.kind() == JointKind.REVOLUTE ? Dimension.ANGULAR_RATE : Dimension.SPEED)
                    : node.quantity(Dimension.RATIO, 0, 1) * joint.limits().speed();
        }
    }

    /** At which what comes in the tool's way meets no more than the force: where the tool is stopped, and where nobody stops it. */
    private static double speed(ConfigNode contact) {
        double force = contact.child("force").quantity(Dimension.FORCE);
        double stiffness = contact.child("stiffness").quantity(Dimension.RATIO);
        double reaction = contact.child("reaction").quantity(Dimension.TIME);
        double braking = contact.child("deceleration").quantity(Dimension.ACCELERATION);
        double way = force / stiffness;
        double stopped = Math.sqrt(braking * braking * reaction * reaction + 2 * braking * way) - braking * reaction;
        if (!contact.has("moving_mass")) {
            return stopped;
        }
        double moving = contact.child("moving_mass").quantity(Dimension.MASS);
        double body = contact.child("body_mass").quantity(Dimension.MASS);
        return Math.min(stopped, way * Math.sqrt(stiffness * (moving + body) / (moving * body)));
    }

    private void workspace(ConfigNode node) {
        node.optional("box").ifPresent(box -> {
            List<ConfigNode> axes = box.items(3);
            for (int k = 0; k < 3; k++) {
                List<ConfigNode> pair = axes.get(k).items(2);
                boxLowerM[k] = pair.get(0).quantity(Dimension.LENGTH);
                boxUpperM[k] = pair.get(1).quantity(Dimension.LENGTH);
            }
        });
        node.optional("floor")
                .ifPresent(floor -> boxLowerM[2] = Math.max(boxLowerM[2], floor.quantity(Dimension.LENGTH)));
    }

    private static double[] all(int size, double value) {
        double[] values = new double[size];
        Arrays.fill(values, value);
        return values;
    }
}
