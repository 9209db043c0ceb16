package dev.creance.dynamics.drive;

import dev.creance.runtime.HotPath;
import java.util.List;

/**
 * A direct-current machine whose field winding lies in series with its armature.
 *
 * <pre>
 * i' = (u − (r_a + r_e) i − l' ω i) / (l_a + l_e)        T = l' i²
 * </pre>
 *
 * @param armatureResistanceOhm r_a
 * @param armatureInductanceH l_a
 * @param fieldResistanceOhm r_e
 * @param fieldInductanceH l_e
 * @param mutualInductanceH l', flux in the armature per ampere in the field
 */
public record SeriesDc(
        double armatureResistanceOhm,
        double armatureInductanceH,
        double fieldResistanceOhm,
        double fieldInductanceH,
        double mutualInductanceH)
        implements DirectCurrentMachine {
    /** Offset of the current, A. */
    public static final int CURRENT = 1;

    @Override
    public List<String> states() {
        return List.of("omega", "i");
    }

    @Override
    public int terminals() {
        return 1;
    }

    @Override
    public int windings() {
        return 1;
    }

    /** r_a + r_e. */
    public double resistanceOhm() {
        return armatureResistanceOhm + fieldResistanceOhm;
    }

    /** l_a + l_e. */
    public double inductanceH() {
        return armatureInductanceH + fieldInductanceH;
    }

    @Override
    @HotPath
    public double torqueNm(double[] x) {
        return mutualInductanceH * x[CURRENT] * x[CURRENT];
    }

    @Override
    @HotPath
    public double copperLossW(double[] x, double resistanceFactor) {
        return resistanceFactor * resistanceOhm() * x[CURRENT] * x[CURRENT];
    }

    @Override
    @HotPath
    public void terminalCurrents(double[] x, double[] amperesOut) {
        amperesOut[0] = x[CURRENT];
    }

    @Override
    @HotPath
    public void windingVoltages(double[] x, double[] terminalV, double[] windingVOut) {
        windingVOut[0] = terminalV[0];
    }

    @Override
    @HotPath
    public void derivative(double[] x, double[] windingV, double resistanceFactor, double[] out) {
        double i = x[CURRENT];
        out[CURRENT] = (windingV[0] - resistanceFactor * resistanceOhm() * i - mutualInductanceH * x[OMEGA] * i)
                / inductanceH();
    }
}
