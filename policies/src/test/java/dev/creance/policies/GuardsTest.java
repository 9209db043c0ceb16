package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Layout;
import dev.creance.runtime.LearnedGuard;
import dev.creance.runtime.Network;
import dev.creance.runtime.config.ConfigError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a guard.yaml says, loaded: what it is fed, what computes, and what is refused with its place. */
class GuardsTest {
    private static final Layout SENSORS = PolicyFolder.layout("speed rad/s", "angle rad");
    private static final Layout REFERENCE = PolicyFolder.layout("reference.speed rad/s");
    private static final Layout COMMANDS =
            new Layout(List.of(new Channel("motor.0", "1", 0, 1), new Channel("motor.1", "1", 0, 1)));
    private static final PolicyEnvironment ENVIRONMENT = new PolicyEnvironment(SENSORS, REFERENCE, COMMANDS, 100, 1000);

    @TempDir
    private Path folder;

    private static final String MANIFEST = """
            guard: 1
            name: small
            description: a small critic
            robot: none
            provenance: {source: made for this test, paper: none, conversion: none}
            licence: {spdx: Apache-2.0, holder: Creance, file: LICENSE}
            kind: critic
            model: {file: critic.onnx, sha256: HASH}
            rates: {native: 500 Hz}
            observation:
              tensor: observation
              normaliser: none
              history: none
              terms:
                - {term: error, kind: difference, signal: reference.speed, minus: speed, unit: rad/s, dim: 1, process: [{scale: 0.5}]}
                - {term: last, kind: action, stores: executed, initial: zeros, spacing: native, between: running_mean, dim: 1, process: []}
            command: {tensor: action, channels: [motor.1], unit: "1", process: [{scale: 2}, {offset: -1}]}
            rating: {tensor: risk, unit: "1", higher_is: worse}
            known_answers: none
            """;

    /** risk = observation W + action, two heads. */
    private static byte[] network() {
        return new OnnxBuilder(17)
                .input("observation", 1, 2)
                .input("action", 1, 1)
                .floats("W", new long[] {2, 2}, 1, 0, 0, 1)
                .node("MatMul", "observation W", "seen")
                .node("Add", "seen action", "risk")
                .output("risk")
                .build();
    }

    private LearnedGuard open(String manifest) throws IOException {
        byte[] network = network();
        Files.write(folder.resolve("critic.onnx"), network);
        Files.writeString(folder.resolve("guard.yaml"), manifest.replace("HASH", PolicyFiles.sha256(network)));
        return Guards.open(folder.toString(), Path.of(""), Engine.PLAIN, ENVIRONMENT);
    }

    private void assertRefused(String passage, String replacement, String... words) {
        assertThat(MANIFEST).contains(passage);
        assertThatThrownBy(() -> open(MANIFEST.replace(passage, replacement)))
                .isInstanceOf(ConfigError.class)
                .hasMessageContainingAll(words);
    }

    private static Frame frame(Layout layout, double... values) {
        Frame frame = new Frame(layout);
        System.arraycopy(values, 0, frame.values, 0, values.length);
        frame.validBits = frame.allValid();
        return frame;
    }

    @Test
    void stateAndCommandStandAsItsTrainingSawThem() throws IOException {
        try (LearnedGuard guard = open(MANIFEST)) {
            float[] values = new float[3];
            guard.features().observe(frame(SENSORS, 3, 0), frame(REFERENCE, 5));
            guard.features().fill(new double[] {0.1, 0.75}, values);

            assertThat(values).containsExactly(1, 0, 0.5f);
            assertThat(guard.form()).isEqualTo(LearnedGuard.Form.CRITIC);
            assertThat(guard.portable()).isTrue();
        }
    }

    /** At 1 kHz a period of 500 Hz is two ticks, and its command the mean of both. */
    @Test
    void pastCommandsStandInTheSameFormAndMoveOnWithTheNativePeriod() throws IOException {
        try (LearnedGuard guard = open(MANIFEST)) {
            float[] values = new float[3];
            for (double executed : new double[] {0.5, 1, 0, 0}) {
                guard.features().observe(frame(SENSORS, 0, 0), frame(REFERENCE, 0));
                guard.features().acted(new double[] {0, executed});
            }
            guard.features().observe(frame(SENSORS, 0, 0), frame(REFERENCE, 0));
            guard.features().fill(new double[] {0, 0.5}, values);
            assertThat(values[1]).as("of the period before").isEqualTo(-1);

            guard.features().reset();
            guard.features().observe(frame(SENSORS, 0, 0), frame(REFERENCE, 0));
            guard.features().fill(new double[] {0, 0.5}, values);
            assertThat(values[1]).isZero();
        }
    }

    @Test
    void aSensorThatIsFlaggedInvalidIsNoNumber() throws IOException {
        try (LearnedGuard guard = open(MANIFEST)) {
            Frame sensors = frame(SENSORS, 3, 0);
            sensors.validBits = 2;
            float[] values = new float[3];
            guard.features().observe(sensors, frame(REFERENCE, 5));
            guard.features().fill(new double[] {0, 0}, values);

            assertThat(values[0]).isNaN();
        }
    }

    @Test
    void theNetworkTakesTheStateFirstAndReturnsAllItsHeads() throws IOException {
        try (LearnedGuard guard = open(MANIFEST)) {
            Network network = guard.network().orElseThrow();
            network.input(0).put(0, new float[] {1, 2}, 0, 2);
            network.input(1).put(0, 3);
            assertThat(network.run()).isTrue();

            assertThat(network.inputs()).isEqualTo(2);
            assertThat(network.outputs()).isEqualTo(1);
            assertThat(new float[] {network.output(0).get(0), network.output(0).get(1)})
                    .containsExactly(4, 5);
        }
    }

