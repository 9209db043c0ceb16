package dev.creance.runtime.lateness;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Late ticks that wait for their evidence, the evidence, and the result. A tick is judged once everything that happened up to
 * its end has been heard of, so that what is kept stays small in a run of days. Safe from any thread.
 */
final class Judgement {
    static final int WORST = 20;
    // Evidence that is held up for longer is not waited for.
    private static final long PATIENCE_NS = 10_000_000_000L;

    private final ArrayDeque<LateTick> waiting = new ArrayDeque<>();
    private final ArrayDeque<Evidence> evidence = new ArrayDeque<>();
    private final Map<LateCause, Long> byCause = new EnumMap<>(LateCause.class);
    private final Map<Phase, Long> unexplainedIn = new EnumMap<>(Phase.class);
    private final List<LateTickReport.Judged> worst = new ArrayList<>();
    private long count;

    synchronized void found(Evidence piece) {
        evidence.add(piece);
    }

    synchronized void late(LateTick tick) {
        waiting.add(tick);
        count++;
    }

    /**
     * Judges the ticks that are ripe.
     *
     * @param heardUntilNs up to when all sources have told all
     */
    synchronized void judge(long heardUntilNs, long nowNs) {
        while (!waiting.isEmpty()
                && (waiting.peek().endNs() < heardUntilNs || waiting.peek().endNs() < nowNs - PATIENCE_NS)) {
            judge(waiting.poll());
        }
        // A row of late ticks reaches back to its first, so evidence outlives the patience once.
        long neededFromNs = Math.min(heardUntilNs, nowNs) - PATIENCE_NS;
        if (!waiting.isEmpty()) {
            neededFromNs = Math.min(neededFromNs, waiting.peek().fromNs());
        }
        Iterator<Evidence> oldest = evidence.iterator();
        while (oldest.hasNext() && oldest.next().toNs() < neededFromNs) {
            oldest.remove();
        }
    }

    private void judge(LateTick tick) {
        Set<LateCause> causes = Correlation.causesOf(tick, evidence);
        if (causes.isEmpty()) {
            causes = EnumSet.of(LateCause.UNEXPLAINED);
            unexplainedIn.merge(tick.phase(), 1L, Long::sum);
        }
        causes.forEach(cause -> byCause.merge(cause, 1L, Long::sum));
        worst.add(new LateTickReport.Judged(tick, causes));
        if (worst.size() >= 2 * WORST) {
            keepTheWorst();
        }
    }

    private void keepTheWorst() {
        worst.sort(Comparator.comparingLong(
                        (LateTickReport.Judged judged) -> judged.tick().lostNs())
                .reversed());
        if (worst.size() > WORST) {
            worst.subList(WORST, worst.size()).clear();
        }
    }

    synchronized LateTickReport report(Set<LateCause> visible) {
        keepTheWorst();
        return new LateTickReport(count, byCause, unexplainedIn, worst, visible);
    }
}
