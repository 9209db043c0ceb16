package dev.creance.safety.logic;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A deterministic automaton that reads, tick by tick, which events hold, and is in a bad state as soon as nothing that may follow
 * can fulfil its formula.
 *
 * <p>Made by progression: what a formula demands of now is decided by the events, and what it demands of the next tick is left,
 * {@code always φ} ↦ φ's rest and {@code always φ}; {@code p unless q} ↦ q's rest, or p's rest and {@code p unless q}. Rests are
 * kept as {@link Duties} over the formulas that come up, so there are finitely many. A state is bad where every event leads to a
 * bad one, false being bad: the greatest fixed point of the others.
 */
final class Automaton {
    /** States fit one mask, so that a set of them can be followed where an event is unknown. */
    static final int MOST_STATES = 64;

    /** All combinations of unknown events are followed, so there must be few. */
    static final int MOST_EVENTS = 6;

    private static final int MOST_FORMULAS = 63;

    private final Map<Formula, Integer> events = new LinkedHashMap<>();
    private final Map<Formula, Integer> indices = new HashMap<>();
    private final List<Formula> formulas = new ArrayList<>();
    private final Map<Duties, Integer> states = new LinkedHashMap<>();
    private final List<int[]> rows = new ArrayList<>();
    private long bad;

    /** @throws SequenceError where it is not of the safety fragment, too large, or false whatever happens */
    Automaton(Formula sequence) {
        Formula formula = SafetyForm.of(sequence);
        collect(formula);
        if (events.size() > MOST_EVENTS) {
            throw new SequenceError(
                    "it has " + events.size() + " events, more than " + MOST_EVENTS, "split it into several rules");
        }
        explore(duty(formula));
        markBad();
        if ((bad & 1) != 0) {
            throw new SequenceError("no run can fulfil it", "see what contradicts itself");
        }
    }

    /** Formulas of its events, in the order of their bits. */
    List<Formula> events() {
        return events.keySet().stream()
                .map(each -> each instanceof Formula.Event event ? event.of() : each)
                .toList();
    }

    int size() {
        return states.size();
    }

    /** From state {@code s} with the events {@code e} at {@code [s << events | e]}. The first state is 0. */
    int[] transitions() {
        return rows.stream().flatMapToInt(java.util.Arrays::stream).toArray();
    }

    /** Mask of the bad states. */
    long bad() {
        return bad;
    }

    private void collect(Formula formula) {
        switch (formula) {
            case Formula.Truth _ -> {
                // no event
            }
            case Formula.Not not -> collect(not.of());
            case Formula.And and -> {
                collect(and.left());
                collect(and.right());
            }
            case Formula.Or or -> {
                collect(or.left());
                collect(or.right());
            }
            case Formula.Next next -> collect(next.of());
            case Formula.Over over -> collect(over.of());
            case Formula.Unless unless -> {
                collect(unless.hold());
                collect(unless.goal());
            }
            default -> events.putIfAbsent(formula, events.size());
        }
    }

    private void explore(Duties first) {
        Deque<Duties> open = new ArrayDeque<>(List.of(first));
        states.put(first, 0);
        while (!open.isEmpty()) {
            Duties state = open.poll();
            int[] row = new int[1 << events.size()];
            for (int letter = 0; letter < row.length; letter++) {
                Duties next = progress(state, letter);
                Integer known = states.get(next);
                if (known == null) {
                    known = states.size();
                    states.put(next, known);
                    open.add(next);
                }
                row[letter] = known;
            }
            rows.add(row);
            if (states.size() > MOST_STATES) {
                throw new SequenceError(
                        "its automaton has more than " + MOST_STATES + " states", "split it into several rules");
            }
        }
    }

    private Duties progress(Duties state, int letter) {
        Duties any = Duties.FALSE;
        for (long set : state.sets()) {
            Duties all = Duties.TRUE;
            for (long left = set; left != 0; left &= left - 1) {
                all = all.and(progress(formulas.get(Long.numberOfTrailingZeros(left)), letter));
            }
            any = any.or(all);
        }
        return any;
    }

    private Duties progress(Formula formula, int letter) {
        return switch (formula) {
            case Formula.Truth truth -> truth.holds() ? Duties.TRUE : Duties.FALSE;
            case Formula.Not not -> holds(not.of(), letter) ? Duties.FALSE : Duties.TRUE;
            case Formula.And and -> progress(and.left(), letter).and(progress(and.right(), letter));
            case Formula.Or or -> progress(or.left(), letter).or(progress(or.right(), letter));
            case Formula.Next next -> duty(next.of());
            case Formula.Over over -> progress(over.of(), letter).and(duty(over));
            case Formula.Unless unless ->
                progress(unless.goal(), letter)
                        .or(progress(unless.hold(), letter).and(duty(unless)));
            default -> holds(formula, letter) ? Duties.TRUE : Duties.FALSE;
        };
    }

    private boolean holds(Formula event, int letter) {
        return (letter >> events.get(event) & 1) != 0;
    }

    /** That this formula holds from the next tick on. */
    private Duties duty(Formula formula) {
        if (formula instanceof Formula.Truth truth) {
            return truth.holds() ? Duties.TRUE : Duties.FALSE;
        }
        Integer index = indices.get(formula);
        if (index == null) {
            index = formulas.size();
            if (index == MOST_FORMULAS) {
                throw new SequenceError("it has more than " + MOST_FORMULAS + " parts", "split it into several rules");
            }
            formulas.add(formula);
            indices.put(formula, index);
        }
        return Duties.of(1L << index);
    }

    private void markBad() {
        Integer never = states.get(Duties.FALSE);
        bad = never == null ? 0 : 1L << never;
        boolean grows = true;
        while (grows) {
            grows = false;
            for (int state = 0; state < rows.size(); state++) {
                boolean allBad = true;
                for (int next : rows.get(state)) {
                    allBad &= (bad >>> next & 1) != 0;
                }
                if (allBad && (bad >>> state & 1) == 0) {
                    bad |= 1L << state;
                    grows = true;
                }
            }
        }
    }
}
