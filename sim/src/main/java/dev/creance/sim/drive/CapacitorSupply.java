package dev.creance.sim.drive;

import dev.creance.dynamics.drive.Fidelity;
import dev.creance.runtime.HotPath;

/**
 * A source behind a resistance that feeds a capacitor, from which the converter draws: {@code u' = (u_0 − u − R i) / (R C)}.
 * Starts charged.
 */
public final class CapacitorSupply implements Supply {
    private final Parameters parameters;
    private final Fidelity fidelity;
    private final Relaxation capacitor;
    private double voltageV;

    /**
     * @param openCircuitV u_0
     * @param resistanceOhm R
     * @param capacitanceF C
     */
    public record Parameters(double openCircuitV, double resistanceOhm, double capacitanceF) {}

    /** @param fidelity {@code GEM} takes one Euler step, {@code PHYSICAL} the solution under a held current */
    public CapacitorSupply(Parameters parameters, Fidelity fidelity) {
        this.parameters = parameters;
        this.fidelity = fidelity;
        capacitor = new Relaxation(parameters.resistanceOhm * parameters.capacitanceF);
        voltageV = parameters.openCircuitV;
    }

    @Override
    @HotPath
    public double voltageV(double timeS) {
        return voltageV;
    }

    @Override
    @HotPath
    public void draw(double currentA, double dtS) {
        double settled = parameters.openCircuitV - parameters.resistanceOhm * currentA;
        voltageV = fidelity == Fidelity.GEM
                ? voltageV + (settled - voltageV) / (parameters.resistanceOhm * parameters.capacitanceF) * dtS
                : capacitor.step(voltageV, settled, dtS);
    }

    @Override
    public void reset() {
        voltageV = parameters.openCircuitV;
    }
}
