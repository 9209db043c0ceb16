package dev.creance.safety.logic;

import dev.creance.safety.logic.Formula.Scope;
import java.util.ArrayList;
import java.util.List;

/**
 * What must hold at every instant so that a formula holds at every instant, in parts that are known as early as can be.
 *
 * <p>A formula that looks ahead is known at its instant only when its horizon has passed. But a rule is to hold at all instants, and
 * over all of them these are the same, in robustness too, for any B, p and q (B | φ stands for "B or φ"); they are used where B
 * does not look ahead, for else its own delay would come on top:
 *
 * <pre>
 *   always (B | φ and ψ)          always (B | φ),  always (B | ψ)
 *   always (B | always[a,b] φ)    always (historically[a,b] B | φ)
 *   always (B | p until[a,b] q)   with C = historically[a,a] B and c = b − a:
 *                                 always (B | always[0,a−1] p),  always (C | eventually[0,c] q),
 *                                 always (p | not (not q since[0,c] (not C and not q)))
 *   always (B | not (p until[a,b] q))
 *                                 always (not q | not once[1,1] (p since[a−1,b−1] (p and not B))),
 *                                 and where a = 0 always (not q | B)
 * </pre>
 *
 * The second line takes the least over instants t and over s from t + a to t + b in the other order. The weak until, p W q over c
 * ticks, is the least over n in [t, t+c] of max(p(n), max of q over [t,n]), and taken over all t and n in the other order it is the
 * last line of the until; what the until has besides is that q comes, and that p holds until the span begins. The last lines
 * are those of a release, likewise. So what looks ahead to forbid something is known to be violated in the tick in which that
 * happens, and what looks ahead to demand something when its time is over.
 */
final class Obligations {
    /** Distribution may double a formula again and again; one that grows beyond this is left as it is. */
    private static final int MOST = 64;

    private final List<Formula> found = new ArrayList<>();

    private Obligations() {}

    static List<Formula> of(Formula formula) {
        Formula normal = NormalForm.of(formula);
        Obligations obligations = new Obligations();
        obligations.clause(List.of(normal));
        return obligations.found.size() > MOST ? List.of(normal) : obligations.found;
    }

    /** Takes formulas of which one must hold at every instant. */
    private void clause(List<Formula> some) {
        if (found.size() > MOST) {
            return;
        }
        for (int i = 0; i < some.size(); i++) {
            List<Formula> others = new ArrayList<>(some);
            others.remove(i);
            if (split(some.get(i), others)) {
                return;
            }
        }
        found.add(any(some));
    }

    /** Goes on with what is the same as one of them beside the others; false where nothing better is. */
    private boolean split(Formula formula, List<Formula> others) {
        switch (formula) {
            case Formula.Or or -> clause(with(others, or.left(), or.right()));
            case Formula.And and -> {
                clause(with(others, and.left()));
                clause(with(others, and.right()));
            }
            case Formula _
            when others.stream().anyMatch(Obligations::looksAhead) -> {
                return false;
            }
            case Formula.Over over
            when over.scope() == Scope.ALWAYS -> clause(with(excuse(over.when(), others), over.of()));
            case Formula.Until until -> until(until, others);
            case Formula.Not(Formula.Until until) -> never(until, others);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void until(Formula.Until until, List<Formula> others) {
        int from = until.when().from();
        Span rest = new Span(0, until.when().to() - from);
        if (from > 0) {
            clause(with(others, new Formula.Over(Scope.ALWAYS, new Span(0, from - 1), until.hold())));
        }
        List<Formula> excuses = excuse(new Span(from, from), others);
        clause(with(excuses, new Formula.Over(Scope.EVENTUALLY, rest, until.goal())));
        if (excuses.isEmpty()) {
            clause(List.of(until.hold(), until.goal()));
            return;
        }
        Formula notYet = NormalForm.negated(until.goal());
        Formula due = new Formula.And(NormalForm.negated(any(excuses)), notYet);
        Formula pending = new Formula.Since(rest, notYet, due);
        clause(List.of(until.hold(), new Formula.Not(pending)));
    }

    private void never(Formula.Until until, List<Formula> others) {
        Span when = until.when();
        Formula noGoal = NormalForm.negated(until.goal());
        if (when.from() == 0) {
            clause(with(others, noGoal));
        }
        if (when.to() > 0) {
            Formula begins =
                    others.isEmpty() ? until.hold() : new Formula.And(NormalForm.negated(any(others)), until.hold());
            Span before = new Span(Math.max(0, when.from() - 1), when.to() - 1);
            Formula held = new Formula.Since(before, until.hold(), begins);
            clause(List.of(noGoal, new Formula.Not(new Formula.Over(Scope.ONCE, new Span(1, 1), held))));
        }
    }

    private static boolean looksAhead(Formula formula) {
        return switch (formula) {
            case Formula.Not not -> looksAhead(not.of());
            case Formula.And and -> looksAhead(and.left()) || looksAhead(and.right());
            case Formula.Or or -> looksAhead(or.left()) || looksAhead(or.right());
            case Formula.Over over -> over.scope().isAhead() || looksAhead(over.of());
            case Formula.Since since -> looksAhead(since.hold()) || looksAhead(since.goal());
            case Formula.Until _ -> true;
            default -> false;
        };
    }

    /** What excuses an instant, if it did at all those from which the span reaches it; before the first there are none. */
    private static List<Formula> excuse(Span when, List<Formula> others) {
        if (when.to() == 0 || (others.isEmpty() && when.from() == 0)) {
            return others;
        }
        Formula any = others.isEmpty() ? new Formula.Truth(false) : any(others);
        return List.of(new Formula.Over(Scope.HISTORICALLY, when, any));
    }

    private static List<Formula> with(List<Formula> others, Formula... more) {
        List<Formula> all = new ArrayList<>(others);
        all.addAll(List.of(more));
        return all;
    }

    private static Formula any(List<Formula> some) {
        return some.stream().reduce(Formula.Or::new).orElse(new Formula.Truth(false));
    }
}
