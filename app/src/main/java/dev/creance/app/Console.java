package dev.creance.app;

import dev.creance.runtime.Layout;
import dev.creance.runtime.Sink;
import dev.creance.runtime.realtime.RealtimeResult;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What a person reads beside a run; warnings are kept for the summary too. Safe from any thread. */
class Console {
    private final PrintStream out = System.err;
    private final List<String> warnings = new ArrayList<>();

    void say(String text) {
        out.println("creance: " + text);
    }

    synchronized void warn(String text) {
        if (!warnings.contains(text)) {
            warnings.add(text);
            out.println("creance: warning: " + text);
        }
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

    /**
     * What shows a person how the flight goes; it is handed each tick before telemetry is.
     *
     * @param periodNs of a tick in real time; on a virtual clock nothing is late
     */
    Sink statusLine(Layout sensors, OptionalLong periodNs) {
        return new StatusLine(out, System.console() != null && System.console().isTerminal(), sensors, periodNs);
    }
}
