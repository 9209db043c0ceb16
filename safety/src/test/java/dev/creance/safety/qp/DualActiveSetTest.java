package dev.creance.safety.qp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.property.Property;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The projection: what a solution is, when there is none, and that nothing else is ever returned. */
class DualActiveSetTest {
    private static double[] solved(Problem problem, DualActiveSet solver) {
        double[] out = new double[problem.n];
        assertThat(solver.project(problem.metric, problem.wish, problem.rows, out))
                .isEqualTo(Outcome.SOLVED);
        return out;
    }

    @Test
    void theSolutionFulfilsTheConditionsOfOptimality() {
        int[] atWork = new int[1];
        Property.check(20_000, choices -> {
            Problem problem = Problem.feasible(choices);
            DualActiveSet solver = problem.solver();

            double[] u = solved(problem, solver);

            double[] left = new double[problem.n];
            for (int j = 0; j < problem.n; j++) {
                left[j] = problem.slope(j, u);
            }
            for (int i = 0; i < problem.rows.count(); i++) {
                double multiplier = solver.multiplier(i);
                double outside = problem.outside(i, u);
                double force = multiplier * Math.sqrt(Problem.dot(problem.normal(i), problem.normal(i)));
                assertThat(outside).as("primal").isLessThanOrEqualTo(1e-9);
                assertThat(force).as("dual").isGreaterThanOrEqualTo(-1e-9);
                assertThat(force * outside).as("complementary").isCloseTo(0, within(1e-8));
                for (int j = 0; j < problem.n; j++) {
                    left[j] += multiplier * problem.normal(i)[j];
                }
                atWork[0] += force > 1e-6 ? 1 : 0;
            }
            for (double each : left) {
                assertThat(each).as("stationary").isCloseTo(0, within(1e-8));
            }
        });
        assertThat(atWork[0]).as("rows that held a solution").isGreaterThan(40_000);
    }

    @Test
    void theResidualThatIsToldIsThatOfTheSolution() {
        Problem problem = new Problem(2, 1);
        problem.wish[0] = 3;
        problem.rows.atMost(0, 1);
        Residual residual = new Residual(2);

        residual.compute(problem.metric, problem.wish, problem.rows, new double[] {1, 0}, new double[] {2});
        assertThat(residual.primal()).isZero();
        assertThat(residual.kkt()).isZero();
        residual.compute(problem.metric, problem.wish, problem.rows, new double[] {1.5, 0}, new double[] {1.5});
        assertThat(residual.primal()).as("half outside, of a size of 1.5").isEqualTo(0.5 / 1.5);
        residual.compute(problem.metric, problem.wish, problem.rows, new double[] {1, 0}, new double[] {1.5});
        assertThat(residual.kkt()).as("a quarter of the slope is left").isEqualTo(0.25);
        residual.compute(problem.metric, problem.wish, problem.rows, new double[] {3.5, 0}, new double[] {-0.5});
        assertThat(residual.kkt()).as("a row that pulls").isGreaterThan(0.4);
        residual.compute(problem.metric, problem.wish, problem.rows, new double[] {0, 0}, new double[] {3});
        assertThat(residual.kkt()).as("a row that holds from afar").isEqualTo(1);
        residual.compute(problem.metric, problem.wish, problem.rows, new double[] {Double.NaN, 0}, new double[1]);
        assertThat(residual.isSmall()).isFalse();
    }

    @Test
    void aWishInsideIsReturnedBitByBit() {
        Property.check(5000, choices -> {
            Problem problem = Problem.feasible(choices);
            for (int j = 0; j < problem.n; j++) {
                double wish = choices.hostile(-2, 2);
                problem.wish[j] = Math.abs(wish) < 1e10 ? wish : -0.0;
            }
            for (int i = 0; i < problem.rows.count(); i++) {
                double here = problem.rows.product(i, problem.wish);
                problem.rows.bounds[i] = Math.max(problem.rows.bounds[i], here);
            }

            double[] u = solved(problem, problem.solver());

            assertThat(Arrays.equals(u, problem.wish)).isTrue();
        });
    }

    @Test
    void theSolutionIsItsOwnProjection() {
        Property.check(10_000, choices -> {
            Problem problem = Problem.feasible(choices);
            if (choices.bool()) {
                for (int j = 0; j < problem.n; j++) {
                    problem.wish[j] *= 1e6;
                }
            }
            DualActiveSet solver = problem.solver();
            double[] once = solved(problem, solver);
            System.arraycopy(once, 0, problem.wish, 0, problem.n);

            assertThat(Arrays.equals(solved(problem, solver), once)).isTrue();
        });
    }

