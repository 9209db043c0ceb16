package dev.creance.app;

import dev.creance.runtime.Sink;
import dev.creance.runtime.lateness.LateTickReport;
import dev.creance.runtime.lateness.LateTickWatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What watches a run in real time beside its log: the causes of late ticks, and the file of counters. Where it was not begun,
 * as in lockstep, it does nothing.
 */
final class Instruments {
    private final RobotConfig config;
    private final Console console;
    private Optional<LateTickWatch> lateTicks = Optional.empty();
    private Optional<RunCounters> counters = Optional.empty();

    Instruments(RobotConfig config, Console console) {
        this.config = config;
        this.console = console;
    }

    /** Returns at once; what it starts is up before the rehearsal is over. */
    void begin() {
        long periodNs = config.loop().tickPeriodNs();
        lateTicks = Optional.of(LateTickWatch.begin(periodNs, new LateTicks(periodNs, console::aside)));
    }

    /** What is to hear of every tick, after the metrics. */
    List<Sink> sinks(RunDirectory directory, RunCounters.Sources sources) {
        List<Sink> sinks = new ArrayList<>();
        lateTicks.ifPresent(late -> {
            late.awaitReady();
            sinks.add(late);
            try {
                counters = Optional.of(RunCounters.open(
                        directory.counters(), config.robot(), config.loop().tickPeriodNs(), sources, late));
                sinks.add(counters.get());
            } catch (IOException e) {
                console.warn("no counters for 'creance top': " + e.getMessage());
            }
        });
        return sinks;
    }

    /** First thing on the tick's thread. */
    void watchThisThread() {
        lateTicks.ifPresent(LateTickWatch::watchThisThread);
        counters.ifPresent(file -> file.tickThread(Thread.currentThread().threadId()));
    }

    /** After the recorder was closed. */
    Optional<LateTickReport> end() {
        return lateTicks.map(LateTickWatch::end);
    }
}
