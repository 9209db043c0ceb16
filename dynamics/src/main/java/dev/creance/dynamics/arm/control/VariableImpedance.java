package dev.creance.dynamics.arm.control;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.Jacobian;
import dev.creance.runtime.HotPath;

/**
 * A {@link CartesianImpedance} whose stiffness is an input beside its reference, as learned policies set it (Martín-Martín et
 * al., arXiv 1906.08880): along each axis it stays in its range, falls at once and grows no faster than keeps the arm passive.
 * The damper follows. Not thread-safe.
 */
@HotPath
public final class VariableImpedance {
    private final StiffnessRanges ranges;
    private final CartesianImpedance impedance;
    private final double periodS;
    private final double[] stiffness = new double[Jacobian.ROWS];
    private final double[] damping = new double[Jacobian.ROWS];

    /**
     * @param settings whose stiffness and damping do not count
     * @param posture joint positions to stay near
     * @param periodS time from call to call
     */
    public VariableImpedance(
            Chain chain, ImpedanceSettings settings, StiffnessRanges ranges, double[] posture, double periodS) {
        this.ranges = ranges;
        this.periodS = periodS;
        impedance = new CartesianImpedance(chain, settings, posture, periodS);
        reset();
    }

    /** Back to the least stiffness, and to before the first call. */
    public void reset() {
        for (int k = 0; k < Jacobian.ROWS; k++) {
            stiffness[k] = ranges.of(k).least();
        }
        impedance.reset();
    }

    /** The stiffness in force, along and about an axis 0 to 5. */
    public double stiffness(int axis) {
        return stiffness[axis];
    }

    /**
     * Efforts for a reference pose.
     *
     * @param wantedStiffness x, y, z, then about them; NaN leaves an axis as it is
     */
    public void efforts(
            double[] position,
            double[] velocity,
            ToolReference reference,
            double[] wantedStiffness,
            double[] effortOut) {
        for (int k = 0; k < Jacobian.ROWS; k++) {
            StiffnessRange range = ranges.of(k);
            double most = Math.min(range.most(), stiffness[k] + periodS * range.mostGrowthPerS(stiffness[k]));
            double wanted = wantedStiffness[k];
            if (!Double.isNaN(wanted)) {
                stiffness[k] = wanted > most ? most : Math.max(wanted, range.least());
            }
            damping[k] = range.damping(stiffness[k]);
        }
        impedance.impedance(stiffness, damping);
        impedance.efforts(position, velocity, reference, effortOut);
    }
}
