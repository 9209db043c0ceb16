package dev.creance.dynamics.arm.control;

/**
 * How a tool's stiffness may vary.
 *
 * @param along x, y and z, in N/m and kg
 * @param about x, y and z, in Nm/rad and kg m²
 */
public record StiffnessRanges(StiffnessRange along, StiffnessRange about) {
    StiffnessRange of(int axis) {
        return axis < 3 ? along : about;
    }
}
