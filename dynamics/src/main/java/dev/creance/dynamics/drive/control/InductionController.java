package dev.creance.dynamics.drive.control;

import static dev.creance.dynamics.drive.DriveChannels.CURRENT;
import static dev.creance.dynamics.drive.DriveChannels.SPEED;
import static dev.creance.dynamics.drive.DriveChannels.SUPPLY_VOLTAGE;

import dev.creance.dynamics.drive.InductionMachine;
import dev.creance.dynamics.drive.SquirrelCageInduction;
import dev.creance.dynamics.drive.ThreePhase;
import dev.creance.runtime.HotPath;

/**
 * Field-oriented control of the currents of an induction machine (Blaschke 1972): a PI controller each along and across the
 * rotor's flux, which a model driven by current and speed estimates.
 *
 * <pre>
 * ψ' = (l_m i_d − ψ) r_r / l_r          ω_s = p ω + l_m i_q r_r / (l_r ψ)      the flux and its angular rate
 * u_d = PI(i_d* − i_d) − ω_s σl_s i_q − l_m r_r / l_r² ψ
 * u_q = PI(i_q* − i_q) + ω_s σl_s i_d + p ω l_m / l_r ψ
 * </pre>
 *
 * References: i_d, i_q. Actions are phase voltages over half of the supply's. It integrates only while the voltage lies within
 * the circle the bridge can give.
 */
public final class InductionController implements DriveController {
    /** Where the machine is not yet magnetised its slip has no meaning: the estimate is divided by no less, Vs. */
    private static final double LEAST_FLUX_VS = 1e-3;

    private final InductionMachine.Parameters machine;
    private final PiController direct;
    private final PiController quadrature;
    private final double periodS;
    private final double[] current = new double[2];
    private double fluxVs;
    private double fluxAngleRad;

    public InductionController(SquirrelCageInduction machine, SymmetricalOptimum tuning) {
        this.machine = machine.parameters();
        periodS = tuning.periodS();
        PiGains gains = tuning.current(this.machine.transientInductanceH());
        direct = new PiController(gains);
        quadrature = new PiController(gains);
    }

    @Override
    public int references() {
        return 2;
    }

    /** The estimate of the rotor's flux, Vs. */
    public double fluxVs() {
        return fluxVs;
    }

    @Override
    @HotPath
    public void control(double[] measured, double[] reference, double[] actionOut) {
        ThreePhase.toRotor(measured, CURRENT, fluxAngleRad, current);
        double electrical = machine.polePairs() * measured[SPEED];
        double slip =
                machine.mutualInductanceH() * current[1] / (machine.rotorTimeS() * Math.max(fluxVs, LEAST_FLUX_VS));
        double synchronous = electrical + slip;
        double directError = reference[0] - current[0];
        double quadratureError = reference[1] - current[1];
        double cross = synchronous * machine.transientInductanceH();
        double linked = machine.mutualInductanceH() / machine.rotorInductanceH() * fluxVs;
        double directV = direct.command(directError) - cross * current[1] - linked / machine.rotorTimeS();
        double quadratureV = quadrature.command(quadratureError) + cross * current[0] + electrical * linked;
        double limitV = measured[SUPPLY_VOLTAGE] / 2;
        if (directV * directV + quadratureV * quadratureV < limitV * limitV) {
            direct.integrate(directError, periodS);
            quadrature.integrate(quadratureError, periodS);
        }
        double perVolt = limitV > 0 ? 1 / limitV : 0;
        double halfAhead = fluxAngleRad + synchronous * periodS / 2;
        ThreePhase.fromRotor(directV * perVolt, quadratureV * perVolt, halfAhead, actionOut);
        fluxVs += periodS * (machine.mutualInductanceH() * current[0] - fluxVs) / machine.rotorTimeS();
        fluxAngleRad = Math.IEEEremainder(fluxAngleRad + synchronous * periodS, 2 * Math.PI);
    }

    @Override
    @HotPath
    public void reset() {
        direct.reset();
        quadrature.reset();
        fluxVs = 0;
        fluxAngleRad = 0;
    }
}
