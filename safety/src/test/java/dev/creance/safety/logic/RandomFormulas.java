package dev.creance.safety.logic;

import dev.creance.runtime.property.Choices;
import java.util.List;

/** Formulas and traces at random. Their numbers are small halves, so that sums are exact in whatever order. */
final class RandomFormulas {
    static final int CHANNELS = 2;
    private static final int LONGEST = 5;

    private final Choices choices;

    RandomFormulas(Choices choices) {
        this.choices = choices;
    }

    /** @param depth operators inside each other at most */
    Formula any(int depth) {
        if (depth == 0) {
            return choices.integer(0, 15) == 15 ? new Formula.Truth(choices.bool()) : atom();
        }
        return switch (choices.integer(0, 9)) {
            case 0 -> atom();
            case 1 -> new Formula.Not(any(depth - 1));
            case 2 -> new Formula.And(any(depth - 1), any(depth - 1));
            case 3 -> new Formula.Or(any(depth - 1), any(depth - 1));
            case 4 -> new Formula.Until(bounded(), any(depth - 1), any(depth - 1));
            case 5 -> new Formula.Since(anyPast(), any(depth - 1), any(depth - 1));
            case 6 -> new Formula.Over(Formula.Scope.ALWAYS, bounded(), any(depth - 1));
            case 7 -> new Formula.Over(Formula.Scope.EVENTUALLY, bounded(), any(depth - 1));
            case 8 -> new Formula.Over(Formula.Scope.HISTORICALLY, anyPast(), any(depth - 1));
            default -> new Formula.Over(Formula.Scope.ONCE, anyPast(), any(depth - 1));
        };
    }

    /**
     * What looks ahead only to forbid, with one part of each {@code or} at most, and there asks for what is measured at that instant:
     * else a later instant's value could be known in part before that comes.
     */
    Formula forbidding(int depth) {
        return forbidding(depth, false);
    }

    private Formula forbidding(int depth, boolean ahead) {
        if (depth == 0) {
            return atom();
        }
        return switch (choices.integer(0, 4)) {
            case 0 -> new Formula.And(forbidding(depth - 1, ahead), forbidding(depth - 1, ahead));
            case 1 -> new Formula.Or(ahead ? present(1) : past(depth - 1), forbidding(depth - 1, ahead));
            case 2 -> new Formula.Over(Formula.Scope.ALWAYS, bounded(), forbidding(depth - 1, true));
            case 3 -> new Formula.Not(new Formula.Until(bounded(), present(1), present(1)));
            default -> ahead ? present(1) : past(depth - 1);
        };
    }

    private Formula present(int depth) {
        if (depth == 0) {
            return atom();
        }
        return switch (choices.integer(0, 3)) {
            case 0 -> new Formula.Not(present(depth - 1));
            case 1 -> new Formula.And(present(depth - 1), present(depth - 1));
            case 2 -> new Formula.Or(present(depth - 1), present(depth - 1));
            default -> atom();
        };
    }

    private Formula past(int depth) {
        if (depth <= 0) {
            return atom();
        }
        return switch (choices.integer(0, 5)) {
            case 0 -> new Formula.Not(past(depth - 1));
            case 1 -> new Formula.Or(past(depth - 1), past(depth - 1));
            case 2 -> new Formula.Since(anyPast(), past(depth - 1), past(depth - 1));
            case 3 -> new Formula.Over(Formula.Scope.ONCE, anyPast(), past(depth - 1));
            case 4 -> new Formula.Over(Formula.Scope.HISTORICALLY, anyPast(), past(depth - 1));
            default -> atom();
        };
    }

    private Span bounded() {
        int from = choices.integer(0, 3) == 3 ? choices.integer(0, LONGEST) : 0;
        return new Span(from, from + choices.integer(0, LONGEST));
    }

    private Span anyPast() {
        Span bounded = bounded();
        return choices.integer(0, 5) == 5 ? new Span(bounded.from(), Span.FOREVER) : bounded;
    }

    private Formula atom() {
        Term reading = Term.reading(choices.integer(0, CHANNELS - 1)).times(choices.bool() ? 1 : -1);
        Term sum = reading.plus(Term.number(0.5 * choices.integer(-4, 4)));
        if (choices.integer(0, 4) == 4) {
            Term other = Term.reading(0).plus(Term.reading(1).times(-2));
            sum = sum.plus(new Term(0, List.of(new Term.Absolute(choices.bool() ? 1 : -0.5, other))));
        }
        return new Formula.Atom(sum);
    }

    /** A value is NaN or infinite now and then. */
    double[][] trace(int length) {
        double[][] trace = new double[length][CHANNELS];
        for (double[] sample : trace) {
            for (int i = 0; i < CHANNELS; i++) {
                sample[i] = switch (choices.integer(0, 29)) {
                    case 27 -> Double.POSITIVE_INFINITY;
                    case 28 -> Double.NEGATIVE_INFINITY;
                    case 29 -> Double.NaN;
                    default -> 0.5 * choices.integer(-6, 6);
                };
            }
        }
        return trace;
    }
}
