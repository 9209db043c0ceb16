package dev.creance.dynamics.drive.identify;

import dev.creance.dynamics.drive.DriveChannels;
import dev.creance.dynamics.drive.Machine;
import dev.creance.dynamics.drive.PermanentMagnetDc;
import dev.creance.dynamics.drive.PermanentMagnetSynchronous;
import dev.creance.dynamics.drive.ThreePhase;
import dev.creance.dynamics.identify.ResponseModel.Parameter;
import dev.creance.dynamics.identify.UnfitRecording;
import java.util.List;

/** What can be identified of a machine, and how its currents and voltages are those of its equations. */
enum MachineKind {
    DIRECT_CURRENT {
        @Override
        List<Parameter> parameters(Machine prior) {
            PermanentMagnetDc m = (PermanentMagnetDc) prior;
            return List.of(
                    positive(RESISTANCE, m.resistanceOhm()),
                    positive("inductance_h", m.inductanceH()),
                    positive(FLUX, m.fluxVs()));
        }

        @Override
        Machine machine(Machine prior, double[] theta, int at) {
            return new PermanentMagnetDc(theta[at], theta[at + 1], theta[at + 2]);
        }

        @Override
        double fastestS(double[] theta, int at) {
            return theta[at + 1] / theta[at];
        }

        @Override
        List<String> inductances() {
            return List.of("inductance_h");
        }

        @Override
        boolean feelsCounts() {
            return true;
        }

        @Override
        double voltageShare() {
            return 1;
        }

        @Override
        double reach() {
            return 1;
        }

        @Override
        void currents(double[] row, double angleRad, double[] ampereOut) {
            ampereOut[0] = row[DriveChannels.CURRENT];
        }
    },

    SYNCHRONOUS {
        @Override
        List<Parameter> parameters(Machine prior) {
            PermanentMagnetSynchronous m = (PermanentMagnetSynchronous) prior;
            return List.of(
                    positive(RESISTANCE, m.resistanceOhm()),
                    positive("direct_inductance_h", m.directInductanceH()),
                    positive("quadrature_inductance_h", m.quadratureInductanceH()),
                    positive(FLUX, m.fluxVs()));
        }

        @Override
        Machine machine(Machine prior, double[] theta, int at) {
            return new PermanentMagnetSynchronous(
                    prior.polePairs(), theta[at], theta[at + 1], theta[at + 2], theta[at + 3]);
        }

        @Override
        double fastestS(double[] theta, int at) {
            return Math.min(theta[at + 1], theta[at + 2]) / theta[at];
        }

        @Override
        List<String> inductances() {
            return List.of("direct_inductance_h", "quadrature_inductance_h");
        }

        @Override
        boolean feelsCounts() {
            return false;
        }

        @Override
        double voltageShare() {
            return 0.5;
        }

        @Override
        double reach() {
            return 1 / Math.sqrt(3);
        }

        @Override
        void currents(double[] row, double angleRad, double[] ampereOut) {
            ThreePhase.toRotor(row, DriveChannels.CURRENT, angleRad, ampereOut);
        }
    };

    /** What a prior may be off by, as a factor. */
    private static final double WITHIN = 5;

    static final String RESISTANCE = "resistance_ohm";
    static final String FLUX = "flux_vs";

    static MachineKind of(Machine machine) throws UnfitRecording {
        return switch (machine) {
            case PermanentMagnetDc m -> DIRECT_CURRENT;
            case PermanentMagnetSynchronous m -> SYNCHRONOUS;
            default ->
                throw new UnfitRecording("is of a machine that cannot be identified yet;"
                        + " machines with permanent magnets can, of direct current or synchronous");
        };
    }

    /** What is looked for, from a prior on. */
    abstract List<Parameter> parameters(Machine prior);

    /** The machine with these parameters, which stand in {@code theta} from {@code at} on. */
    abstract Machine machine(Machine prior, double[] theta, int at);

    /** The machine's shortest time constant with these parameters. */
    abstract double fastestS(double[] theta, int at);

    abstract List<String> inductances();

    /**
     * Whether one count of an encoder, taken for a turn of the shaft, makes a current (flux times count over inductance) that is seen
     * beside the rated one; then the speed is smoothed, at the price of rounding its corners.
     */
    abstract boolean feelsCounts();

    /** Voltage of a terminal at a duty of 1 over the supply's. */
    abstract double voltageShare();

    /** Greatest amplitude of a voltage in the machine's axes, in every direction, over the supply's. */
    abstract double reach();

    /**
     * Measured currents in the axes of the machine's equations.
     *
     * @param angleRad electrical
     */
    abstract void currents(double[] row, double angleRad, double[] ampereOut);

    private static Parameter positive(String name, double start) {
        return new Parameter(name, start, 0.01 * start, start / WITHIN, WITHIN * start);
    }
}
