package dev.creance.dynamics.drive;

import dev.creance.runtime.HotPath;
import java.util.List;

/**
 * A three-phase synchronous machine without magnets, which turns by the saliency of its rotor: the machine with permanent
 * magnets at no flux.
 *
 * @param withoutMagnets a machine whose {@code fluxVs} is 0
 */
public record SynchronousReluctance(PermanentMagnetSynchronous withoutMagnets) implements SynchronousMachine {
    /** Offset of the electrical angle, rad, not wrapped. */
    public static final int ANGLE = PermanentMagnetSynchronous.ANGLE;

    /**
     * @param polePairs p
     * @param resistanceOhm of one phase
     * @param directInductanceH l_d
     * @param quadratureInductanceH l_q
     */
    public SynchronousReluctance(
            int polePairs, double resistanceOhm, double directInductanceH, double quadratureInductanceH) {
        this(new PermanentMagnetSynchronous(polePairs, resistanceOhm, directInductanceH, quadratureInductanceH, 0));
    }

    @Override
    public int polePairs() {
        return withoutMagnets.polePairs();
    }

    @Override
    public double directInductanceH() {
        return withoutMagnets.directInductanceH();
    }

    @Override
    public double quadratureInductanceH() {
        return withoutMagnets.quadratureInductanceH();
    }

    @Override
    public List<String> states() {
        return withoutMagnets.states();
    }

    @Override
    public int terminals() {
        return withoutMagnets.terminals();
    }

    @Override
    public int windings() {
        return withoutMagnets.windings();
    }

    @Override
    @HotPath
    public double torqueNm(double[] x) {
        return withoutMagnets.torqueNm(x);
    }

    @Override
    @HotPath
    public double copperLossW(double[] x, double resistanceFactor) {
        return withoutMagnets.copperLossW(x, resistanceFactor);
    }

    @Override
    @HotPath
    public void terminalCurrents(double[] x, double[] amperesOut) {
        withoutMagnets.terminalCurrents(x, amperesOut);
    }

    @Override
    @HotPath
    public void windingVoltages(double[] x, double[] terminalV, double[] windingVOut) {
        withoutMagnets.windingVoltages(x, terminalV, windingVOut);
    }

    @Override
    @HotPath
    public void derivative(double[] x, double[] windingV, double resistanceFactor, double[] out) {
        withoutMagnets.derivative(x, windingV, resistanceFactor, out);
    }
}
