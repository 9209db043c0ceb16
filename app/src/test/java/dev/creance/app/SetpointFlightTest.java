package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.policies.OnnxBuilder;
import dev.creance.record.LogReader;
import dev.creance.runtime.TickRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

    /** On top of the controller that follows the reference: as much more throttle as is asked for. */
    @BeforeEach
    void writeThePolicy() throws IOException, NoSuchAlgorithmException {
        byte[] network = new OnnxBuilder(13)
                .input("obs", 1, 1)
                .output("action")
                .floats("w", new long[] {1, 4}, 1, 1, 1, 1)
                .node("MatMul", "obs w", "action")
                .build();
        policy = Files.createDirectory(folder.resolve("asked"));
        Files.write(policy.resolve("asked.onnx"), network);
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(network));
        Files.writeString(policy.resolve("policy.yaml"), """
                policy: 1
                name: asked
                description: gives as much more throttle as it is asked for
                robot: crazyflie
                provenance: {source: made for this test, paper: none, conversion: none}
                licence: {spdx: Apache-2.0, holder: Creance, file: LICENSE}
                models: [{id: asked, file: asked.onnx, sha256: %s, external_data: []}]
                rates: {native: 100 Hz, higher: refused, loop: any, deadline: 30 ms, at_miss: backup}
                setpoints:
                  - name: more
                    values: [{name: throttle, unit: "1", range: [0, 1], rate: none}]
                    deadband: none
                    zero_below: none
                observation:
                  tensor: obs
                  normaliser: none
                  history: none
                  terms: [{term: more, kind: setpoint, setpoint: more, values: all, dim: 1, process: []}]
                action:
                  tensor: action
                  kind: direct
                  commands: [motor.0, motor.1, motor.2, motor.3]
                  unit: "1"
                  process: [{scale: 0.02}]
                  base: {controller: reference, clip: [0, 1]}
                  between: hold
                state: []
                ignored_outputs: []
                known_answers: none
                """.formatted(sha256));
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
}
