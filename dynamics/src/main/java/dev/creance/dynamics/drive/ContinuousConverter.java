package dev.creance.dynamics.drive;

import dev.creance.runtime.HotPath;

/** A converter that takes duty cycles, and gives the mean voltage of a switching period. */
public sealed interface ContinuousConverter extends Converter {
    @Override
    default boolean isContinuous() {
        return true;
    }

    @Override
    default double greatestAction(int index) {
        return 1;
    }

    @Override
    default double deadTimeS() {
        return 0;
    }

    @Override
    @HotPath
    default void switchOver(double[] previous, double[] action, double[] currentA, double[] voltageOut) {
        convert(action, currentA, voltageOut);
    }

    /**
     * Mean voltage of one half bridge: dead time takes from the pulses of a current that flows out, and adds to those of one
     * that flows in.
     *
     * @param deadShare dead time over the switching period
     */
    @HotPath
    private static double leg(double duty, double currentA, double deadShare) {
        double mean = duty - Math.signum(currentA) * deadShare;
        return mean >= 0 ? (mean <= 1 ? mean : 1) : 0;
    }

    /** One switch and a diode: current flows out only, and against the action's will into the supply. Action 0 to 1. */
    record OneQuadrant() implements ContinuousConverter {
        @Override
        public int actions() {
            return 1;
        }

        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public double leastAction(int index) {
            return 0;
        }

        @Override
        @HotPath
        public void convert(double[] action, double[] currentA, double[] voltageOut) {
            voltageOut[0] = currentA[0] >= 0 ? leg(action[0], 0, 0) : 1;
        }
    }

    /**
     * One half bridge: voltage of one sign, current of both. Action 0 to 1.
     *
     * @param deadShare dead time over the switching period
     */
    record TwoQuadrant(double deadShare) implements ContinuousConverter {
        @Override
        public int actions() {
            return 1;
        }

        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public double leastAction(int index) {
            return 0;
        }

        @Override
        @HotPath
        public void convert(double[] action, double[] currentA, double[] voltageOut) {
            voltageOut[0] = leg(action[0], currentA[0], deadShare);
        }
    }

    /**
     * Two half bridges with the machine between them. Action −1 to 1.
     *
     * @param deadShare dead time over the switching period
     * @param fidelity {@code GEM} takes the current of the second leg with the sign of the first, so that dead time cancels
     */
    record FourQuadrant(double deadShare, Fidelity fidelity) implements ContinuousConverter {
        @Override
        public int actions() {
            return 1;
        }

        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public double leastAction(int index) {
            return -1;
        }

        @Override
        @HotPath
        public void convert(double[] action, double[] currentA, double[] voltageOut) {
            double returning = fidelity == Fidelity.GEM ? currentA[0] : -currentA[0];
            voltageOut[0] =
                    leg((1 + action[0]) / 2, currentA[0], deadShare) - leg((1 - action[0]) / 2, returning, deadShare);
        }
    }

    /**
     * Three half bridges, one per phase; voltages from the middle of the supply. Actions −1 to 1.
     *
     * @param deadShare dead time over the switching period
     */
    record B6Bridge(double deadShare) implements ContinuousConverter {
        @Override
        public int actions() {
            return 3;
        }

        @Override
        public int outputs() {
            return 3;
        }

        @Override
        public double leastAction(int index) {
            return -1;
        }

        @Override
        @HotPath
        public void convert(double[] action, double[] currentA, double[] voltageOut) {
            for (int phase = 0; phase < 3; phase++) {
                voltageOut[phase] = leg((1 + action[phase]) / 2, currentA[phase], deadShare) - 0.5;
            }
        }
    }
}
