package dev.creance.dynamics.arm;

/**
 * What a joint's drive adds to the links.
 *
 * @param damping viscous friction, Nm s/rad or N s/m
 * @param friction Coulomb friction, Nm or N
 * @param armature inertia of the rotor as seen at the joint: rotor inertia times the gear ratio squared, kg m² or kg. The
 *     rotor's gyroscopic effect is left out, as MuJoCo does
 */
public record Drivetrain(double damping, double friction, double armature) {
    /** Ideal. */
    public static Drivetrain none() {
        return new Drivetrain(0, 0, 0);
    }
}
