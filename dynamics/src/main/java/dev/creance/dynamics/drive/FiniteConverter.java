package dev.creance.dynamics.drive;

import dev.creance.runtime.HotPath;

/** A converter that takes the number of a switching state: one of a finite control set. */
public sealed interface FiniteConverter extends Converter {
    /** The leg's switches: both off, the upper on, the lower on. */
    int OFF = 0;

    int UPPER = 1;
    int LOWER = 2;

    @Override
    default boolean isContinuous() {
        return false;
    }

    @Override
    default int actions() {
        return 1;
    }

    @Override
    default double leastAction(int index) {
        return 0;
    }

    /** A state that stays is one that is switched to from itself. */
    @Override
    @HotPath
    default void convert(double[] action, double[] currentA, double[] voltageOut) {
        switchOver(action, action, currentA, voltageOut);
    }

    /** Voltage of one half bridge; with both switches off a diode conducts, the upper one where current flows in. */
    @HotPath
    private static double leg(int state, double currentA) {
        return switch (state) {
            case UPPER -> 1;
            case LOWER -> 0;
            default -> currentA < 0 ? 1 : 0;
        };
    }

    /** What a leg does during the dead time: nothing on where it switches from one switch to the other. */
    @HotPath
    private static int between(int previous, int next) {
        return previous == next ? next : OFF;
    }

    /** The action as the number of a switching state; what is none of this converter's counts as 0. */
    @HotPath
    private static int state(double[] action, double greatest) {
        return action[0] >= 0 && action[0] <= greatest ? (int) action[0] : 0;
    }

    /** One switch and a diode. Action 0 off, 1 on. */
    record OneQuadrant() implements FiniteConverter {
        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public double greatestAction(int index) {
            return 1;
        }

        /** There is no second switch to wait for. */
        @Override
        public double deadTimeS() {
            return 0;
        }

        @Override
        @HotPath
        public void switchOver(double[] previous, double[] action, double[] currentA, double[] voltageOut) {
            voltageOut[0] = currentA[0] >= 0 ? state(action, 1) : 1;
        }
    }

    /** One half bridge. Action 0 both off, 1 upper on, 2 lower on. */
    record TwoQuadrant(double deadTimeS) implements FiniteConverter {
        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public double greatestAction(int index) {
            return 2;
        }

        @Override
        @HotPath
        public void switchOver(double[] previous, double[] action, double[] currentA, double[] voltageOut) {
            voltageOut[0] = leg(between(state(previous, 2), state(action, 2)), currentA[0]);
        }
    }

    /** Two half bridges with the machine between them. Action 0 both legs up, 1 forward, 2 backward, 3 both legs down. */
    record FourQuadrant(double deadTimeS) implements FiniteConverter {
        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public double greatestAction(int index) {
            return 3;
        }

        @Override
        @HotPath
        public void switchOver(double[] previous, double[] action, double[] currentA, double[] voltageOut) {
            int from = state(previous, 3);
            int to = state(action, 3);
            voltageOut[0] = leg(between(first(from), first(to)), currentA[0])
                    - leg(between(second(from), second(to)), -currentA[0]);
        }

        private static int first(int state) {
            return state < 2 ? UPPER : LOWER;
        }

        private static int second(int state) {
            return (state & 1) == 0 ? UPPER : LOWER;
        }
    }

    /** Three half bridges; voltages from the middle of the supply. Action 0 to 7: bits of a, b, c, 1 for the upper switch. */
    record B6Bridge(double deadTimeS) implements FiniteConverter {
        @Override
        public int outputs() {
            return 3;
        }

        @Override
        public double greatestAction(int index) {
            return 7;
        }

        @Override
        @HotPath
        public void switchOver(double[] previous, double[] action, double[] currentA, double[] voltageOut) {
            int from = state(previous, 7);
            int to = state(action, 7);
            for (int phase = 0; phase < 3; phase++) {
                voltageOut[phase] = leg(between(of(phase, from), of(phase, to)), currentA[phase]) - 0.5;
            }
        }

        private static int of(int phase, int state) {
            return ((state >> (2 - phase)) & 1) == 1 ? UPPER : LOWER;
        }
    }
}
