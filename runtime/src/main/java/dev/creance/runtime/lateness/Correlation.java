package dev.creance.runtime.lateness;

import java.util.EnumSet;
import java.util.Set;

/** Which causes a late tick coincides with: a function of the tick and the evidence alone. */
final class Correlation {
    // Less than a quarter of the time lost is an accompaniment, not a cause: run-queue delays and pauses of some µs are
    // always
    // near.
    private static final long SHARE = 4;

    private Correlation() {}

    /**
     * A cause coincides where its evidence overlaps the time in which the tick was made late, and, where the evidence says for
     * how long, adds up to a quarter of the time lost. The result is empty where nothing coincides.
     */
    static Set<LateCause> causesOf(LateTick late, Iterable<Evidence> evidence) {
        long[] amounts = new long[LateCause.values().length];
        for (Evidence piece : evidence) {
            if (piece.fromNs() <= late.endNs() && piece.toNs() >= late.fromNs()) {
                amounts[piece.cause().ordinal()] +=
                        piece.cause() == LateCause.WAITING ? waitedInTickNs(late, piece) : piece.amount();
            }
        }
        if (late.phase() == Phase.WAKE_UP) {
            amounts[LateCause.WAITING.ordinal()] = 0; // it slept until then, as it should
        }
        EnumSet<LateCause> causes = EnumSet.noneOf(LateCause.class);
        for (LateCause cause : LateCause.values()) {
            long amount = amounts[cause.ordinal()];
            if (amount > 0 && (!cause.timed() || amount >= late.lostNs() / SHARE)) {
                causes.add(cause);
            }
        }
        dropConsequences(causes);
        return causes;
    }

    /** At least so long it waited inside the tick, were it asleep in all the time outside of it. */
    private static long waitedInTickNs(LateTick late, Evidence piece) {
        long insideNs = Math.min(piece.toNs(), late.endNs()) - Math.max(piece.fromNs(), late.fromNs());
        long outsideNs = piece.toNs() - piece.fromNs() - insideNs;
        return Math.max(0, piece.amount() - outsideNs);
    }

    /** What is only another sight of a cause that is named already. */
    private static void dropConsequences(Set<LateCause> causes) {
        if (causes.contains(LateCause.GC_PAUSE)) {
            causes.remove(LateCause.SAFEPOINT); // every pause is one
        }
        if (causes.contains(LateCause.GC_PAUSE)
                || causes.contains(LateCause.SAFEPOINT)
                || causes.contains(LateCause.STEAL)
                || causes.contains(LateCause.CPU_QUOTA)) {
            causes.remove(LateCause.STANDSTILL); // they hold the watching thread up too
            causes.remove(LateCause.WAITING); // and leave the tick's neither running nor ready
        }
        if (causes.contains(LateCause.STANDSTILL)) {
            causes.remove(LateCause.WAITING);
        }
    }
}