    @Test
    void tighterLimitsNeverBringTheSolutionNearerToTheWish() {
        int[] closed = new int[1];
        Property.check(10_000, choices -> {
            Problem problem = Problem.feasible(choices);
            DualActiveSet solver = problem.solver();
            double before = problem.cost(solved(problem, solver));
            for (int i = 0; i < problem.rows.count(); i++) {
                if (choices.integer(0, 2) == 0) {
                    double length = Math.sqrt(Problem.dot(problem.normal(i), problem.normal(i)));
                    problem.rows.bounds[i] -= length * choices.between(0, 0.3);
                }
            }
            double[] after = new double[problem.n];
            Outcome outcome = solver.project(problem.metric, problem.wish, problem.rows, after);
            if (outcome == Outcome.SOLVED) {
                assertThat(problem.cost(after)).isGreaterThanOrEqualTo(before - 1e-9 * (1 + before));
            } else {
                assertThat(outcome).isEqualTo(Outcome.INFEASIBLE);
                closed[0]++;
            }
        });
        assertThat(closed[0]).as("polyhedra that were closed").isBetween(500, 9000);
    }

    @Test
    void whatIsInfeasibleIsRecognisedAndProved() {
        Property.check(20_000, choices -> {
            Problem problem = Problem.infeasible(choices);
            DualActiveSet solver = problem.solver();
            double[] out = new double[problem.n];

            assertThat(solver.project(problem.metric, problem.wish, problem.rows, out))
                    .isEqualTo(Outcome.INFEASIBLE);

            assertThat(out).containsOnly(Double.NaN);
            double[] sum = new double[problem.n];
            double bounds = 0;
            double size = 0;
            for (int i = 0; i < problem.rows.count(); i++) {
                double multiplier = solver.multiplier(i);
                assertThat(multiplier).isGreaterThanOrEqualTo(0);
                bounds += multiplier * problem.rows.bounds[i];
                size += multiplier;
                for (int j = 0; j < problem.n; j++) {
                    sum[j] += multiplier * problem.normal(i)[j];
                }
            }
            assertThat(bounds).isNegative();
            for (double each : sum) {
                assertThat(each).isCloseTo(0, within(1e-9 * size));
            }
        });
    }

