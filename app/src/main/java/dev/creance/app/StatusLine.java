package dev.creance.app;

import dev.creance.runtime.Cause;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Sink;
import dev.creance.runtime.Source;
import dev.creance.runtime.TickRecord;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What a person sees while the machine moves: one line, rewritten in place on a terminal; elsewhere one line for each change of
 * the failsafe state. It prints on a thread of its own, so that a terminal that stands still holds up nothing.
 */
final class StatusLine implements Sink {
    private static final long INTERVAL_NS = 100_000_000;
    private static final long PRINT_EVERY_MS = 200;

    private record Snapshot(
            double sinceStartS,
            FailsafeState state,
            Cause cause,
            Source source,
            String motion,
            long latestWakeupNs,
            long transportDelayNs,
            long rejected) {}

    private final PrintStream out;
    private final boolean rewrite;
    private final MotionText motion;
    private final AtomicReference<Snapshot> latest = new AtomicReference<>();
    private final Queue<String> warnings;
    private final Thread printer;
    private long firstNs = Long.MIN_VALUE;
    private long nextNs = Long.MIN_VALUE;
    private long worstWakeupNs;
    private FailsafeState lastState;
    private volatile boolean closed;

    /** @param warnings to be shown beside the line, as they come */
    StatusLine(PrintStream out, boolean rewrite, MotionText motion, Queue<String> warnings) {
        this.out = out;
        this.rewrite = rewrite;
        this.motion = motion;
        this.warnings = warnings;
        this.printer = Thread.ofPlatform().daemon().name("creance-status").start(this::print);
    }

    @Override
    public void accept(TickRecord record) {
        long nowNs = record.in.nowNs;
        if (firstNs == Long.MIN_VALUE) {
            firstNs = nowNs;
        }
        worstWakeupNs = Math.max(worstWakeupNs, record.wakeupNs);
        boolean changed = record.out.decision.state != lastState;
        if (changed || nowNs >= nextNs) {
            lastState = record.out.decision.state;
            nextNs = nowNs + INTERVAL_NS;
            Snapshot snapshot = snapshot(record, (nowNs - firstNs) * 1e-9);
            latest.set(snapshot);
            worstWakeupNs = 0;
            if (changed && !rewrite) {
                out.println(text(snapshot));
            }
        }
    }

    private Snapshot snapshot(TickRecord record, double sinceStartS) {
        return new Snapshot(
                sinceStartS,
                record.out.decision.state,
                record.out.decision.transitionCause,
                record.out.decision.source,
                motion.of(record),
                worstWakeupNs,
                record.in.device.roundTripNs / 2,
                record.in.device.rejectedFrames);
    }

    private void print() {
        while (!closed) {
            printWarnings();
            Snapshot snapshot = latest.getAndSet(null);
            if (snapshot != null && rewrite) {
                out.print("\r\033[K" + text(snapshot));
                out.flush();
            }
            try {
                Thread.sleep(PRINT_EVERY_MS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void printWarnings() {
        for (String text = warnings.poll(); text != null; text = warnings.poll()) {
            out.println((rewrite ? "\r\033[K" : "") + "creance: warning: " + text);
        }
    }

    private static String text(Snapshot s) {
        String cause = s.cause == null || s.state == FailsafeState.ACTIVE
                ? ""
                : " (" + s.cause.name().toLowerCase(Locale.ROOT) + ")";
        return String.format(
                Locale.ROOT,
                "%6.1f s  %-8s%s by %-6s  %s  wake-up <= %4d us  delay %4d us%s",
                s.sinceStartS,
                s.state.name().toLowerCase(Locale.ROOT),
                cause,
                s.source.name().toLowerCase(Locale.ROOT),
                s.motion,
                s.latestWakeupNs / 1000,
                s.transportDelayNs / 1000,
                s.rejected == 0 ? "" : "  rejected frames " + s.rejected);
    }

    @Override
    public void close() {
        closed = true;
        printer.interrupt();
        if (rewrite) {
            out.print("\r\033[K");
            out.flush();
        }
        printWarnings();
    }
}
