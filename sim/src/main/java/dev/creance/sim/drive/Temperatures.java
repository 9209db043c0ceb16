package dev.creance.sim.drive;

import dev.creance.runtime.HotPath;

/**
 * How warm winding and inverter are: each one body that its losses heat and its surroundings cool, {@code C T' = P − (T − T_0) /
 * R}; a copper winding's resistance follows its temperature.
 *
 * <p>Losses of the inverter, summed over its outputs with a current i each (Kolar, Ertl and Zach, IEEE Trans. Ind. Appl. 27(6),
 * 1991, with one forward voltage for switch and diode): {@code P = U_0 |i| + r i² + k f U |i|}.
 *
 * <p>Allocation-free after construction; not thread-safe.
 */
public final class Temperatures {
    /** Of copper, per kelvin from 20 °C (IEC 60028). */
    private static final double COPPER_PER_K = 3.93e-3;

    private static final double COPPER_REFERENCE_K = 293.15;

    private final Parameters parameters;
    private final Relaxation winding;
    private final Relaxation inverter;
    private double windingK;
    private double inverterK;

    /**
     * @param ambientK T_0
     * @param losses of the inverter
     */
    public record Parameters(double ambientK, Body winding, Body inverter, InverterLosses losses) {}

    /**
     * @param capacityJPerK C
     * @param resistanceKPerW R, to the surroundings
     */
    public record Body(double capacityJPerK, double resistanceKPerW) {}

    /**
     * @param thresholdV U_0, of switch or diode
     * @param resistanceOhm r, of switch or diode
     * @param switchingShare k f: the energy of one switching period per volt and ampere, times the switching frequency
     */
    public record InverterLosses(double thresholdV, double resistanceOhm, double switchingShare) {
        /**
         * @param currentA out of each output
         * @param supplyV U
         */
        @HotPath
        double powerW(double[] currentA, double supplyV) {
            double sum = 0;
            for (double each : currentA) {
                double magnitude = Math.abs(each);
                sum += magnitude * (thresholdV + resistanceOhm * magnitude + switchingShare * supplyV);
            }
            return sum;
        }
    }

    /** As warm as the surroundings. */
    public Temperatures(Parameters parameters) {
        this.parameters = parameters;
        winding = new Relaxation(parameters.winding.capacityJPerK * parameters.winding.resistanceKPerW);
        inverter = new Relaxation(parameters.inverter.capacityJPerK * parameters.inverter.resistanceKPerW);
        reset();
    }

    @HotPath
    public double windingK() {
        return windingK;
    }

    @HotPath
    public double inverterK() {
        return inverterK;
    }

    /** The windings' resistance over that at 20 °C, which the parameters of a machine are meant to be given for. */
    @HotPath
    public double resistanceFactor() {
        return 1 + COPPER_PER_K * (windingK - COPPER_REFERENCE_K);
    }

    /**
     * Goes on by one step under constant losses.
     *
     * @param currentA out of each output of the inverter
     */
    @HotPath
    public void step(double copperLossW, double[] currentA, double supplyV, double dtS) {
        double inverterLossW = parameters.losses.powerW(currentA, supplyV);
        windingK = winding.step(windingK, settledK(parameters.winding, copperLossW), dtS);
        inverterK = inverter.step(inverterK, settledK(parameters.inverter, inverterLossW), dtS);
    }

    private double settledK(Body body, double lossW) {
        return parameters.ambientK + body.resistanceKPerW * lossW;
    }

    /** Back to the temperature of the surroundings. */
    public void reset() {
        windingK = parameters.ambientK;
        inverterK = parameters.ambientK;
    }
}
