package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.record.LogReader;
import dev.creance.runtime.TickRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of a policy besides its course changes in flight, stands in the log, and is replayed. */
class SetpointFlightTest {
    private static final long TICKS_PER_S = 1000;

    @TempDir
    private Path folder;

    private Path policy;

    @BeforeEach
    void writeThePolicy() throws IOException {
        policy = AskedPolicy.in(folder);
    }

    private TestFlight flight(String setpoints) {
        return TestFlight.of("4 s")
                .with("policy.use", policy.toString())
                .with("scenario.reference", "{kind: hover, height: 1 m, climb: 0.5 m/s}")
                .with("scenario.setpoints", setpoints);
    }

    @Test
    void eachValueIsObservedFromItsTimeOnAndTheFlightIsRepeatedBitForBit() throws IOException {
        TestFlight.Flown flown = flight(
                        "[{at: 0 s, of: more.throttle, to: 0}, {at: 1 s, of: more.throttle, to: 0.5}, {at: 3 s, of: more.throttle, to: 0.25}]")
                .fly(folder);

        TreeSet<Float> observed = new TreeSet<>();
        try (LogReader log = LogReader.open(flown.file())) {
            int asked = log.schema().reference().indexOf("setpoint.more.throttle");
            TickRecord record = log.schema().newRecord();
            long flownTicks = 0;
            while (log.next(record)) {
                if (record.out.decision.state.policyMayFly()) {
                    double seconds = (double) flownTicks++ / TICKS_PER_S;
                    double want = seconds < 1 ? 0 : seconds < 3 ? 0.5 : 0.25;
                    assertThat(record.out.reference.values[asked])
                            .as("after %s s", seconds)
                            .isEqualTo(want);
                    if (record.out.observed) {
                        observed.add(record.out.observation[0]);
                    }
                }
            }
        }
        assertThat(observed).containsExactly(0f, 0.25f, 0.5f);
        Replayed replayed = Replayed.of(flown.file());
        assertThat(replayed.text()).contains("no bit differs");
        assertThat(replayed.exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void aPolicyThatIsAskedNothingOrInAnotherUnitIsRefused() {
        assertThatThrownBy(() -> flight("[]").fly(folder)).hasStackTraceContaining("setpoint.more");
        assertThatThrownBy(
                        () -> flight("[{at: 0 s, of: more.throttle, to: 1 m}]").fly(folder))
                .hasStackTraceContaining("unit");
    }

    @Test
    void aValueThatThePolicyDoesNotTakeIsRefused() {
        assertThatThrownBy(() -> flight("[{at: 0 s, of: more.throttle, to: 0}, {at: 1 s, of: more.throttle, to: 1.5}]")
                        .fly(folder))
                .hasMessageContaining(
                        "scenario.setpoints[1].to='1.5' is above 1.0, the greatest that the policy takes");
    }
}
