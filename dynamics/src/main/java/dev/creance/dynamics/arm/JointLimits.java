package dev.creance.dynamics.arm;

/**
 * What a joint must keep to; infinite where there is no limit.
 *
 * @param lower least position
 * @param upper greatest position
 * @param speed greatest speed, either way
 * @param effort greatest effort, either way
 */
public record JointLimits(double lower, double upper, double speed, double effort) {
    /** None at all. */
    public static JointLimits none() {
        double infinite = Double.POSITIVE_INFINITY;
        return new JointLimits(-infinite, infinite, infinite, infinite);
    }
}
