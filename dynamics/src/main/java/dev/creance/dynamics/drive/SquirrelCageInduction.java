package dev.creance.dynamics.drive;

import dev.creance.runtime.HotPath;

/** An induction machine whose rotor is a closed cage: no voltage there. The terminals are the three phases of the stator. */
public final class SquirrelCageInduction extends InductionMachine {
    public SquirrelCageInduction(Parameters parameters) {
        super(parameters);
    }

    @Override
    public int terminals() {
        return 3;
    }

    @Override
    @HotPath
    public void terminalCurrents(double[] x, double[] amperesOut) {
        ThreePhase.phases(x[STATOR], x[STATOR + 1], amperesOut, 0);
    }

    @Override
    @HotPath
    public void windingVoltages(double[] x, double[] terminalV, double[] windingVOut) {
        windingVOut[0] = ThreePhase.alpha(terminalV[0], terminalV[1], terminalV[2]);
        windingVOut[1] = ThreePhase.beta(terminalV[1], terminalV[2]);
        windingVOut[2] = 0;
        windingVOut[3] = 0;
    }
}
