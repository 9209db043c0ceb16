package dev.creance.dynamics.drive.control;

import static dev.creance.dynamics.drive.DriveChannels.SPEED;
import static dev.creance.dynamics.drive.DriveChannels.SUPPLY_VOLTAGE;

import dev.creance.dynamics.drive.InductionMachine;
import dev.creance.dynamics.drive.SquirrelCageInduction;
import dev.creance.runtime.HotPath;

/**
 * The currents of an induction machine that make a torque at a flux, which is held up to the speed where the voltage ends and
 * falls with 1/ω above: {@code i_d = ψ / l_m, i_q = T / (3/2 p l_m / l_r ψ)}.
 */
public final class InductionOperatingPoint implements OperatingPoint {
    private static final double VOLTAGE_SHARE = 0.9;

    private final InductionMachine.Parameters machine;
    private final double fluxVs;
    private final double limitA;

    /**
     * @param fluxVs of the rotor, below base speed
     * @param limitA of the length of the current's vector
     */
    public InductionOperatingPoint(SquirrelCageInduction machine, double fluxVs, double limitA) {
        this.machine = machine.parameters();
        this.fluxVs = fluxVs;
        this.limitA = limitA;
    }

    @Override
    public int currents() {
        return 2;
    }

    @Override
    @HotPath
    public void choose(double torqueNm, double[] measured, double[] currentAOut) {
        double ratio = machine.mutualInductanceH() / machine.rotorInductanceH();
        double electrical = Math.abs(machine.polePairs() * measured[SPEED]);
        double limitVs = VOLTAGE_SHARE * measured[SUPPLY_VOLTAGE] / 2 / Math.max(electrical * ratio, 1e-3);
        double flux = Math.min(fluxVs, limitVs);
        double direct = Math.min(flux / machine.mutualInductanceH(), limitA);
        double rest = Math.sqrt(limitA * limitA - direct * direct);
        double quadrature = torqueNm / (1.5 * machine.polePairs() * ratio * Math.max(flux, 1e-9));
        currentAOut[0] = direct;
        currentAOut[1] = Bounds.within(quadrature, rest);
    }
}
