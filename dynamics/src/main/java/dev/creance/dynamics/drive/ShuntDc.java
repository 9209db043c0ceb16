package dev.creance.dynamics.drive;

import dev.creance.runtime.HotPath;
import java.util.List;

/**
 * A direct-current machine whose field winding lies in parallel with its armature: the externally excited machine with one
 * voltage, whose converter carries both currents.
 *
 * @param windingsInParallel armature and field
 */
public record ShuntDc(ExternallyExcitedDc windingsInParallel) implements DirectCurrentMachine {
    @Override
    public List<String> states() {
        return windingsInParallel.states();
    }

    @Override
    public int terminals() {
        return 1;
    }

    @Override
    public int windings() {
        return 2;
    }

    @Override
    @HotPath
    public double torqueNm(double[] x) {
        return windingsInParallel.torqueNm(x);
    }

    @Override
    @HotPath
    public double copperLossW(double[] x, double resistanceFactor) {
        return windingsInParallel.copperLossW(x, resistanceFactor);
    }

    @Override
    @HotPath
    public void terminalCurrents(double[] x, double[] amperesOut) {
        amperesOut[0] = x[ExternallyExcitedDc.ARMATURE] + x[ExternallyExcitedDc.FIELD];
    }

    @Override
    @HotPath
    public void windingVoltages(double[] x, double[] terminalV, double[] windingVOut) {
        windingVOut[0] = terminalV[0];
        windingVOut[1] = terminalV[0];
    }

    @Override
    @HotPath
    public void derivative(double[] x, double[] windingV, double resistanceFactor, double[] out) {
        windingsInParallel.derivative(x, windingV, resistanceFactor, out);
    }
}