    @Test
    void aKnownAnswerThatIsMissedIsRefused() throws IOException {
        String answers = """
                {"stochastic_graph": false, "cases": [{"name": "one",
                  "inputs": {"observation": {"dtype": "FLOAT", "shape": [1, 2], "data": [1.0, 2.0]},
                             "action": {"dtype": "FLOAT", "shape": [1, 1], "data": [3.0]}},
                  "outputs": {"risk": {"dtype": "FLOAT", "shape": [1, 2], "data": [4.0, 5.5]}}}]}
                """;
        Files.writeString(folder.resolve("known.json"), answers);
        String known = "{file: known.json, sha256: " + PolicyFiles.sha256(answers.getBytes(StandardCharsets.UTF_8))
                + ", tolerance: TOLERANCE}";
        String manifest = MANIFEST.replace("known_answers: none", "known_answers: " + known);

        open(manifest.replace("TOLERANCE", "0.6")).close();
        assertThatThrownBy(() -> open(manifest.replace("TOLERANCE", "0.4")))
                .isInstanceOf(ConfigError.class)
                .hasMessageContainingAll("guard.yaml:19:", "risk", "5.0", "5.5");
    }

    @Test
    void whatCannotBeRightIsRefusedWithItsPlace() {
        assertRefused("guard: 1", "guard: 2", "guard.yaml:1:8", "guard=2");
        assertRefused("kind: critic", "kind: oracle", "guard.yaml:7:7");
        assertRefused(
                "kind: critic", "kind: critic\ndensity: network", "guard.yaml:8:10", "belongs to 'kind: density'");
        assertRefused("tensor: observation", "tensor: state", "guard.yaml:11:11", "no input", "[observation, action]");
        assertRefused("[motor.1]", "[motor.7]", "guard.yaml:17:", "no command channel");
        assertRefused("unit: \"1\", process: [{scale: 2}", "unit: rad, process: [{scale: 2}", "motor.1 is in '1'");
        assertRefused("tensor: risk", "tensor: harm", "guard.yaml:18:18", "no output");
        assertRefused("higher_is: worse", "higher_is: better", "guard.yaml:18:");
        assertRefused("native: 500 Hz", "native: 300 Hz", "guard.yaml:9:17", "does not divide loop.rate");
        assertRefused("HASH", "0".repeat(64), "guard.yaml:8:", "sha256");
        assertRefused("normaliser: none", "normaliser: none\n  extra: 1", "'extra'");
        assertRefused("command: {", "command: {extra: 1, ", "'extra'");
    }

    @Test
    void anInputThatIsFedTooLittleOrByNobodyIsRefused() {
        String shorter = MANIFEST.replaceFirst("    - \\{term: last.*\n", "");
        String states = MANIFEST.replaceFirst("command: .*\n", "")
                .replace("kind: critic", "kind: value")
                .replaceFirst(
                        "    - \\{term: last.*\n",
                        "    - {term: angle, kind: channels, signal: angle, unit: rad, dim: 1, process: []}\n");

        assertThatThrownBy(() -> open(shorter))
                .isInstanceOf(ConfigError.class)
                .hasMessageContainingAll("guard.yaml:11:11", "takes 2 values, and is fed 1");
        assertThatThrownBy(() -> open(states))
                .isInstanceOf(ConfigError.class)
                .hasMessageContainingAll("guard.yaml:11:11", "input 'action' open");
    }

    private LearnedGuard table(String kind, String rows) throws IOException {
        byte[] bytes = rows.getBytes(StandardCharsets.UTF_8);
        Files.write(folder.resolve("table.csv"), bytes);
        Files.writeString(
                folder.resolve("guard.yaml"),
                MANIFEST.replace("kind: critic", kind)
                        .replace("critic.onnx", "table.csv")
                        .replace("HASH", PolicyFiles.sha256(bytes))
                        .replace("  tensor: observation\n", "")
                        .replace("tensor: action, ", "")
                        .replaceFirst("rating: .*\n", ""));
        return Guards.open(folder.toString(), Path.of(""), Engine.PLAIN, ENVIRONMENT);
    }

    @Test
    void aTableIsReadRowByRow() throws IOException {
        try (LearnedGuard guard = table("kind: samples", "# speed error, last, motor.1\n1, 2,3\n\n-4e-1,5,6\n")) {
            assertThat(guard.table()).isDeepEqualTo(new double[][] {{1, 2, 3}, {-0.4, 5, 6}});
            assertThat(guard.network()).isEmpty();
            assertThat(guard.portable()).isTrue();
        }
    }

    @Test
    void aTableThatIsNoneIsRefusedWithItsLine() {
        assertThatThrownBy(() -> table("kind: samples", "1,2,3\n4,5\n"))
                .hasMessageContainingAll("guard.yaml:8:", "line 2");
        assertThatThrownBy(() -> table("kind: samples", "1,2,x\n"))
                .hasMessageContainingAll("line 1", "'x' is no number");
        assertThatThrownBy(() -> table("kind: samples", "1,2,NaN\n")).hasMessageContainingAll("line 1", "NaN");
        assertThatThrownBy(() -> table("kind: samples", "# nothing\n")).hasMessageContaining("holds no numbers");
    }
}
