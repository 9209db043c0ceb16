package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Cause;
import dev.creance.runtime.FailsafeState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A flight record ring that is really full: in real time, since in lockstep a tick waits for room, with the smallest ring that a
 * file may ask for (1365 ticks), and a sink that stands still in the air like a log on a disk that does.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class RecordFullTest {
    private static final long RING_TICKS = 1365;

    /** Long enough to fill the ring and lose as many ticks again, shorter than a landing from there. */
    private static final long STALL_NS = 2 * RING_TICKS * 1_000_000;

    /** Setting backup.descent_rate: "touchdown below 0.5 m/s". */
    private static final double TOUCHDOWN_M_PER_S = 0.5;

    @TempDir
    private Path folder;

    private TestFlight.Flown fly(String reaction, Runnable stall) {
        TestFlight.Flown flown = TestFlight.of("6 s")
                .inRealTime()
                .with("record.ring", "1 MiB")
                .with("shield.failsafe.on_record_full", reaction)
                .with("scenario.reference", "{kind: hover, height: 1 m, climb: 0.5 m/s}")
                .onceAirborne(stall)
                .fly(folder);
        assertThat(flown.summary().truth()).isEqualTo(new RunSummary.EnvelopeTruth(0, "truth"));
        assertThat(flown.task("on_ground")).isEqualTo(1);
        assertThat(flown.task("touchdown_m_per_s")).isBetween(0.0, TOUCHDOWN_M_PER_S);
        assertThat(flown.summary().failsafeState()).isEqualTo("landed");
        assertThat(flown.summary().warnings())
                .anySatisfy(warning ->
                        assertThat(warning).contains("ticks are not in the log", "the flight record ring was full"));
        assertThat(flown.log().lastState()).isEqualTo(FailsafeState.LANDED);
        assertThat(flown.log().finished()).isTrue();
        assertThat(flown.log().damages()).isEmpty();
        return flown;
    }

    private static void standStill() {
        long untilNs = System.nanoTime() + STALL_NS;
        while (System.nanoTime() < untilNs) {
            LockSupport.parkNanos(untilNs - System.nanoTime());
        }
    }

    /** To the end of the flight: nothing that comes after the ring was full is in a record. */
    private static void standStillUntilTheLoopHasEnded() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("creance-tick")) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private static void assertStopped(TestFlight.Flown flown) {
        assertThat(flown.summary().verdict())
                .isEqualTo(new RunSummary.Verdict(RunSummary.Outcome.STOPPED, "record_full", ExitCode.SAFETY_STOP));
        assertThat(flown.log().eventCauses()).contains(Cause.RECORD_FULL);
    }

    @Test
    void landLandsTheVehicleAndTheLogGoesOnWhenTheSinkDoes() throws IOException {
        TestFlight.Flown flown = fly("land", RecordFullTest::standStill);

        assertStopped(flown);
        assertThat(flown.log().transitions())
                .isEqualTo(flown.transitions())
                .last()
                .asString()
                .endsWith("->landed record_full");
        assertThat(flown.transitions()).contains("active->landing record_full");
        assertThat(flown.log().causes()).contains(Cause.RECORD_FULL);
        assertThat(Replayed.of(flown.file()).text()).contains("ticks that are not in the log");
    }

    @Test
    void whereTheSinkStandsStillToTheEndOneLastRecordStillTellsHowItEnded() {
        TestFlight.Flown flown = fly("land", RecordFullTest::standStillUntilTheLoopHasEnded);

        assertStopped(flown);
        List<Long> ticks = flown.log().ticks();
        assertThat(ticks.getLast() - ticks.get(ticks.size() - 2)).isGreaterThan(RING_TICKS);
        assertThat(flown.log().transitions()).isEqualTo(flown.transitions()).endsWith("active->landed record_full");
    }

    @Test
    void continueCountsWhatIsLostAndThePolicyFliesOn() {
        TestFlight.Flown flown = fly("continue", RecordFullTest::standStill);

        assertThat(flown.summary().verdict())
                .isEqualTo(new RunSummary.Verdict(RunSummary.Outcome.COMPLETED, "completed", ExitCode.DONE));
        assertThat(flown.transitions()).noneMatch(transition -> transition.endsWith(" record_full"));
        assertThat(flown.log().eventCauses()).contains(Cause.RECORD_FULL);
    }
}
