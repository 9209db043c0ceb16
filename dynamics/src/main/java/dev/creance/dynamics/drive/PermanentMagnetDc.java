package dev.creance.dynamics.drive;

import dev.creance.runtime.HotPath;
import java.util.List;

/**
 * A direct-current machine excited by permanent magnets.
 *
 * <pre>
 * i' = (u − r i − ψ ω) / l        T = ψ i
 * </pre>
 *
 * @param resistanceOhm armature, with its brushes
 * @param inductanceH armature
 * @param fluxVs linked with the armature; torque per ampere and voltage per rad/s
 */
public record PermanentMagnetDc(double resistanceOhm, double inductanceH, double fluxVs)
        implements DirectCurrentMachine {
    /** Offset of the armature current, A. */
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

    @Override
    @HotPath
    public double torqueNm(double[] x) {
        return fluxVs * x[CURRENT];
    }

    @Override
    @HotPath
    public double copperLossW(double[] x, double resistanceFactor) {
        return resistanceFactor * resistanceOhm * x[CURRENT] * x[CURRENT];
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
        out[CURRENT] = (windingV[0] - resistanceFactor * resistanceOhm * x[CURRENT] - fluxVs * x[OMEGA]) / inductanceH;
    }
}
