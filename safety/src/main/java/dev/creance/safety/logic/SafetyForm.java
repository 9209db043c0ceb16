package dev.creance.safety.logic;

import dev.creance.safety.logic.Formula.Scope;

/**
 * Sequences with negations moved inwards, down to what is known at once. In this form, a formula that has neither {@code
 * eventually} nor {@code until} left is of the safety fragment: what violates it does so by a beginning. Others are refused.
 */
final class SafetyForm {
    private SafetyForm() {}

    static Formula of(Formula formula) {
        return of(formula, false);
    }

    private static Formula of(Formula formula, boolean negated) {
        return switch (formula) {
            case Formula.Truth truth -> new Formula.Truth(truth.holds() != negated);
            case Formula.Atom _, Formula.Event _ -> negated ? new Formula.Not(formula) : formula;
            case Formula.Not not -> of(not.of(), !negated);
            case Formula.And and -> join(!negated, of(and.left(), negated), of(and.right(), negated));
            case Formula.Or or -> join(negated, of(or.left(), negated), of(or.right(), negated));
            case Formula.Next next -> new Formula.Next(of(next.of(), negated));
            case Formula.Over over -> over(over, negated);
            case Formula.Unless unless -> {
                if (negated) {
                    throw never("not (… unless …)");
                }
                yield new Formula.Unless(of(unless.hold(), false), of(unless.goal(), false));
            }
            case Formula.Until until -> {
                if (!negated) {
                    throw never("until");
                }
                // not (p until q) is not q unless (not p and not q)
                Formula noGoal = of(until.goal(), true);
                yield new Formula.Unless(noGoal, new Formula.And(of(until.hold(), true), noGoal));
            }
            case Formula.Since _ -> throw new IllegalArgumentException(formula + " looks back");
        };
    }

    private static Formula over(Formula.Over over, boolean negated) {
        Scope scope = negated ? over.scope().dual() : over.scope();
        if (scope != Scope.ALWAYS) {
            throw never(negated ? "not always" : over.scope().word());
        }
        return new Formula.Over(scope, Span.EVER, of(over.of(), negated));
    }

    private static Formula join(boolean and, Formula left, Formula right) {
        return and ? new Formula.And(left, right) : new Formula.Or(left, right);
    }

    private static SequenceError never(String what) {
        return new SequenceError(
                "'" + what + "' promises what may come at any time: no run that has an end can violate it",
                "say what must not happen before (always, unless, next), or write a rule with times: eventually[0 s, 1 s]");
    }
}
