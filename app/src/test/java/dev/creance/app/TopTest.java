package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.creance.runtime.counters.CounterLayout;
import dev.creance.runtime.counters.CounterReader;
import dev.creance.runtime.lateness.LateCause;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TopTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int top(String... arguments) {
        out.getBuffer().setLength(0);
        picocli.CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 1];
        all[0] = "top";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return line.execute(all);
    }

    private JsonNode json() throws IOException {
        return Json.MAPPER.readTree(out.toString());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void aRunIsWatchedFromAnotherProcessAndItsDeathIsSeen() throws Exception {
        try (ChildRun run = ChildRun.start(folder, "devices.vehicle.port=pty:sim", "scenario.duration=5 min")) {
            run.awaitState("active", -1);

            assertThat(top("--runs", folder.resolve("runs").toString(), "--json"))
                    .isEqualTo(ExitCode.DONE);
            assertThat(json().get("alive").asBoolean()).isTrue();
            assertThat(json().get("torn").asBoolean()).isFalse();
            assertThat(json().get("robot").asText()).isEqualTo("crazyflie");
            assertThat(Path.of(json().get("run").asText())).isEqualTo(run.folder());
            assertThat(json().get("tick_period_ns").asLong()).isEqualTo(1_000_000);
            assertThat(json().get("ring_capacity").asLong()).isGreaterThan(40_000);

            run.kill();

            assertThat(top(run.folder().toString(), "--once")).isEqualTo(ExitCode.FOUND);
            assertThat(out.toString()).contains("THE WRITER DIED", "wakeup", "telemetry  off");
            assertThat(top("--runs", folder.resolve("runs").toString(), "--once"))
                    .isEqualTo(ExitCode.USAGE);
            assertThat(err.toString()).contains("no run goes on below");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void aRunThatEndsInOrderLeavesNoCountersAndNamesItsLateTicks() throws Exception {
        try (ChildRun run = ChildRun.start(folder, "devices.vehicle.port=pty:sim", "scenario.duration=2500 ms")) {
            run.awaitEnd();

            assertThat(run.folder().resolve(RunDirectory.COUNTERS)).doesNotExist();
            assertThat(top(run.folder().toString(), "--once")).isEqualTo(ExitCode.USAGE);
            JsonNode summary = run.summary();
            assertThat(summary.at("/record_us/p50").asDouble()).isPositive();
            long overruns = summary.get("overruns").asLong();
            // that the last tick of all was late may show after its record only
            assertThat(summary.at("/late_ticks/count").asLong()).isBetween(overruns - 1, overruns);
            long named = 0;
            for (JsonNode ticks : summary.at("/late_ticks/by_cause")) {
                named += ticks.asLong();
            }
            assertThat(named)
                    .isGreaterThanOrEqualTo(summary.at("/late_ticks/count").asLong());
            assertThat(summary.at("/late_ticks/not_seen_here").toString())
                    .doesNotContain("gc_pause", "safepoint", "page_fault");
            assertThat(Files.readString(run.folder().resolve("report.html"))).contains("Late ticks and what they");
        }
    }

    @Test
    void inLockstepNoTickIsLateAndNothingIsWatched() throws IOException {
        TestFlight.Flown flown = TestFlight.of("2500 ms").fly(folder);

        assertThat(flown.summary().lateTicks()).isNull();
        assertThat(flown.summary().toJson().get("late_ticks").isNull()).isTrue();
        assertThat(flown.summary().toJson().at("/write_us/p99").isNumber()).isTrue();
        assertThat(flown.file().resolveSibling(RunDirectory.COUNTERS)).doesNotExist();
    }

    @Test
    void theTextSaysWhatIsWrong() {
        Map<String, Long> values = new LinkedHashMap<>();
        CounterLayout.names().forEach(name -> values.put(name, 0L));
        values.put("state", 3L);
        values.put("source", 3L);
        values.put("overruns", 4L);
        values.put("late_" + LateCause.STEAL.key(), 3L);
        values.put("wakeup_p999_ns", 12_345L);
        values.put("telemetry", 2L);
        values.put("allocated_bytes", -1L);

        String text = TopText.of(new LiveRun(
                Path.of("runs/a"), "crazyflie", 77, 0, true, 3.2, new CounterReader.Snapshot(values, true)));

        assertThat(text)
                .contains("process 77", "NOT UPDATED for 3.2 s", "in the middle of an update")
                .contains("backup by backup", "4 overruns", "late 3 with steal time")
                .contains("12.3", "unreachable", "not measured yet");
    }
}
