package dev.creance.safety.logic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.runtime.property.Choices;
import dev.creance.runtime.property.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held against the meaning of sequences on words that end in a loop, by brute force. */
class SequenceMonitorTest {
    private static final int RUNS = 3000;
    private static final int EVENTS = 2;
    private static final int LETTERS = 1 << EVENTS;
    private static final Formula P = new Formula.Atom(Term.reading(0));
    private static final Formula Q = new Formula.Atom(Term.reading(1));

    /** Of the safety fragment, whichever way it is written. */
    private static Formula formula(Choices choices, int depth, boolean negated) {
        if (depth == 0) {
            return choices.bool() ? P : Q;
        }
        return switch (choices.integer(0, 6)) {
            case 0 -> choices.bool() ? P : Q;
            case 1 -> new Formula.Not(formula(choices, depth - 1, !negated));
            case 2 -> new Formula.And(formula(choices, depth - 1, negated), formula(choices, depth - 1, negated));
            case 3 -> new Formula.Or(formula(choices, depth - 1, negated), formula(choices, depth - 1, negated));
            case 4 -> new Formula.Next(formula(choices, depth - 1, negated));
            case 5 ->
                new Formula.Over(
                        negated ? Formula.Scope.EVENTUALLY : Formula.Scope.ALWAYS,
                        Span.EVER,
                        formula(choices, depth - 1, negated));
            default -> {
                Formula hold = formula(choices, depth - 1, negated);
                Formula goal = formula(choices, depth - 1, negated);
                yield negated ? new Formula.Until(Span.EVER, hold, goal) : new Formula.Unless(hold, goal);
            }
        };
    }

    /** Letters, of which those from {@code loop} on repeat for ever. */
    private record Word(List<Integer> letters, int loop) {
        int position(int from, int ahead) {
            int at = from + ahead;
            return at < letters.size() ? at : loop + (at - loop) % (letters.size() - loop);
        }

        boolean holds(Formula formula, int at) {
            int all = 2 * letters.size();
            return switch (formula) {
                case Formula.Atom atom -> (letters.get(at) >> (atom.equals(P) ? 0 : 1) & 1) != 0;
                case Formula.Not not -> !holds(not.of(), at);
                case Formula.And and -> holds(and.left(), at) && holds(and.right(), at);
                case Formula.Or or -> holds(or.left(), at) || holds(or.right(), at);
                case Formula.Next next -> holds(next.of(), position(at, 1));
                case Formula.Over over -> {
                    boolean always = over.scope() == Formula.Scope.ALWAYS;
                    boolean result = always;
                    for (int k = 0; k < all; k++) {
                        boolean now = holds(over.of(), position(at, k));
                        result = always ? result && now : result || now;
                    }
                    yield result;
                }
                case Formula.Until until -> reached(until.hold(), until.goal(), at, false);
                case Formula.Unless unless -> reached(unless.hold(), unless.goal(), at, true);
                default -> throw new IllegalArgumentException(formula.toString());
            };
        }

        private boolean reached(Formula hold, Formula goal, int at, boolean orNever) {
            for (int k = 0; k < 2 * letters.size(); k++) {
                int there = position(at, k);
                if (holds(goal, there)) {
                    return true;
                }
                if (!holds(hold, there)) {
                    return false;
                }
            }
            return orNever;
        }
    }

    /** All that may follow: up to three letters, then one or two again and again. */
    private static void everyContinuation(List<Integer> beginning, Consumer<Word> to) {
        for (int stem = 0; stem <= 3; stem++) {
            for (int loop = 1; loop <= 2; loop++) {
                int words = 1 << (EVENTS * (stem + loop));
                for (int code = 0; code < words; code++) {
                    List<Integer> letters = new ArrayList<>(beginning);
                    for (int i = 0; i < stem + loop; i++) {
                        letters.add((code >> (EVENTS * i)) & (LETTERS - 1));
                    }
                    to.accept(new Word(letters, beginning.size() + stem));
                }
            }
        }
    }

    private static boolean mayHold(Formula formula, List<Integer> beginning) {
        boolean[] found = new boolean[1];
        everyContinuation(beginning, word -> found[0] |= !found[0] && word.holds(formula, 0));
        return found[0];
    }

    private static double[] sample(int letter) {
        return new double[] {(letter & 1) != 0 ? 1 : -1, (letter & 2) != 0 ? 1 : -1};
    }

