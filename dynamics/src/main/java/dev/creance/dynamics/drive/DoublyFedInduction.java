package dev.creance.dynamics.drive;

import dev.creance.dynamics.Trigonometry;
import dev.creance.runtime.HotPath;

/**
 * An induction machine whose rotor is fed through slip rings. The terminals are the three phases of the stator and then those
 * of the rotor, which turn with it; the rotor's turns count as the stator's.
 */
public final class DoublyFedInduction extends InductionMachine {
    public DoublyFedInduction(Parameters parameters) {
        super(parameters);
    }

    @Override
    public int terminals() {
        return 6;
    }

    @Override
    @HotPath
    public void terminalCurrents(double[] x, double[] amperesOut) {
        ThreePhase.phases(x[STATOR], x[STATOR + 1], amperesOut, 0);
        double sin = Trigonometry.sin(x[ANGLE]);
        double cos = Trigonometry.cos(x[ANGLE]);
        double alpha = rotorCurrentA(x, 0);
        double beta = rotorCurrentA(x, 1);
        ThreePhase.phases(alpha * cos + beta * sin, beta * cos - alpha * sin, amperesOut, 3);
    }

    @Override
    @HotPath
    public void windingVoltages(double[] x, double[] terminalV, double[] windingVOut) {
        windingVOut[0] = ThreePhase.alpha(terminalV[0], terminalV[1], terminalV[2]);
        windingVOut[1] = ThreePhase.beta(terminalV[1], terminalV[2]);
        double sin = Trigonometry.sin(x[ANGLE]);
        double cos = Trigonometry.cos(x[ANGLE]);
        double alpha = ThreePhase.alpha(terminalV[3], terminalV[4], terminalV[5]);
        double beta = ThreePhase.beta(terminalV[4], terminalV[5]);
        windingVOut[2] = alpha * cos - beta * sin;
        windingVOut[3] = alpha * sin + beta * cos;
    }
}
