package dev.creance.sim.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SolverTest {
    /** x' = y cos t, y' = −x cos t: a circle, at the angle sin t. */
    private static final Ode CIRCLE = (timeS, x, rateOut) -> {
        rateOut[0] = x[1] * Math.cos(timeS);
        rateOut[1] = -x[0] * Math.cos(timeS);
    };

    @Test
    void eulerHalvesItsErrorWithItsStep() {
        assertThat(error(steps -> new Euler(steps, 2), 200) / error(steps -> new Euler(steps, 2), 400))
                .isCloseTo(2, within(0.1));
    }

    @Test
    void rungeKuttaDividesItsErrorBySixteen() {
        assertThat(error(steps -> new RungeKutta4(steps, 2), 20) / error(steps -> new RungeKutta4(steps, 2), 40))
                .isCloseTo(16, within(1.0));
    }

    @Test
    void dormandPrinceKeepsItsTolerance() {
        assertThat(error(steps -> new DormandPrince(1e-6, 1e-6, 2), 0)).isBetween(1e-9, 1e-5);
        assertThat(error(steps -> new DormandPrince(1e-12, 1e-12, 2), 0)).isLessThan(1e-11);
    }

    @Test
    void dormandPrincePassesAJump() {
        double[] x = {0};
        new DormandPrince(1e-12, 1e-12, 1)
                .advance((timeS, state, rateOut) -> rateOut[0] = timeS < 0.3 ? 1 : -2, 0, 1, x);

        assertThat(x[0]).isCloseTo(0.3 - 1.4, within(1e-5));
    }

    @Test
    @Timeout(10)
    void dormandPrinceComesToAnEndWhereThereIsNoNumber() {
        double[] x = {Double.NaN};
        new DormandPrince(1e-12, 1e-12, 1).advance((timeS, state, rateOut) -> rateOut[0] = state[0], 0, 1, x);

        assertThat(x[0]).isNaN();
    }

    @Test
    void gymElectricMotorTakesTimeFromBeyondTheEndOfAStepOfSeveralSubSteps() {
        double[] one = {0};
        double[] two = {0};
        Ode clock = (timeS, x, rateOut) -> rateOut[0] = timeS;

        Euler.asGymElectricMotor(1, 1).advance(clock, 3, 1, one);
        Euler.asGymElectricMotor(2, 1).advance(clock, 3, 1, two);

        assertThat(one).containsExactly(3);
        assertThat(two).containsExactly(0.5 * 4.5 + 0.5 * 5);
    }

    private static double error(IntFunction<Solver> solver, int steps) {
        double[] x = {0, 1};
        solver.apply(steps).advance(CIRCLE, 0, 2, x);
        return Math.hypot(x[0] - Math.sin(Math.sin(2)), x[1] - Math.cos(Math.sin(2)));
    }
}
