package dev.creance.dynamics.arm;

/**
 * A joint and the link that it moves.
 *
 * @param name as its description calls it
 * @param kind how it moves
 * @param placement the moved link's frame in the frame of the link before, at position 0
 * @param axis unit vector in the moved link's frame
 * @param limits what it must keep to
 * @param drivetrain friction and rotor
 * @param link mass properties of all that it moves rigidly, in the moved link's frame
 */
public record Joint(
        String name,
        JointKind kind,
        Pose placement,
        double[] axis,
        JointLimits limits,
        Drivetrain drivetrain,
        RigidBody link) {
    /**
     * Least inertia that its drive can feel while the links before it stand still: rotor and own link. Links beyond only add,
     * whatever their joints do: the difference between a link's articulated inertia and its own is positive semidefinite (RBDA
     * §7.1).
     */
    public double leastInertia() {
        double own = kind == JointKind.REVOLUTE ? link.inertiaAboutKgM2(axis) : link.massKg();
        return drivetrain.armature() + own;
    }
}
