package dev.creance.safety.logic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.property.Property;
import org.junit.jupiter.api.Test;

/**
 * Held against {@link NaiveSemantics}, NaN included. So many formulas and traces are tried as {@code -Dcreance.stl.formulas} says:
 * 10 000 by default, 100 000 for the record.
 */
class SignalMonitorTest {
    private static final int FORMULAS = Integer.getInteger("creance.stl.formulas", 10_000);
    private static final int DEPTH = 3;

    @Test
    void theRobustnessOfAnInstantIsThatOfTheDefinitionOnceItsHorizonHasPassed() {
        Property.check(FORMULAS, choices -> {
            RandomFormulas random = new RandomFormulas(choices);
            Formula formula = random.any(DEPTH);
            double[][] trace = random.trace(choices.integer(1, 40));
            SignalMonitor monitor = SignalMonitor.exact(formula);
            NaiveSemantics naive = new NaiveSemantics(trace);
            int horizon = NaiveSemantics.horizon(formula);

            assertThat(monitor.delayTicks()).isEqualTo(horizon);
            for (int n = 0; n < trace.length; n++) {
                monitor.step(trace[n]);
                if (n >= horizon) {
                    same(monitor.lower(), naive.lower(formula, n - horizon), formula, n);
                    same(monitor.upper(), naive.upper(formula, n - horizon), formula, n);
                } else {
                    assertThat(monitor.lower()).isEqualTo(Double.POSITIVE_INFINITY);
                }
            }
        });
    }

    /** What is undecided at the end of the trace counts with its upper end: nothing that could still hold is called violated. */
    @Test
    void aRuleIsNeverCalledViolatedWhileItMayHoldAndAlwaysOnceItCannot() {
        Property.check(FORMULAS, choices -> {
            RandomFormulas random = new RandomFormulas(choices);
            Formula formula = random.any(DEPTH);
            double[][] trace = random.trace(choices.integer(1, 24));
            double[] least = leastVerdicts(formula, trace);

            NaiveSemantics naive = new NaiveSemantics(trace);
            int horizon = NaiveSemantics.horizon(formula);
            double possible = Double.POSITIVE_INFINITY;
            double decidedLower = Double.POSITIVE_INFINITY;
            double decidedUpper = Double.POSITIVE_INFINITY;
            for (int t = 0; t < trace.length; t++) {
                possible = Math.min(possible, naive.upper(formula, t));
                if (t + horizon < trace.length) {
                    decidedLower = Math.min(decidedLower, naive.lower(formula, t));
                    decidedUpper = Math.min(decidedUpper, naive.upper(formula, t));
                }
            }
            assertThat(possible <= least[1])
                    .as("%s: %s is possible, %s the verdict", formula, possible, least[1])
                    .isTrue();
            assertThat(least[1] <= decidedUpper)
                    .as("%s: %s is decided", formula, decidedUpper)
                    .isTrue();
            assertThat(least[0] <= decidedLower)
                    .as("%s: %s is decided", formula, decidedLower)
                    .isTrue();
        });
    }

    /** In every tick: the least over all instants of what the samples so far leave possible. */
    @Test
    void whatLooksAheadToForbidIsKnownToBeViolatedInTheTickInWhichThatHappens() {
        Property.check(FORMULAS, choices -> {
            RandomFormulas random = new RandomFormulas(choices);
            Formula formula = random.forbidding(DEPTH);
            double[][] trace = random.trace(choices.integer(1, 12));
            NaiveSemantics naive = new NaiveSemantics(trace);
            double possible = Double.POSITIVE_INFINITY;
            for (int t = 0; t < trace.length; t++) {
                possible = Math.min(possible, naive.upper(formula, t));
            }

            same(leastVerdicts(formula, trace)[1], possible, formula, trace.length);
        });
    }

