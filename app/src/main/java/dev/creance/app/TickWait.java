package dev.creance.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.creance.runtime.loop.LoopSettings;
import dev.creance.runtime.realtime.MonotonicClock;
import dev.creance.runtime.realtime.SpinCalibration;
import dev.creance.runtime.realtime.SpinWindow;
import dev.creance.runtime.realtime.Waiting;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How the ticks of one run in real time are waited for: what the file says, and the spin window that was found.
 *
 * @param measured where the window comes from, if it was measured
 */
record TickWait(Waiting waiting, long spinNs, long periodNs, Optional<SpinWindow> measured) {
    /** Takes half a second where the window is to be measured. */
    static TickWait choose(LoopSettings loop) {
        return switch (loop.waiting()) {
            case Waiting.Calibrated how ->
                calibrated(
                        how,
                        loop.tickPeriodNs(),
                        SpinCalibration.measure(how, loop.tickPeriodNs(), loop.cpu(), loop.priority()));
            case Waiting.SleepThenSpin how -> fixed(how, how.spinNs(), loop);
            case Waiting.Sleep how -> fixed(how, 0, loop);
            case Waiting.Spin how -> fixed(how, MonotonicClock.SPIN_ONLY_NS, loop);
        };
    }

    private static TickWait fixed(Waiting how, long spinNs, LoopSettings loop) {
        return new TickWait(how, spinNs, loop.tickPeriodNs(), Optional.empty());
    }

    static TickWait calibrated(Waiting.Calibrated how, long periodNs, SpinWindow window) {
        return new TickWait(how, window.spinNs(), periodNs, Optional.of(window));
    }

    MonotonicClock clock() {
        return new MonotonicClock(spinNs);
    }

    private String mode() {
        return switch (waiting) {
            case Waiting.Sleep how -> "sleep";
            case Waiting.Spin how -> "spin";
            case Waiting.SleepThenSpin how -> "sleep_spin";
            case Waiting.Calibrated how -> "sleep_spin";
        };
    }

    /** Part of a core that spinning takes at most. */
    private double coreShare() {
        return waiting instanceof Waiting.Spin ? 1 : (double) spinNs / periodNs;
    }

    /** One line for people. */
    String text() {
        return switch (waiting) {
            case Waiting.Sleep how -> "sleep to each tick";
            case Waiting.Spin how -> "spin to each tick: a whole core";
            case Waiting.SleepThenSpin how -> thenSpin();
            case Waiting.Calibrated how ->
                thenSpin() + measured.map(w -> measured(w, how)).orElse("");
        };
    }

    private String thenSpin() {
        return String.format(
                Locale.ROOT,
                "sleep, then spin the last %.0f us: at most %.1f %% of a core",
                spinNs * 1e-3,
                100 * coreShare());
    }

    private static String measured(SpinWindow window, Waiting.Calibrated how) {
        if (window.wakeUps() == 0) {
            return "; no wake-up could be measured";
        }
        return String.format(
                Locale.ROOT,
                "; covers %.1f %% of %d wake-ups%s",
                100 * window.coveredShare(),
                window.wakeUps(),
                window.capped()
                        ? String.format(Locale.ROOT, "; capped by cpu_budget=%.0f %%", 100 * how.cpuBudget())
                        : "");
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object().put("mode", mode()).put("core_share", coreShare());
        if (waiting instanceof Waiting.Spin) {
            json.putNull("spin_us");
        } else {
            json.put("spin_us", spinNs * 1e-3);
        }
        json.put("calibrated", measured.isPresent());
        measured.filter(window -> window.wakeUps() > 0)
                .ifPresent(window -> json.put("covered_share", window.coveredShare())
                        .put("wakeups_measured", window.wakeUps())
                        .put("capped", window.capped()));
        return json;
    }

    /** For the log of the run. */
    Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("wait", mode());
        if (!(waiting instanceof Waiting.Spin)) {
            metadata.put("wait_spin_ns", Long.toString(spinNs));
        }
        metadata.put("wait_measured", Boolean.toString(measured.isPresent()));
        return metadata;
    }
}
