package dev.creance.dynamics.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.property.Choices;
import dev.creance.runtime.property.Property;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MachineTest {
    private static final int RUNS = 500;

    static List<Machine> machines() {
        return Machines.ALL;
    }

    /** The first law: what goes in at the terminals turns the shaft, heats the copper or stays in the field. */
    @ParameterizedTest
    @MethodSource("machines")
    void powerAtTheTerminalsIsHeatFieldAndMechanicalPower(Machine machine) {
        Property.check(RUNS, choices -> {
            double[] x = anyState(machine, choices);
            double[] terminalV = any(machine.terminals(), 400, choices);
            double factor = choices.between(0.8, 1.6);
            double[] currentA = new double[machine.terminals()];
            machine.terminalCurrents(x, currentA);
            double[] rate = rate(machine, x, terminalV, factor);

            double in = dot(terminalV, currentA);
            double mechanical = machine.torqueNm(x) * x[Machine.OMEGA];
            double heat = machine.copperLossW(x, factor);
            double field = fieldPowerW(machine, x, rate);

            assertThat(mechanical + heat + field)
                    .isCloseTo(in, within(1e-8 * (Math.abs(mechanical) + heat + Math.abs(field) + Math.abs(in))));
        });
    }

    /** Turning the other way is the same machine seen in a mirror. */
    @ParameterizedTest
    @MethodSource("machines")
    void torqueAndRatesMirrorWithTheSenseOfRotation(Machine machine) {
        Property.check(RUNS, choices -> {
            double[] x = anyState(machine, choices);
            double[] windingV = any(machine.windings(), 400, choices);
            double[] sign = mirror(machine);
            double[] mirrored = times(x, sign);
            double[] rate = new double[x.length];
            double[] mirroredRate = new double[x.length];
            machine.derivative(x, windingV, 1, rate);
            machine.derivative(mirrored, times(windingV, windingMirror(machine)), 1, mirroredRate);

            assertThat(machine.torqueNm(mirrored)).isEqualTo(torqueSign(machine) * machine.torqueNm(x));
            for (int i = 1; i < x.length; i++) {
                assertThat(mirroredRate[i]).isCloseTo(sign[i] * rate[i], within(1e-9 * (1 + Math.abs(rate[i]))));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("machines")
    void theRateLeavesThePlaceOfTheSpeedAlone(Machine machine) {
        double[] rate = new double[machine.states().size()];
        rate[Machine.OMEGA] = 42;

        machine.derivative(new double[rate.length], new double[machine.windings()], 1, rate);

        assertThat(rate[Machine.OMEGA]).isEqualTo(42);
    }

    @Test
    void aMachineWithoutLoadRunsWhereItsVoltageIsThatOfTheSupply() {
        double[] rate = new double[2];

        Machines.PERMANENT_MAGNET_DC.derivative(new double[] {60 / 0.165, 0}, new double[] {60}, 1, rate);

        assertThat(rate[PermanentMagnetDc.CURRENT]).isCloseTo(0, within(1e-9));
    }

    @Test
    void theInductionMachineDoesNotCareWherePhaseALies() {
        Property.check(RUNS, choices -> {
            InductionMachine machine = Machines.SQUIRREL_CAGE_INDUCTION;
            double[] x = anyState(machine, choices);
            double[] windingV = any(4, 400, choices);
            double turn = choices.between(-3, 3);
            double[] rate = new double[x.length];
            double[] turnedRate = new double[x.length];
            machine.derivative(x, windingV, 1, rate);
            double[] turned = turned(x, InductionMachine.STATOR, turn);
            machine.derivative(turned, turned(windingV, 0, turn), 1, turnedRate);

            assertThat(machine.torqueNm(turned)).isCloseTo(machine.torqueNm(x), within(1e-9));
            assertThat(turnedRate).containsExactly(turned(rate, InductionMachine.STATOR, turn), within(1e-6));
        });
    }

    @Test
    void theRotorOfADoublyFedMachineMayBeFedFromItsOwnAxes() {
        // at a quarter turn the rotor's phase a lies along β
        double[] x = new double[6];
        x[InductionMachine.ANGLE] = Math.PI / 2;
        double[] windingV = new double[4];

        Machines.DOUBLY_FED_INDUCTION.windingVoltages(x, new double[] {0, 0, 0, 10, -5, -5}, windingV);

        assertThat(windingV).containsExactly(new double[] {0, 0, 0, 10}, within(1e-12));
    }

    private static double[] anyState(Machine machine, Choices choices) {
        double[] x = any(machine.states().size(), 100, choices);
        if (machine instanceof InductionMachine) {
            x[InductionMachine.ROTOR_FLUX] /= 50;
            x[InductionMachine.ROTOR_FLUX + 1] /= 50;
        }
        return x;
    }

    private static double[] any(int size, double bound, Choices choices) {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = choices.between(-bound, bound);
        }
        return values;
    }

    private static double[] rate(Machine machine, double[] x, double[] terminalV, double factor) {
        double[] windingV = new double[machine.windings()];
        machine.windingVoltages(x, terminalV, windingV);
        double[] rate = new double[x.length];
        machine.derivative(x, windingV, factor, rate);
        return rate;
    }

    /** Along the rate; a central difference is exact for an energy that is quadratic in its currents. */
    private static double fieldPowerW(Machine machine, double[] x, double[] rate) {
        double power = 0;
        for (int i = 1; i < x.length; i++) {
            double[] more = x.clone();
            double[] less = x.clone();
            more[i] += 1;
            less[i] -= 1;
            power += (Machines.fieldEnergyJ(machine, more) - Machines.fieldEnergyJ(machine, less)) / 2 * rate[i];
        }
        return power;
    }

    /** Signs of the state under the mirror that keeps the direct axis, or α. */
    private static double[] mirror(Machine machine) {
        return switch (machine) {
            case PermanentMagnetDc m -> new double[] {-1, -1};
            // both currents change their sign in one winding, and neither the torque nor the speed does
            case SeriesDc m -> new double[] {1, -1};
            case ShuntDc m -> new double[] {1, -1, -1};
            case ExternallyExcitedDc m -> new double[] {-1, -1, 1};
            case ExternallyExcitedSynchronous m -> new double[] {-1, 1, -1, 1, -1};
            case SynchronousMachine m -> new double[] {-1, 1, -1, -1};
            case InductionMachine m -> new double[] {-1, 1, -1, 1, -1, -1};
        };
    }

    private static double[] windingMirror(Machine machine) {
        return switch (machine) {
            case PermanentMagnetDc m -> new double[] {-1};
            case SeriesDc m -> new double[] {-1};
            case ShuntDc m -> new double[] {-1, -1};
            case ExternallyExcitedDc m -> new double[] {-1, 1};
            case ExternallyExcitedSynchronous m -> new double[] {1, -1, 1};
            case SynchronousMachine m -> new double[] {1, -1};
            case InductionMachine m -> new double[] {1, -1, 1, -1};
        };
    }

    private static double torqueSign(Machine machine) {
        return machine instanceof SeriesDc || machine instanceof ShuntDc ? 1 : -1;
    }

    private static double[] times(double[] values, double[] factors) {
        double[] product = values.clone();
        for (int i = 0; i < product.length; i++) {
            product[i] *= factors[i];
        }
        return product;
    }

    /** Two vectors from {@code at} on, turned. */
    private static double[] turned(double[] values, int at, double rad) {
        double[] turned = values.clone();
        for (int i = at; i < at + 4; i += 2) {
            turned[i] = Math.cos(rad) * values[i] - Math.sin(rad) * values[i + 1];
            turned[i + 1] = Math.sin(rad) * values[i] + Math.cos(rad) * values[i + 1];
        }
        return turned;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
