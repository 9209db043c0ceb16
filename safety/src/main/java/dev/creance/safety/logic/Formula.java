package dev.creance.safety.logic;

/**
 * A formula of temporal logic over samples, one a tick. Its robustness at an instant says by how much it holds: that of a
 * comparison is the difference of its sides, that of {@code and} the least of both, and so on; below zero it does not hold.
 */
public sealed interface Formula {
    record Truth(boolean holds) implements Formula {}

    /** A comparison: holds by as much as the term is above zero. */
    record Atom(Term margin) implements Formula {}

    /** In sequences: something that is known at once, by its name. */
    record Event(String name, Formula of) implements Formula {}

    record Not(Formula of) implements Formula {}

    record And(Formula left, Formula right) implements Formula {}

    record Or(Formula left, Formula right) implements Formula {}

    /** Over all, or some, of the instants of a span. */
    record Over(Scope scope, Span when, Formula of) implements Formula {}

    /** The goal is reached within the span ahead, and at every instant before that the other holds. */
    record Until(Span when, Formula hold, Formula goal) implements Formula {}

    /** The goal was reached within the span behind, and at every instant after that the other has held. */
    record Since(Span when, Formula hold, Formula goal) implements Formula {}

    /** In sequences: at the next tick. */
    record Next(Formula of) implements Formula {}

    /** In sequences: holds until the goal is reached, and for ever where that never happens. */
    record Unless(Formula hold, Formula goal) implements Formula {}

    /** Which instants are meant. */
    enum Scope {
        ALWAYS("always", true, true),
        EVENTUALLY("eventually", true, false),
        HISTORICALLY("historically", false, true),
        ONCE("once", false, false);

        private final String word;
        private final boolean ahead;
        private final boolean all;

        Scope(String word, boolean ahead, boolean all) {
            this.word = word;
            this.ahead = ahead;
            this.all = all;
        }

        String word() {
            return word;
        }

        /** Future instants, otherwise past ones. */
        boolean isAhead() {
            return ahead;
        }

        /** All of them, otherwise some. */
        boolean isAll() {
            return all;
        }

        /** That of the negation. */
        Scope dual() {
            return switch (this) {
                case ALWAYS -> EVENTUALLY;
                case EVENTUALLY -> ALWAYS;
                case HISTORICALLY -> ONCE;
                case ONCE -> HISTORICALLY;
            };
        }
    }
}
