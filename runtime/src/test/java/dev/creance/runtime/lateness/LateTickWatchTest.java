package dev.creance.runtime.lateness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.creance.runtime.ChildJvm;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * A loop in a JVM of its own is held up in known ways, each for tens of milliseconds, and the watch names them. What else the
 * machine does at the time may be named beside.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LateTickWatchTest {
    /** Scenario → the line that {@link StalledLoop} printed for it. */
    private static final Map<String, String> SEEN = new HashMap<>();

    @BeforeAll
    static void holdTheLoopUp() throws IOException, InterruptedException {
        List<String> scenarios = List.of("collector", "safepoint", "stopped", "faults", "waiting", "own", "burner");
        Process child = ChildJvm.start(StalledLoop.class, scenarios.toArray(String[]::new));
        child.inputReader().lines().forEach(line -> SEEN.put(line.split(" ", 2)[0], line));
        assertThat(child.waitFor()).as(SEEN.toString()).isZero();
    }

    private static String seen(String scenario) {
        assumeThat(SEEN).as("needs the right to SCHED_FIFO").containsKey(scenario);
        return SEEN.get(scenario);
    }

    @Test
    void collectorPausesAreNamed() {
        assertThat(seen("collector")).contains(" gc_pause=");
    }

    @Test
    void safepointsThatCollectNothingAreNamed() {
        assertThat(seen("safepoint")).contains(" safepoint=");
    }

    @Test
    void aProcessThatWasStoppedIsNamedAsAStandstillUnlessTheHostStoleTheTime() {
        assertThat(seen("stopped")).matches(".* (standstill|steal)=.*");
    }

    @Test
    void pageFaultsInTheTickAreNamedAndItsPhase() {
        assertThat(seen("faults")).matches(".* page_fault=.*worst=.*DECIDE:\\[[A-Z_,]*PAGE_FAULT.*");
    }

    @Test
    void waitingInsideTheTickIsNamedUnlessAllStood() {
        assertThat(seen("waiting"))
                .matches(".*worst=.*DECIDE:\\[[A-Z_,]*(WAITING|STANDSTILL|STEAL|SAFEPOINT|GC_PAUSE).*");
    }

    @Test
    void timeThatTheTickSpentItselfIsLostInItsPhase() {
        assertThat(seen("own")).matches(".*worst=.*:DECIDE:.*");
    }

    @Test
    void aMoreUrgentThreadOnTheTicksProcessorIsNamedAsRunQueueDelay() {
        assertThat(seen("burner")).contains(" run_delay=");
    }
}
