package dev.creance.app;

import dev.creance.runtime.Layout;
import dev.creance.runtime.Sink;
import dev.creance.runtime.realtime.RealtimeResult;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** What a person reads beside a run; warnings are kept for the summary too. Safe from any thread. */
class Console {
    private static final int ASIDES = 16;

    private final PrintStream out = System.err;
    private final List<String> warnings = new ArrayList<>();
    private final BlockingQueue<String> asides = new ArrayBlockingQueue<>(ASIDES);

    void say(String text) {
        out.println("creance: " + text);
    }

    synchronized void warn(String text) {
        if (!warnings.contains(text)) {
            warnings.add(text);
            out.println("creance: warning: " + text);
        }
    }

    /** A warning that the status line shows while it flies and nobody else repeats; never waits. */
    void aside(String text) {
        boolean _ = asides.offer(text); // too many to be read are dropped
    }

    /** Warns of what the operating system refused; the run goes on without it. */
    void realtime(List<RealtimeResult> results) {
        for (RealtimeResult result : results) {
            if (!result.achieved()) {
                warn(result.what() + " refused: " + result.message());
            }
        }
    }

    synchronized List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** What shows a person how the flight goes; it is handed each tick before telemetry is. */
    Sink statusLine(Layout sensors, Layout reference) {
        return new StatusLine(
                out,
                System.console() != null && System.console().isTerminal(),
                new MotionText(sensors, reference),
                asides);
    }
}
