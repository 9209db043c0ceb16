package dev.creance.app;

import dev.creance.runtime.lateness.LateTick;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Says while it flies that ticks are late: those that were woken late, that took too long, and that were held up once their
 * work was done, each apart, since what helps is not the same. The first of a kind is told at once, those after it together, at
 * most once in ten seconds. All counts stand in the summary.
 */
final class LateTicks implements Consumer<LateTick> {
    private static final long INTERVAL_NS = 10_000_000_000L;
    private static final String DOCTOR = "see 'creance doctor' for what this machine lacks, or lower loop.rate";

    private final long periodNs;
    private final Consumer<String> say;
    private final Kind woken = new Kind("woken late, the worst by", DOCTOR);
    private final Kind busy = new Kind("too long, the worst", "lower loop.rate");
    private final Kind heldUp = new Kind("held up after its write, the worst by", DOCTOR);

    /** @param say must not wait */
    LateTicks(long periodNs, Consumer<String> say) {
        this.periodNs = periodNs;
        this.say = say;
    }

    @Override
    public void accept(LateTick late) {
        long worstNs = Math.max(late.wakeUpNs(), Math.max(late.workNs(), late.restNs()));
        Kind kind = worstNs == late.wakeUpNs() ? woken : worstNs == late.workNs() ? busy : heldUp;
        kind.add(late.tick(), worstNs, late.skipped());
        if (late.endNs() >= kind.nextNs) {
            say.accept(kind.text(periodNs));
            kind.told(late.endNs());
        }
    }

    /** Late ticks of one kind that were not told yet. */
    private static final class Kind {
        private final String what;
        private final String remedy;
        private long nextNs = Long.MIN_VALUE;
        private long count;
        private long worstNs;
        private long worstTick;
        private long skipped;

        Kind(String what, String remedy) {
            this.what = what;
            this.remedy = remedy;
        }

        void add(long tick, long ns, long skippedAfter) {
            count++;
            skipped += skippedAfter;
            if (ns >= worstNs) {
                worstNs = ns;
                worstTick = tick;
            }
        }

        String text(long periodNs) {
            return String.format(
                    Locale.ROOT,
                    "overruns: %d x %s %.0f us (tick %d; the period is %.0f us), %d ticks skipped; %s",
                    count,
                    what,
                    worstNs * 1e-3,
                    worstTick,
                    periodNs * 1e-3,
                    skipped,
                    remedy);
        }

        void told(long nowNs) {
            nextNs = nowNs + INTERVAL_NS;
            count = 0;
            worstNs = 0;
            skipped = 0;
        }
    }
}
