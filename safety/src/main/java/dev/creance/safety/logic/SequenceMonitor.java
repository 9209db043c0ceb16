package dev.creance.safety.logic;

import dev.creance.runtime.HotPath;

/**
 * Monitors the order of events from the first sample on: 1 while it can still be fulfilled, −1 from the tick on in which it is
 * violated for good. Where an event is unknown, all states that may be are followed; a state that may be bad is unknown, and, as
 * what is bad stays bad, remains so.
 *
 * <pre>{@code
 * Formula order = Specification.sequence("not lifted unless closed", words).formula();
 * SequenceMonitor monitor = new SequenceMonitor(order);
 * }</pre>
 */
public final class SequenceMonitor implements Monitor {
    private final SignalMonitor signals;
    private final int events;
    private final int[] transitions;
    private final int states;
    private final long bad;

    /** Mask of the states in which it may be. */
    private long possible;

    /**
     * Makes the automaton.
     *
     * @throws SequenceError where it is not of the safety fragment, too large, or false whatever happens
     */
    public SequenceMonitor(Formula sequence) {
        Automaton automaton = new Automaton(sequence);
        signals = SignalMonitor.each(automaton.events());
        if (signals.delayTicks() > 0) {
            throw new SequenceError(
                    "an event is known only " + signals.delayTicks() + " ticks later, as it looks ahead",
                    "let events look back: historically, once, since");
        }
        events = automaton.events().size();
        transitions = automaton.transitions();
        states = automaton.size();
        bad = automaton.bad();
        restart();
    }

    @Override
    public void restart() {
        signals.restart();
        possible = 1;
    }

    /** Of the automaton. */
    int states() {
        return states;
    }

    @Override
    @HotPath
    public void step(double[] sample) {
        signals.step(sample);
        int holding = 0;
        int unknown = 0;
        for (int i = 0; i < events; i++) {
            boolean may = signals.upper(i) >= 0;
            boolean must = signals.lower(i) >= 0;
            holding |= must ? 1 << i : 0;
            unknown |= may && !must ? 1 << i : 0;
        }
        long next = 0;
        for (long left = possible; left != 0; left &= left - 1) {
            int row = Long.numberOfTrailingZeros(left) << events;
            // through all combinations of what is unknown, down to none of it
            int some = unknown;
            next |= 1L << transitions[row | holding | some];
            while (some != 0) {
                some = (some - 1) & unknown;
                next |= 1L << transitions[row | holding | some];
            }
        }
        possible = next;
    }

    @Override
    public double lower() {
        return (possible & bad) == 0 ? 1 : -1;
    }

    @Override
    public double upper() {
        return (possible & ~bad) != 0 ? 1 : -1;
    }

    @Override
    public long delayTicks() {
        return 0;
    }

    @Override
    public long memoryTicks() {
        return signals.memoryTicks();
    }

    @Override
    public int operators() {
        return signals.operators() + 1;
    }

    @Override
    public long memoryBytes() {
        return signals.memoryBytes() + Long.BYTES + (long) Integer.BYTES * transitions.length;
    }
}
