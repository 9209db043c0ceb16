package dev.creance.dynamics.arm.control;

/**
 * How a stiffness may vary along one axis.
 *
 * @param least N/m or Nm/rad
 * @param most N/m or Nm/rad
 * @param inertia the most that the arm can seem to weigh along this axis, kg or kg m²
 * @param dampingRatio of the damper that follows the stiffness: D = 2 ratio √(K inertia)
 */
public record StiffnessRange(double least, double most, double inertia, double dampingRatio) {
    public StiffnessRange {
        if (!(0 < least && least <= most && inertia > 0 && dampingRatio > 0)) {
            throw new IllegalArgumentException("least=" + least + ", most=" + most + ", inertia=" + inertia
                    + ", dampingRatio=" + dampingRatio + ": all must be positive, and least at most most");
        }
    }

    double damping(double stiffness) {
        return 2 * dampingRatio * Math.sqrt(stiffness * inertia);
    }

    /**
     * How fast the stiffness may grow without feeding energy in. With α = D(least) / inertia, the energy
     * ½ h (e' + α e)² + ½ (K + α D − α² h) e² falls for every motion as long as α h ≤ D and K' + α D' ≤ 2 α K (Kronander and
     * Billard, IEEE T-RO 32(5), 2016, theorem 1); with D' = ratio √(h / K) K' this bounds K'. Any fall of stiffness is allowed.
     */
    double mostGrowthPerS(double stiffness) {
        double alpha = damping(least) / inertia;
        return 2 * alpha * stiffness / (1 + alpha * dampingRatio * Math.sqrt(inertia / stiffness));
    }
}
