/**
 * The shield of an arm that is commanded by set points of its joints: positions, velocities and accelerations of the joints, walls
 * around the tool and its speed. What it guarantees holds of the set points, exactly; of the arm as far as its firmware follows them,
 * which is watched. {@link dev.creance.safety.arm.ArmShieldSettings} is the way in.
 */
package dev.creance.safety.arm;
