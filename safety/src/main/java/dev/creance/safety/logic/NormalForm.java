package dev.creance.safety.logic;

/** Formulas of signal temporal logic with negations moved inwards, into comparisons; before {@code until} and {@code since} they stay. */
final class NormalForm {
    private NormalForm() {}

    static Formula of(Formula formula) {
        return of(formula, false);
    }

    static Formula negated(Formula formula) {
        return of(formula, true);
    }

    private static Formula of(Formula formula, boolean negated) {
        return switch (formula) {
            case Formula.Truth truth -> new Formula.Truth(truth.holds() != negated);
            case Formula.Atom atom -> negated ? new Formula.Atom(atom.margin().times(-1)) : atom;
            case Formula.Not not -> of(not.of(), !negated);
            case Formula.And and -> {
                Formula left = of(and.left(), negated);
                Formula right = of(and.right(), negated);
                yield negated ? new Formula.Or(left, right) : new Formula.And(left, right);
            }
            case Formula.Or or -> {
                Formula left = of(or.left(), negated);
                Formula right = of(or.right(), negated);
                yield negated ? new Formula.And(left, right) : new Formula.Or(left, right);
            }
            case Formula.Over over ->
                new Formula.Over(negated ? over.scope().dual() : over.scope(), over.when(), of(over.of(), negated));
            case Formula.Until until ->
                signed(new Formula.Until(until.when(), of(until.hold()), of(until.goal())), negated);
            case Formula.Since since ->
                signed(new Formula.Since(since.when(), of(since.hold()), of(since.goal())), negated);
            case Formula.Event _, Formula.Next _, Formula.Unless _ ->
                throw new IllegalArgumentException(formula + " belongs to sequences");
        };
    }

    private static Formula signed(Formula formula, boolean negated) {
        return negated ? new Formula.Not(formula) : formula;
    }
}
