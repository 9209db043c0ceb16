package dev.creance.dynamics.drive;

import dev.creance.runtime.HotPath;
import java.util.List;

/**
 * A direct-current machine whose armature and field are fed apart.
 *
 * <pre>
 * i_a' = (u_a − r_a i_a − l' ω i_e) / l_a
 * i_e' = (u_e − r_e i_e) / l_e                T = l' i_a i_e
 * </pre>
 *
 * @param armatureResistanceOhm r_a
 * @param armatureInductanceH l_a
 * @param fieldResistanceOhm r_e
 * @param fieldInductanceH l_e
 * @param mutualInductanceH l', flux in the armature per ampere in the field
 */
public record ExternallyExcitedDc(
        double armatureResistanceOhm,
        double armatureInductanceH,
        double fieldResistanceOhm,
        double fieldInductanceH,
        double mutualInductanceH)
        implements DirectCurrentMachine {
    /** Offset of the current in the armature, A. */
    public static final int ARMATURE = 1;

    /** Offset of the current in the field winding, A. */
    public static final int FIELD = 2;

    @Override
    public List<String> states() {
        return List.of("omega", "i_a", "i_e");
    }

    @Override
    public int terminals() {
        return 2;
    }

    @Override
    public int windings() {
        return 2;
    }

    @Override
    @HotPath
    public double torqueNm(double[] x) {
        return mutualInductanceH * x[ARMATURE] * x[FIELD];
    }

    @Override
    @HotPath
    public double copperLossW(double[] x, double resistanceFactor) {
        return resistanceFactor
                * (armatureResistanceOhm * x[ARMATURE] * x[ARMATURE] + fieldResistanceOhm * x[FIELD] * x[FIELD]);
    }

    @Override
    @HotPath
    public void terminalCurrents(double[] x, double[] amperesOut) {
        amperesOut[0] = x[ARMATURE];
        amperesOut[1] = x[FIELD];
    }

    @Override
    @HotPath
    public void windingVoltages(double[] x, double[] terminalV, double[] windingVOut) {
        windingVOut[0] = terminalV[0];
        windingVOut[1] = terminalV[1];
    }

    @Override
    @HotPath
    public void derivative(double[] x, double[] windingV, double resistanceFactor, double[] out) {
        double armatureDrop = resistanceFactor * armatureResistanceOhm * x[ARMATURE];
        out[ARMATURE] = (windingV[0] - armatureDrop - mutualInductanceH * x[OMEGA] * x[FIELD]) / armatureInductanceH;
        out[FIELD] = (windingV[1] - resistanceFactor * fieldResistanceOhm * x[FIELD]) / fieldInductanceH;
    }
}
