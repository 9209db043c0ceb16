package dev.creance.sim.drive;

import dev.creance.runtime.HotPath;

/**
 * A capacitor behind a rectifier, which gives but takes nothing back: what the machine returns while braking raises the
 * voltage, until a chopper lets it into a resistor.
 *
 * <pre>
 * C u' = (u_0 − u) / R − i − u / R_b      the first term while u &lt; u_0, the last while the chopper is on
 * </pre>
 *
 * The chopper switches on above one voltage and off below another. A step is solved exactly in tenths, in each of which rectifier
 * and chopper stay as they are at its start.
 */
public final class DcLink implements Supply {
    private static final int PARTS = 10;

    private final Parameters parameters;
    private final Relaxation fed;
    private final Relaxation braked;
    private final Relaxation fedAndBraked;
    private double voltageV;
    private boolean braking;
    private double brakeHeatJ;

    /**
     * @param openCircuitV u_0, of the rectifier
     * @param resistanceOhm R, of the rectifier
     * @param capacitanceF C
     * @param brake the chopper
     */
    public record Parameters(double openCircuitV, double resistanceOhm, double capacitanceF, Brake brake) {
        public Parameters {
            if (!(brake.offV > openCircuitV && brake.onV > brake.offV)) {
                throw new IllegalArgumentException("the chopper's onV=" + brake.onV + ", offV=" + brake.offV
                        + " and openCircuitV=" + openCircuitV + " must fall in this order; else it heats by itself");
            }
        }
    }

    /**
     * @param resistanceOhm R_b
     * @param onV switches on above
     * @param offV switches off below
     */
    public record Brake(double resistanceOhm, double onV, double offV) {}

    /** Charged to the rectifier's voltage. */
    public DcLink(Parameters parameters) {
        this.parameters = parameters;
        double c = parameters.capacitanceF;
        double feed = 1 / parameters.resistanceOhm;
        double brake = 1 / parameters.brake.resistanceOhm;
        fed = new Relaxation(c / feed);
        braked = new Relaxation(c / brake);
        fedAndBraked = new Relaxation(c / (feed + brake));
        voltageV = parameters.openCircuitV;
    }

    @Override
    @HotPath
    public double voltageV(double timeS) {
        return voltageV;
    }

    /** Whether the chopper is on. */
    @HotPath
    public boolean braking() {
        return braking;
    }

    /** What has become heat in the brake's resistor since the last reset, J. */
    @HotPath
    public double brakeHeatJ() {
        return brakeHeatJ;
    }

    @Override
    @HotPath
    public void draw(double currentA, double dtS) {
        double partS = dtS / PARTS;
        for (int part = 0; part < PARTS; part++) {
            double before = voltageV;
            braking = braking ? before >= parameters.brake.offV : before > parameters.brake.onV;
            voltageV = Math.max(0, after(currentA, partS));
            if (braking) {
                brakeHeatJ += (before * before + voltageV * voltageV) / 2 / parameters.brake.resistanceOhm * partS;
            }
        }
    }

    private double after(double currentA, double dtS) {
        boolean feeding = voltageV < parameters.openCircuitV;
        if (!feeding && !braking) {
            return voltageV - currentA / parameters.capacitanceF * dtS;
        }
        double feed = feeding ? 1 / parameters.resistanceOhm : 0;
        double brake = braking ? 1 / parameters.brake.resistanceOhm : 0;
        double settled = (feed * parameters.openCircuitV - currentA) / (feed + brake);
        return (feeding ? braking ? fedAndBraked : fed : braked).step(voltageV, settled, dtS);
    }

    @Override
    public void reset() {
        voltageV = parameters.openCircuitV;
        braking = false;
        brakeHeatJ = 0;
    }
}