    @Test
    void aNumberThatIsNoneIsRefusedWhereverItStands() {
        Property.check(2000, choices -> {
            Problem problem = Problem.feasible(choices);
            double none = choices.oneOf(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
            int row = choices.integer(0, problem.rows.count() - 1);
            int variable = choices.integer(0, problem.n - 1);
            switch (choices.integer(0, 2)) {
                case 0 -> problem.wish[variable] = none;
                case 1 -> problem.rows.normals[row * problem.n + variable] = none;
                default -> problem.rows.bounds[row] = none;
            }
            double[] out = new double[problem.n];

            assertThat(problem.solver().project(problem.metric, problem.wish, problem.rows, out))
                    .isEqualTo(Outcome.BAD);
            assertThat(out).containsOnly(Double.NaN);
        });
    }

    @Test
    void numbersTooLargeToReckonWithAreNeverSolved() {
        Problem problem = new Problem(2, 1);
        Arrays.fill(problem.wish, Double.MAX_VALUE);
        problem.rows.add(new double[] {1, 1}, 1);
        double[] out = new double[2];

        assertThat(problem.solver().project(problem.metric, problem.wish, problem.rows, out))
                .isEqualTo(Outcome.INEXACT);
        assertThat(out).containsOnly(Double.NaN);
    }

    @Test
    void aMetricThatIsNoneIsRefused() {
        Problem problem = new Problem(2, 1);
        problem.rows.atMost(0, 1);

        assertThat(problem.metric.set(new double[] {1, 2, 2, 1})).isFalse();
        assertThat(problem.solver().project(problem.metric, problem.wish, problem.rows, new double[2]))
                .isEqualTo(Outcome.BAD);
        assertThat(problem.metric.set(new double[] {1, Double.NaN, Double.NaN, 1}))
                .isFalse();
        assertThat(problem.metric.set(new double[] {2, 1, 1, 2})).isTrue();
        solved(problem, problem.solver());
    }

    @Test
    void aRowThatThereIsNoRoomForIsNotLeftOutSilently() {
        Problem problem = new Problem(1, 2);
        problem.rows.atMost(0, 1);
        problem.rows.atLeast(0, -1);
        problem.rows.atMost(0, 0.5);

        assertThat(problem.solver().project(problem.metric, problem.wish, problem.rows, new double[1]))
                .isEqualTo(Outcome.BAD);
        problem.rows.clear();
        problem.rows.atMost(0, 0.5);
        solved(problem, problem.solver());
    }

    @Test
    void theCapOnIterationsEndsWithoutAPoint() {
        Problem problem = new Problem(2, 2);
        Arrays.fill(problem.wish, 2);
        problem.rows.atMost(0, 1);
        problem.rows.atMost(1, 1);
        double[] out = new double[2];

        assertThat(new DualActiveSet(2, 2, 1).project(problem.metric, problem.wish, problem.rows, out))
                .isEqualTo(Outcome.CAPPED);
        assertThat(out).containsOnly(Double.NaN);
        DualActiveSet enough = new DualActiveSet(2, 2, 2);
        assertThat(enough.project(problem.metric, problem.wish, problem.rows, out))
                .isEqualTo(Outcome.SOLVED);
        assertThat(out).containsExactly(1, 1);
        assertThat(enough.iterations()).isEqualTo(2);
    }

    @Test
    void ofABoxItIsTheClippedWish() {
        Property.check(2000, choices -> {
            int n = choices.integer(1, 8);
            Problem problem = new Problem(n, 2 * n);
            double[] clipped = new double[n];
            for (int j = 0; j < n; j++) {
                double least = choices.between(-2, 1);
                double greatest = least + (choices.integer(0, 4) == 0 ? 0 : choices.between(0, 2));
                problem.wish[j] = choices.between(-3, 3);
                problem.rows.atLeast(j, least);
                problem.rows.atMost(j, greatest);
                clipped[j] = Math.min(greatest, Math.max(least, problem.wish[j]));
            }

            assertThat(solved(problem, problem.solver())).containsExactly(clipped, within(1e-14));
        });
    }

    @Test
    void itSlidesAlongAWallInsteadOfStopping() {
        Problem problem = new Problem(2, 1);
        problem.wish[0] = 3;
        problem.wish[1] = 4;
        problem.rows.add(new double[] {1, 1}, 1);

        assertThat(solved(problem, problem.solver())).containsExactly(new double[] {0, 1}, within(1e-15));
        problem.metric.set(new double[] {1, 0, 0, 1e6});
        assertThat(solved(problem, problem.solver()))
                .as("what weighs more gives way less")
                .containsExactly(new double[] {-3, 4}, within(1e-5));
    }

    @Test
    void rowsOfZerosMatterOnlyWhereTheyCannotHold() {
        Problem problem = new Problem(2, 3);
        problem.wish[0] = 2;
        problem.rows.add(new double[2], 0);
        problem.rows.atMost(0, 1);
        assertThat(solved(problem, problem.solver())).containsExactly(1, 0);

        problem.rows.add(new double[2], -1e-300);
        assertThat(problem.solver().project(problem.metric, problem.wish, problem.rows, new double[2]))
                .isEqualTo(Outcome.INFEASIBLE);
    }

    @Test
    void theUnitsOfRowsAndMetricDoNotMatter() {
        Property.check(5000, choices -> {
            Problem problem = Problem.feasible(choices);
            double[] before = solved(problem, problem.solver());
            double common = Math.pow(2, choices.integer(-40, 40));
            for (int k = 0; k < problem.h.length; k++) {
                problem.h[k] *= common;
            }
            problem.metric.set(problem.h);
            for (int i = 0; i < problem.rows.count(); i++) {
                double unit = Math.pow(2, choices.integer(-40, 40));
                problem.rows.bounds[i] *= unit;
                for (int j = 0; j < problem.n; j++) {
                    problem.rows.normals[i * problem.n + j] *= unit;
                }
            }

            assertThat(solved(problem, problem.solver())).containsExactly(before, within(1e-8));
        });
    }

    @Test
    void theOrderOfRowsDoesNotMatter() {
        Property.check(5000, choices -> {
            Problem problem = Problem.feasible(choices);
            double[] before = solved(problem, problem.solver());
            Problem turned = new Problem(problem.n, problem.rows.most());
            turned.metric.set(problem.h);
            System.arraycopy(problem.wish, 0, turned.wish, 0, problem.n);
            for (int i = problem.rows.count() - 1; i >= 0; i--) {
                turned.rows.add(problem.normal(i), problem.rows.bounds[i]);
            }

            assertThat(solved(turned, turned.solver())).containsExactly(before, within(1e-8));
        });
    }
}
