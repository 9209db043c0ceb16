package dev.creance.safety.logic;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * What must hold from the next tick on: one of several sets of formulas, each a mask. No set contains another one, and they are in
 * order, so that equal duties are equal arrays: none at all is false, the empty set is true.
 */
record Duties(long[] sets) {
    /** Beyond this many a formula is refused. */
    private static final int MOST = 512;

    static final Duties FALSE = new Duties(new long[0]);
    static final Duties TRUE = new Duties(new long[] {0});

    static Duties of(long set) {
        return new Duties(new long[] {set});
    }

    Duties or(Duties other) {
        return least(LongStream.concat(Arrays.stream(sets), Arrays.stream(other.sets)));
    }

    Duties and(Duties other) {
        return least(
                Arrays.stream(sets).flatMap(set -> Arrays.stream(other.sets).map(another -> set | another)));
    }

    private static Duties least(LongStream sets) {
        long[] all = sets.distinct().sorted().toArray();
        long[] kept = Arrays.stream(all)
                .filter(set -> Arrays.stream(all).noneMatch(other -> other != set && (other & set) == other))
                .toArray();
        if (kept.length > MOST) {
            throw new SequenceError("it has more than " + MOST + " ways to go on", "split it into several rules");
        }
        return new Duties(kept);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Duties duties && Arrays.equals(sets, duties.sets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sets);
    }

    @Override
    public String toString() {
        return Arrays.toString(sets);
    }
}
