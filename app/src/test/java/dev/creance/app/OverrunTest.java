package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.record.LogReader;
import dev.creance.runtime.Cause;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.TickRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ticks that really end late, in real time: a policy inside the tick takes three ticks for each of its answers, a hundred and
 * fifty times. After fifty late ticks in a row the configured reaction follows.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class OverrunTest {
    private static final int MAX_OVERRUNS = 50;

    /** docs/failsafe-landing.md: no landing is harder, whoever flies it. */
    private static final double TOUCHDOWN_M_PER_S = 0.76;

    @TempDir
    private Path folder;

    private TestFlight.Flown fly(String reaction, String duration) {
        TestFlight.Flown flown = TestFlight.of(duration)
                .inRealTime()
                .with("loop.policy_thread", "inline")
                .with("loop.policy_rate", "1 kHz")
                .with("loop.overrun", reaction)
                .with("loop.max_overruns", Integer.toString(MAX_OVERRUNS))
                .with("scenario.reference", "{kind: hover, height: 600 mm, climb: 0.5 m/s}")
                .fault("{kind: policy_slow, at: 1200 ms, for: 150 ms, by: 3 ms}")
                .fly(folder);
        assertThat(flown.summary().faults()).containsExactly(new RunSummary.Fault("policy_slow", 1.2, 0.15));
        assertThat(flown.summary().overruns()).isGreaterThan(MAX_OVERRUNS);
        assertThat(flown.log().causes()).contains(Cause.OVERRUN);
        assertThat(flown.log().eventCauses()).contains(Cause.OVERRUN);
        assertThat(flown.summary().truth()).isEqualTo(new RunSummary.EnvelopeTruth(0, "truth"));
        assertThat(flown.summary().failsafeState()).isEqualTo("landed");
        assertThat(flown.task("on_ground")).isEqualTo(1);
        assertThat(flown.task("touchdown_m_per_s")).isBetween(0.0, TOUCHDOWN_M_PER_S);
        return flown;
    }

    private static void assertIntervention(TestFlight.Flown flown) {
        assertThat(flown.summary().shield().byGuard()).containsKey("overrun");
    }

    /** In ticks that come after too many late ones in a row. */
    private static List<FailsafeState> statesWhileLate(Path log) throws IOException {
        List<FailsafeState> states = new ArrayList<>();
        try (LogReader reader = LogReader.open(log)) {
            TickRecord record = reader.schema().newRecord();
            while (reader.next(record)) {
                if (record.in.overrunsInARow > MAX_OVERRUNS) {
                    states.add(record.out.decision.state);
                }
            }
        }
        return states;
    }

    @Test
    void stopLandsTheVehicle() {
        TestFlight.Flown flown = fly("stop", "2 s");

        assertIntervention(flown);
        assertThat(flown.summary().verdict())
                .isEqualTo(new RunSummary.Verdict(RunSummary.Outcome.STOPPED, "overrun", ExitCode.SAFETY_STOP));
        assertThat(flown.log().transitions()).endsWith("landing->landed overrun");
    }

    @Test
    void holdLetsTheBackupFlyUntilTicksAreInTimeAgainAndCompletes() throws IOException {
        TestFlight.Flown flown = fly("hold", "4 s");

        assertIntervention(flown);
        assertThat(statesWhileLate(flown.file())).isNotEmpty().containsOnly(FailsafeState.BACKUP);
        assertThat(flown.transitions()).contains("backup->active cleared");
        assertThat(flown.summary().verdict())
                .isEqualTo(new RunSummary.Verdict(RunSummary.Outcome.COMPLETED, "completed", ExitCode.DONE));
    }

    @Test
    void skipCountsThemAndThePolicyFliesOn() {
        TestFlight.Flown flown = fly("skip", "2 s");

        assertThat(flown.transitions()).noneMatch(transition -> transition.endsWith(" overrun"));
        assertThat(flown.summary().verdict())
                .isEqualTo(new RunSummary.Verdict(RunSummary.Outcome.COMPLETED, "completed", ExitCode.DONE));
    }
}
