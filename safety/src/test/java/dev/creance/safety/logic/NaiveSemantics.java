package dev.creance.safety.logic;

/**
 * Robustness straight from its definition, instant by instant and without memory; nothing of the product's but the formula's
 * records. What is not known is all numbers: an ends of an interval that is carried through each definition.
 */
final class NaiveSemantics {
    private static final double INF = Double.POSITIVE_INFINITY;

    private final double[][] trace;

    /** @param trace samples by tick; those that would follow are unknown */
    NaiveSemantics(double[][] trace) {
        this.trace = trace;
    }

    /** The least robustness that the formula can have at an instant. */
    double lower(Formula formula, int t) {
        return end(formula, t, -INF);
    }

    /** The greatest. */
    double upper(Formula formula, int t) {
        return end(formula, t, INF);
    }

    /** @param unknown what an unknown comparison counts as */
    private double end(Formula formula, int t, double unknown) {
        return switch (formula) {
            case Formula.Truth truth -> truth.holds() ? INF : -INF;
            case Formula.Atom atom -> atom(atom.margin(), t, unknown);
            case Formula.Not not -> -end(not.of(), t, -unknown);
            case Formula.And and -> Math.min(end(and.left(), t, unknown), end(and.right(), t, unknown));
            case Formula.Or or -> Math.max(end(or.left(), t, unknown), end(or.right(), t, unknown));
            case Formula.Over over -> over(over, t, unknown);
            case Formula.Until until -> {
                double best = -INF;
                for (int s = t + until.when().from(); s <= t + until.when().to(); s++) {
                    double found = end(until.goal(), s, unknown);
                    for (int u = t; u < s; u++) {
                        found = Math.min(found, end(until.hold(), u, unknown));
                    }
                    best = Math.max(best, found);
                }
                yield best;
            }
            case Formula.Since since -> {
                double best = -INF;
                for (int s = t - since.when().from();
                        s >= 0 && t - s <= since.when().to();
                        s--) {
                    double found = end(since.goal(), s, unknown);
                    for (int u = s + 1; u <= t; u++) {
                        found = Math.min(found, end(since.hold(), u, unknown));
                    }
                    best = Math.max(best, found);
                }
                yield best;
            }
            default -> throw new IllegalArgumentException(formula.toString());
        };
    }

    private double over(Formula.Over over, int t, double unknown) {
        Span when = over.when();
        boolean all = over.scope() == Formula.Scope.ALWAYS || over.scope() == Formula.Scope.HISTORICALLY;
        boolean ahead = over.scope() == Formula.Scope.ALWAYS || over.scope() == Formula.Scope.EVENTUALLY;
        double result = all ? INF : -INF;
        for (int k = when.from(); k <= when.to(); k++) {
            int s = ahead ? t + k : t - k;
            if (s < 0) {
                break;
            }
            double found = end(over.of(), s, unknown);
            result = all ? Math.min(result, found) : Math.max(result, found);
        }
        return result;
    }

    private double atom(Term term, int t, double unknown) {
        double value = t < trace.length ? value(term, trace[t]) : Double.NaN;
        return Double.isNaN(value) || Double.isInfinite(value) ? unknown : value;
    }

    private static double value(Term term, double[] sample) {
        double value = term.constant();
        for (Term.Part part : term.parts()) {
            value += part.weight()
                    * switch (part) {
                        case Term.Reading reading -> sample[reading.channel()];
                        case Term.Absolute absolute -> Math.abs(value(absolute.of(), sample));
                    };
        }
        return value;
    }

    /** How far a formula looks ahead, in ticks. */
    static int horizon(Formula formula) {
        return switch (formula) {
            case Formula.Not not -> horizon(not.of());
            case Formula.And and -> Math.max(horizon(and.left()), horizon(and.right()));
            case Formula.Or or -> Math.max(horizon(or.left()), horizon(or.right()));
            case Formula.Over over ->
                horizon(over.of())
                        + (over.scope() == Formula.Scope.ALWAYS || over.scope() == Formula.Scope.EVENTUALLY
                                ? over.when().to()
                                : 0);
            case Formula.Until until -> until.when().to() + Math.max(horizon(until.hold()), horizon(until.goal()));
            case Formula.Since since -> Math.max(horizon(since.hold()), horizon(since.goal()));
            default -> 0;
        };
    }
}
