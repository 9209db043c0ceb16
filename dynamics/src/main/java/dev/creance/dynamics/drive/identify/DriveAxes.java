package dev.creance.dynamics.drive.identify;

import static dev.creance.dynamics.drive.DriveChannels.CURRENT;
import static dev.creance.dynamics.drive.DriveChannels.SUPPLY_VOLTAGE;

import dev.creance.dynamics.drive.Machine;

/** In which axes a recording has currents and duty cycles, and how they come into those of the machine's equations. */
interface DriveAxes {
    /**
     * Measured currents.
     *
     * @param electricalRad angle of the rotor
     * @param offsetRad what of it the firmware's encoder does not tell
     */
    void currents(double[] row, double electricalRad, double offsetRad, double[] ampereOut);

    /** What a duty cycle makes of the supply's voltage; in the recording's axes. */
    void voltages(double[] duty, double[] row, double offsetRad, double[] voltageOut);

    /** How many of those there are. */
    int voltages(Machine machine);

    /** Voltages of the windings, of those. */
    void windings(Machine machine, double[] state, double[] voltage, double[] windingOut);

    /** Greatest amplitude of a voltage in the machine's axes, in every direction, over the supply's. */
    double reach();

    /** At the terminals. */
    record Terminals(MachineKind kind) implements DriveAxes {
        @Override
        public void currents(double[] row, double electricalRad, double offsetRad, double[] ampereOut) {
            kind.currents(row, electricalRad, ampereOut);
        }

        @Override
        public void voltages(double[] duty, double[] row, double offsetRad, double[] voltageOut) {
            for (int i = 0; i < voltageOut.length; i++) {
                voltageOut[i] = duty[i] * kind.voltageShare() * row[SUPPLY_VOLTAGE];
            }
        }

        @Override
        public int voltages(Machine machine) {
            return machine.terminals();
        }

        @Override
        public void windings(Machine machine, double[] state, double[] voltage, double[] windingOut) {
            machine.windingVoltages(state, voltage, windingOut);
        }

        @Override
        public double reach() {
            return kind.reach();
        }
    }

    /**
     * In those of the rotor, as firmware has them that transforms by its own encoder's angle: they are turned by its offset. It
     * modulates a vector over half the supply's voltage, which it scales back to the length of 1, for the middle of its period; so
     * one that is held is steady here.
     */
    record Rotor() implements DriveAxes {
        @Override
        public void currents(double[] row, double electricalRad, double offsetRad, double[] ampereOut) {
            turn(row[CURRENT], row[CURRENT + 1], offsetRad, ampereOut);
        }

        @Override
        public void voltages(double[] duty, double[] row, double offsetRad, double[] voltageOut) {
            double length = Math.sqrt(duty[0] * duty[0] + duty[1] * duty[1]);
            double scale = (length > 1 ? 1 / length : 1) * row[SUPPLY_VOLTAGE] / 2;
            turn(scale * duty[0], scale * duty[1], offsetRad, voltageOut);
        }

        /** From axes that lag by an angle into those that do not. */
        private static void turn(double d, double q, double offsetRad, double[] out) {
            double c = StrictMath.cos(offsetRad);
            double s = StrictMath.sin(offsetRad);
            out[0] = c * d + s * q;
            out[1] = c * q - s * d;
        }

        @Override
        public int voltages(Machine machine) {
            return machine.windings();
        }

        @Override
        public void windings(Machine machine, double[] state, double[] voltage, double[] windingOut) {
            System.arraycopy(voltage, 0, windingOut, 0, windingOut.length);
        }

        @Override
        public double reach() {
            return 0.5;
        }
    }

    /** Of a recording with so many duty cycles. */
    static DriveAxes of(MachineKind kind, int duties) {
        return kind == MachineKind.SYNCHRONOUS && duties == 2 ? new Rotor() : new Terminals(kind);
    }
}
