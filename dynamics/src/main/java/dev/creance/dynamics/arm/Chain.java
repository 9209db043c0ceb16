package dev.creance.dynamics.arm;

import java.util.List;

/**
 * An arm: joints in series from a fixed base to the last link, and a tool on one of the links.
 *
 * <pre>{@code
 * Chain panda = ArmModels.named("franka-panda"); // of package urdf
 * ChainMotion motion = new ChainMotion(panda);
 * motion.update(position, velocity);
 * new ForwardDynamics(panda).accelerations(motion, effort, toolWrench, accelerationOut);
 * }</pre>
 *
 * @param name what a configuration calls it
 * @param joints from the base on; joint i moves link i
 * @param tool where the arm touches the world
 * @param gravityMPerS2 in base axes; (0, 0, −9.81) for an arm on a table
 */
public record Chain(String name, List<Joint> joints, Tool tool, double[] gravityMPerS2) {
    /**
     * The frame that tasks are set for.
     *
     * @param link the link that carries it, 0 for the first one that moves
     * @param pose in that link's frame
     */
    public record Tool(int link, Pose pose) {}

    public Chain {
        joints = List.copyOf(joints);
        if (joints.isEmpty()) {
            throw new IllegalArgumentException("chain '" + name + "' has no joint that moves");
        }
        if (tool.link() < 0 || tool.link() >= joints.size()) {
            throw new IllegalArgumentException(
                    "tool.link=" + tool.link() + " is not one of " + joints.size() + " links");
        }
    }

    /** Number of joints. */
    public int size() {
        return joints.size();
    }

    /** The same arm, mounted otherwise. */
    public Chain withGravity(double x, double y, double z) {
        return new Chain(name, joints, tool, new double[] {x, y, z});
    }
}
