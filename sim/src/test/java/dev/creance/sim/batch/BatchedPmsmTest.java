package dev.creance.sim.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.drive.ContinuousConverter;
import dev.creance.dynamics.drive.Fidelity;
import dev.creance.dynamics.drive.Load;
import dev.creance.dynamics.drive.PermanentMagnetSynchronous;
import dev.creance.runtime.property.Choices;
import dev.creance.runtime.property.Property;
import dev.creance.sim.drive.IdealSupply;
import dev.creance.sim.drive.SimulatedDrive;
import dev.creance.sim.ode.RungeKutta4;
import org.junit.jupiter.api.Test;

class BatchedPmsmTest {
    private static final double STEP_S = 1e-4;
    private static final double SUPPLY_V = 400;

    /** Few: a machine that is driven without control slips poles, and what differs at all grows. */
    private static final int STEPS = 50;

    private static final int ANGLE = PermanentMagnetSynchronous.ANGLE;
    private static final PermanentMagnetSynchronous MACHINE =
            new PermanentMagnetSynchronous(3, 18e-3, 0.37e-3, 1.2e-3, 66e-3);
    private static final Load.Polynomial LOAD = new Load.Polynomial(0.02, 0.1, 0.01, 1e-4);

    private static BatchedPmsm batch(int environments, Fidelity fidelity, Precision precision) {
        return new BatchedPmsm(MACHINE, LOAD, SUPPLY_V, fidelity, environments, precision);
    }

    private static SimulatedDrive single(Fidelity fidelity) {
        return new SimulatedDrive(new SimulatedDrive.Parts(
                MACHINE,
                new ContinuousConverter.B6Bridge(0),
                new IdealSupply(SUPPLY_V),
                LOAD,
                fidelity,
                size -> new RungeKutta4(4, size)));
    }

    private static double[] state(Choices choices) {
        return new double[] {
            choices.between(-400, 400), choices.between(-200, 200), choices.between(-200, 200), choices.between(-3, 3)
        };
    }

    /** Voltages of an amplitude that the machine bears for some steps. */
    private static double[] action(Choices choices) {
        return new double[] {choices.between(-0.3, 0.3), choices.between(-0.3, 0.3), choices.between(-0.3, 0.3)};
    }

    private static void enter(double[] state, double[] action, BatchedPmsm batch, int environment) {
        for (int i = 0; i < state.length; i++) {
            batch.state(environment, i, state[i]);
        }
        batch.action(environment, action[0], action[1], action[2]);
    }

    private static void assertSameCourse(Fidelity fidelity, Precision precision, double tolerance) {
        Property.check(20, choices -> {
            int environments = choices.integer(1, 37);
            BatchedPmsm batch = batch(environments, fidelity, precision);
            double[][] states = new double[environments][];
            double[][] actions = new double[environments][];
            for (int i = 0; i < environments; i++) {
                states[i] = state(choices);
                actions[i] = action(choices);
                enter(states[i], actions[i], batch, i);
            }
            for (int step = 0; step < STEPS; step++) {
                batch.step(STEP_S);
            }
            for (int i = 0; i < environments; i++) {
                SimulatedDrive single = single(fidelity);
                System.arraycopy(states[i], 0, single.state(), 0, states[i].length);
                for (int step = 0; step < STEPS; step++) {
                    single.step(actions[i], STEP_S);
                }
                double[] x = single.state();
                for (int k = 0; k < x.length; k++) {
                    double value = batch.state(i, k);
                    double off = k == ANGLE ? Math.IEEEremainder(value - x[k], 2 * Math.PI) : value - x[k];
                    assertThat(off)
                            .as("state %d of environment %d: %s, alone %s", k, i, value, x[k])
                            .isCloseTo(0, within(tolerance * Math.max(k == ANGLE ? 1 : 100, Math.abs(x[k]))));
                }
            }
        });
    }

    @Test
    void doublesFollowTheDriveOfTheirOwnToRoundOffInBothFidelities() {
        assertSameCourse(Fidelity.GEM, Precision.DOUBLE, 1e-12);
        assertSameCourse(Fidelity.PHYSICAL, Precision.DOUBLE, 1e-12);
    }

    @Test
    void floatsFollowItAsFarAsTheirDigitsGo() {
        assertSameCourse(Fidelity.GEM, Precision.FLOAT, 1e-3);
        assertSameCourse(Fidelity.PHYSICAL, Precision.FLOAT, 1e-3);
    }

    @Test
    void theAngleStaysWithinHalfATurn() {
        BatchedPmsm batch = batch(1, Fidelity.PHYSICAL, Precision.FLOAT);
        batch.state(0, 0, 400);
        for (int step = 0; step < 1000; step++) {
            batch.step(STEP_S);

            assertThat(batch.state(0, ANGLE)).isBetween(-3.1416, 3.1416);
        }
    }

    @Test
    void anEnvironmentDoesNotFeelItsNeighbours() {
        for (Precision precision : Precision.values()) {
            Property.check(20, choices -> {
                BatchedPmsm many = batch(37, Fidelity.PHYSICAL, precision);
                BatchedPmsm alone = batch(1, Fidelity.PHYSICAL, precision);
                int place = choices.integer(0, 36);
                for (int i = 0; i < 37; i++) {
                    double[] state = state(choices);
                    double[] action = action(choices);
                    enter(state, action, many, i);
                    if (i == place) {
                        enter(state, action, alone, 0);
                    }
                }
                for (int step = 0; step < STEPS; step++) {
                    many.step(STEP_S);
                    alone.step(STEP_S);
                }
                for (int k = 0; k < 4; k++) {
                    assertThat(many.state(place, k)).isEqualTo(alone.state(0, k));
                }
            });
        }
    }

    @Test
    void aDutyThatIsNoNumberCountsAsTheLowerEnd() {
        BatchedPmsm batch = batch(2, Fidelity.GEM, Precision.DOUBLE);
        batch.action(0, Double.NaN, 0, 0);
        batch.action(1, -1, 0, 0);

        batch.step(STEP_S);

        for (int k = 0; k < 4; k++) {
            assertThat(batch.state(0, k)).isEqualTo(batch.state(1, k));
        }
    }
}