    @Test
    void aResponseThatStaysAwayIsKnownAtItsDeadline() {
        Formula request = new Formula.Atom(Term.reading(0));
        Formula response = new Formula.Atom(Term.reading(1));
        SignalMonitor monitor = SignalMonitor.always(new Formula.Or(
                new Formula.Not(request), new Formula.Over(Formula.Scope.EVENTUALLY, new Span(0, 3), response)));
        double[][] trace = {{-1, -1}, {1, -2}, {-1, -3}, {-1, -1}, {-1, -1}, {-1, 1}};
        double[] verdicts = new double[trace.length];
        for (int n = 0; n < trace.length; n++) {
            monitor.step(trace[n]);
            verdicts[n] = monitor.upper();
        }

        assertThat(verdicts)
                .containsExactly(
                        Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 1, -1, 1);
    }

    @Test
    void aValueThatIsNotKnownLeavesARuleUnknownAsLongAsItIsInItsWindow() {
        SignalMonitor monitor = SignalMonitor.always(
                new Formula.Over(Formula.Scope.HISTORICALLY, new Span(0, 2), new Formula.Atom(Term.reading(0))));
        double[] values = {1, Double.NaN, 1, 1, 1};
        boolean[] holds = new boolean[values.length];
        for (int n = 0; n < values.length; n++) {
            monitor.step(new double[] {values[n], 0});
            holds[n] = monitor.lower() >= 0;
            assertThat(monitor.upper()).isEqualTo(1);
        }

        assertThat(holds).containsExactly(true, false, false, false, true);
    }

    @Test
    void aRestartForgetsEverything() {
        Property.check(300, choices -> {
            RandomFormulas random = new RandomFormulas(choices);
            Formula formula = random.any(DEPTH);
            double[][] trace = random.trace(30);
            SignalMonitor used = SignalMonitor.always(formula);
            for (double[] sample : random.trace(20)) {
                used.step(sample);
            }
            used.restart();
            SignalMonitor fresh = SignalMonitor.always(formula);
            for (double[] sample : trace) {
                used.step(sample);
                fresh.step(sample);
                assertThat(used.lower()).isEqualTo(fresh.lower());
                assertThat(used.upper()).isEqualTo(fresh.upper());
            }
        });
    }

    @Test
    void afterItsMemoryOfEqualSamplesItsVerdictStays() {
        Property.check(300, choices -> {
            RandomFormulas random = new RandomFormulas(choices);
            SignalMonitor monitor = SignalMonitor.always(random.any(2));
            double[] sample = random.trace(1)[0];
            for (long i = 0; i < monitor.memoryTicks(); i++) {
                monitor.step(sample);
            }
            double settled = monitor.lower();
            for (int i = 0; i < 50; i++) {
                monitor.step(sample);
                assertThat(monitor.lower()).isEqualTo(settled);
            }
        });
    }

    /** Of widths that no random formula has, and that are even, odd, and smallest. */
    @Test
    void aWindowIsRightAtAnyWidth() {
        Property.check(200, choices -> {
            int width = choices.integer(1, 300);
            Formula atom = new Formula.Atom(Term.reading(0));
            SignalMonitor monitor =
                    SignalMonitor.exact(new Formula.Over(Formula.Scope.ONCE, new Span(0, width - 1), atom));
            double[] values = new double[3 * width + choices.integer(0, width)];
            for (int n = 0; n < values.length; n++) {
                values[n] = choices.between(-1, 1);
                monitor.step(new double[] {values[n], 0});
                double greatest = Double.NEGATIVE_INFINITY;
                for (int s = Math.max(0, n - width + 1); s <= n; s++) {
                    greatest = Math.max(greatest, values[s]);
                }
                assertThat(monitor.lower()).isEqualTo(greatest);
            }
        });
    }

    private static double[] leastVerdicts(Formula formula, double[][] trace) {
        SignalMonitor monitor = SignalMonitor.always(formula);
        double lower = Double.POSITIVE_INFINITY;
        double upper = Double.POSITIVE_INFINITY;
        for (double[] sample : trace) {
            monitor.step(sample);
            lower = Math.min(lower, monitor.lower());
            upper = Math.min(upper, monitor.upper());
        }
        return new double[] {lower, upper};
    }

    private static void same(double ours, double theirs, Formula formula, int tick) {
        // 0 and −0 are the same robustness
        assertThat(ours == theirs)
                .as("%s at %d: %s, by definition %s", formula, tick, ours, theirs)
                .isTrue();
    }
}