    @Test
    void aSequenceIsViolatedInTheTickFromWhichNothingThatFollowsCanFulfilIt() {
        Property.check(RUNS, choices -> {
            Formula formula = formula(choices, 3, false);
            SequenceMonitor monitor;
            try {
                monitor = new SequenceMonitor(formula);
            } catch (SequenceError contradiction) {
                assertThat(contradiction).hasMessageContaining("no run can fulfil it");
                assertThat(mayHold(formula, List.of())).as("%s", formula).isFalse();
                return;
            }
            List<Integer> letters = new ArrayList<>();
            for (int n = 0; n < 5; n++) {
                letters.add(choices.integer(0, LETTERS - 1));
                monitor.step(sample(letters.getLast()));
                assertThat(monitor.lower()).isEqualTo(monitor.upper());
                assertThat(monitor.lower() > 0)
                        .as("%s after %s", formula, letters)
                        .isEqualTo(mayHold(formula, letters));
                if (monitor.lower() < 0) {
                    return;
                }
            }
        });
    }

    @Test
    void whatIsUnknownIsViolatedWhereItMayBeAndForCertainWhereItMustBe() {
        Property.check(RUNS, choices -> {
            Formula formula = formula(choices, 3, false);
            SequenceMonitor monitor;
            try {
                monitor = new SequenceMonitor(formula);
            } catch (SequenceError contradiction) {
                return;
            }
            List<double[]> samples = new ArrayList<>();
            for (int n = 0; n < 4; n++) {
                double[] sample = sample(choices.integer(0, LETTERS - 1));
                if (choices.integer(0, 2) == 2) {
                    sample[choices.integer(0, 1)] = Double.NaN;
                }
                samples.add(sample);
                monitor.step(sample);
            }
            boolean[] seen = new boolean[2];
            everyCompletion(formula, samples, 0, seen);
            assertThat(monitor.lower() < 0).as("%s may be violated", formula).isEqualTo(seen[0]);
            assertThat(monitor.upper() > 0).as("%s may hold", formula).isEqualTo(seen[1]);
        });
    }

    /** @param seenOut whether it is violated by one of them, whether it holds by one */
    private static void everyCompletion(Formula formula, List<double[]> samples, int from, boolean[] seenOut) {
        for (int n = from; n < samples.size(); n++) {
            for (int i = 0; i < EVENTS; i++) {
                if (Double.isNaN(samples.get(n)[i])) {
                    for (double value : new double[] {-1, 1}) {
                        List<double[]> known = new ArrayList<>(samples);
                        known.set(n, samples.get(n).clone());
                        known.get(n)[i] = value;
                        everyCompletion(formula, known, n, seenOut);
                    }
                    return;
                }
            }
        }
        SequenceMonitor monitor = new SequenceMonitor(formula);
        samples.forEach(monitor::step);
        seenOut[monitor.lower() < 0 ? 0 : 1] = true;
    }

    @Test
    void nothingIsLiftedUnlessItIsHeldBefore() {
        SequenceMonitor monitor = new SequenceMonitor(new Formula.Unless(new Formula.Not(P), Q));
        monitor.step(sample(0));
        assertThat(monitor.lower()).isEqualTo(1);
        monitor.step(sample(1));
        assertThat(monitor.upper()).isEqualTo(-1);
        monitor.step(sample(2));
        assertThat(monitor.upper()).as("for good").isEqualTo(-1);
        monitor.restart();
        monitor.step(sample(2));
        monitor.step(sample(1));
        assertThat(monitor.lower()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eventually a > 0 m",
                "a > 0 m until b > 0 m",
                "not always a > 0 m",
                "not (a > 0 m unless b > 0 m)"
            })
    void whatNoBeginningCanViolateIsRefused(String text) {
        Formula formula = Specification.sequence(text, FormulaParserTest.WORDS).formula();

        assertThatThrownBy(() -> new SequenceMonitor(formula))
                .isInstanceOf(SequenceError.class)
                .hasMessageContaining("promises what may come at any time");
    }

    @Test
    void anAutomatonWithTooManyStatesIsRefused() {
        // whatever p was seven ticks ago, it is now
        Formula later = P;
        for (int i = 0; i < 7; i++) {
            later = new Formula.Next(later);
        }
        Formula echo = new Formula.Over(Formula.Scope.ALWAYS, Span.EVER, new Formula.Or(new Formula.Not(P), later));

        assertThatThrownBy(() -> new SequenceMonitor(echo))
                .isInstanceOf(SequenceError.class)
                .hasMessageContaining("more than 64 states");
    }

    @Test
    void anEventThatLooksAheadIsRefused() {
        Formula ahead = new Formula.Event("soon", new Formula.Over(Formula.Scope.EVENTUALLY, new Span(0, 3), P));

        assertThatThrownBy(() -> new SequenceMonitor(new Formula.Over(Formula.Scope.ALWAYS, Span.EVER, ahead)))
                .isInstanceOf(SequenceError.class)
                .hasMessageContaining("3 ticks later");
    }
}
