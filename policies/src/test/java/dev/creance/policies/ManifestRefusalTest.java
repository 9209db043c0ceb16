package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RAPTOR's folder with one thing wrong: refused before anything moves, at its line and column, with the remedy. */
class ManifestRefusalTest {
    private static final PolicyEnvironment AT_100_HZ = Quadrotor.askedAt(100);

    @TempDir
    Path folder;

    @BeforeEach
    void copyRaptor() throws IOException {
        for (String file : new String[] {"policy.yaml", "raptor_step.onnx", "known_answers.json", "LICENSE"}) {
            Files.copy(Path.of("zoo/raptor", file), folder.resolve(file));
        }
    }

    private void edit(String passage, String replacement) throws IOException {
        Path manifest = folder.resolve("policy.yaml");
        String text = Files.readString(manifest);
        assertThat(text).contains(passage);
        Files.writeString(manifest, text.replaceFirst(Pattern.quote(passage), Matcher.quoteReplacement(replacement)));
    }

    private ManifestPolicy load() {
        return Policies.load(folder.toString(), Path.of(""), AT_100_HZ);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "policy: 1             | policy: 2           | 2:9: policy=2 is not a manifest format | it reads 'policy: 1'",
                "name: raptor          | nom: raptor         | unknown key 'nom'                      | did you mean 'name'?",
                "robot: any quadrotor  |                     | 'robot' is missing                     | add 'robot:'",
                "file: raptor_step.onnx | file: other.onnx   | models[0].file='other.onnx': there is no such file | check the path",
                "file: raptor_step.onnx | file: ../raptor_step.onnx | is not the name of a file beside the manifest | put it beside policy.yaml",
                "sha256: 69233db7      | sha256: 79233db7    | models[0].sha256 is 79233db7           | the file was altered",
                "sha256: 69233db7      | sha256: x           | is not a SHA-256                       | sha256sum",
                "external_data: []     | external_data: [{file: LICENSE, sha256: 00}] | external_data[0].sha256='00' is not a SHA-256 | sha256sum",
                "native: 100 Hz        | native: 100         | rates.native=100 lacks its unit        | [Hz, kHz, MHz]",
                "native: 100 Hz        | native: 70 Hz       | rates.native=70.0 Hz does not divide loop.policy_rate, 100.0 Hz | whole multiple",
                "native: 100 Hz, higher: allowed | native: 50 Hz, higher: refused | rates.higher=refused, but loop.policy_rate is 100.0 Hz | set loop.policy_rate to 50.0 Hz",
                "tensor: observation   | tensor: obs         | observation.tensor='obs' is no input of the network | there are [observation, hidden_in]",
                "tensor: observation   | tensor: {index: 7}  | observation.tensor='#7' is no input | there are [observation, hidden_in]",
                "tensor: observation   | tensor: hidden_in   | observation.terms adds up to 22 values, but the network's 'hidden_in' has 16 | compare it with the training code",
                "kind: channels        | kind: channel       | kind='channel' is none of              | did you mean 'channels'?",
                "signal: gyro          | signal: giro        | signal='giro' names no channels        | there are position, orientation, velocity, gyro",
                "signal: gyro          | signal: gyro.x      | dim=3, but its signal has 1 channels   | write 'dim: 1'",
                "unit: rad/s           | unit: deg/s         | unit='deg/s', but channel gyro.x is in 'rad/s' | convert with {scale",
                "signal: orientation   | signal: [orientation.x, orientation.y, orientation.z, orientation.w] | not a quaternion w, x, y, z | in this order",
                "minus: reference.velocity, unit: m/s, dim: 3 | minus: reference.position, unit: m/s, dim: 3 | unit='m/s', but channel reference.position.x is in 'm' | ",
                "minus: reference.velocity | minus: reference.velocity.x | minus has 1 channels, and observation.terms[2].signal has 3 | ",
                "layout: row_major     | layout: rows        | layout='rows' is none of               | row_major, column_major",
                "layout: row_major, dim: 9 | layout: row_major, dim: 8 | dim=8, but a term of this kind and these keys has 9 values | ",
                "history: none         | history: {layout: term, length: 2, order: oldest_first, warm_up: repeat, includes_current: true, stride: 1} | observation.terms adds up to 44 values, but the network's 'observation' has 22 | sizes times history",
                "stores: executed      | stores: limited     | stores='limited' is none of raw, executed | ",
                "initial: zeros, commit: native | commit: native | lacks 'initial'              | add 'initial:'",
                "deadline: 30 ms       | deadline: 9 ms      | rates.deadline=9 ms is shorter than a period of the policy, 10.0 ms | a period or more",
                "at_miss: backup       | at_miss: hold       | rates.at_miss: here the backup controller takes over | at_miss: backup",
                "loop: any             | loop: 1 kHz         | rates.loop=1000.0 Hz, but loop.rate is 100.0 Hz | set loop.rate to 1000.0 Hz",
                "normaliser: none      |                     | observation lacks 'normaliser'         | add 'normaliser:'",
                "process: []           | process: [{clip: [1, -1]}] | has the lower bound 1.0 above the upper bound -1.0 | ",
                "process: []           | process: [{clip: [-1, 1], scale: 2}] | holds 2 operations, so their order is open | one operation to an item",
                "process: []           | process: [{scale: 0}] | scale is 0, which loses the value    | ",
                "process: []           | process: [{scale: [1, 2]}] | scale has 2 items, not 3         | ",
                "process: []           | process: [{scale: .nan}] | '.nan' is not a quantity           | ",
                "commands: [motor.0, motor.1, motor.2, motor.3] | commands: [motor.0, motor.1, motor.2] | dim=4, but a term of this kind and these keys has 3 values | ",
                "motor.2, motor.3]     | motor.2, motor.2]   | commands[3]='motor.2' is set twice     | the device takes [motor.0, motor.1, motor.2, motor.3]",
                "motor.2, motor.3]     | motor.2, motor.4]   | commands[3]='motor.4' is no command channel | the device takes",
                "{clip: [-1, 1]}, {offset: 1}, {scale: 0.5} | {clip: [-1, 1]} | action.process leads to -1.0 … 1.0, outside motor.0 0.0 … 1.0 | map an action",
                "shape: [1, 16]        | shape: [1, 32]      | state[0].shape=[1, 32], but the network's 'hidden_in' has [1, 16] | ",
                "output: hidden_out    | output: action      | state[0].output='action' is in use already | ",
                "initial: zeros, commit: native | initial: ones, commit: native | initial='ones' is none of zeros | ",
                "- {input: hidden_in, output: hidden_out, shape: [1, 16], initial: zeros, commit: native, reset: activation} | [] | state does not say what feeds the network's inputs [hidden_in] | name the outputs",
                "tolerance: 5e-6       | tolerance: 1e-9     | known_answers are missed: output 'action' | do not fly it",
                "description: >-       | description: !!python/object/apply:os.system [ls] | not YAML | ",
            })
    void aManifestWithOneFaultIsRefusedAtItsPlaceWithARemedy(
            String passage, String replacement, String reason, String remedy) throws IOException {
        edit(passage, replacement == null ? "" : replacement);

        assertThatThrownBy(this::load)
                .isInstanceOf(ConfigError.class)
                .hasMessageMatching("(?s).*policy\\.yaml:\\d+:\\d+: .*")
                .hasMessageContaining(reason)
                .hasMessageContaining(remedy == null ? "" : remedy);
    }

    @Test
    void aTermTooManyIsRefusedByTheSizeOfTheTensor() throws IOException {
        edit(
                "    - {term: body rate",
                "    - {term: twice, kind: channels, signal: gyro, unit: rad/s, dim: 3, process: []}\n    - {term: body rate");

        assertThatThrownBy(this::load)
                .hasMessageContaining("observation.terms adds up to 25 values, but the network's 'observation' has 22");
    }

    @Test
    void oneFlippedBitInTheNetworkIsRefusedWithBothHashes() throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve("raptor_step.onnx"));
        bytes[bytes.length / 2] ^= 1;
        Files.write(folder.resolve("raptor_step.onnx"), bytes);

        assertThatThrownBy(this::load)
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("69233db7a066f595b55a3b28e6a67da341b828863915db8cb570dbdb247192c3")
                .hasMessageContaining(PolicyFiles.sha256(bytes));
    }

    @Test
    void weightsInAFileThatTheManifestDoesNotListAreRefused() throws IOException {
        byte[] network = modelThatDrawsWeightsFrom("../elsewhere.bin");
        Files.write(folder.resolve("raptor_step.onnx"), network);
        edit(
                "sha256: 69233db7a066f595b55a3b28e6a67da341b828863915db8cb570dbdb247192c3",
                "sha256: " + PolicyFiles.sha256(network));

        assertThatThrownBy(this::load)
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining(
                        "models[0].external_data lists [], but the network draws weights from [../elsewhere.bin]");
    }

    /** ModelProto{ir_version: 8, graph{initializer{dims: 1, data_type: FLOAT, name, external_data, EXTERNAL}}}. */
    private static byte[] modelThatDrawsWeightsFrom(String location) {
        byte[] entry = bytes(field(1, text("location")), field(2, text(location)));
        byte[] tensor = bytes(
                new byte[] {1 << 3, 1}, new byte[] {2 << 3, 1}, field(8, text("w")), field(13, entry), new byte[] {
                    14 << 3, 1
                });
        return bytes(new byte[] {1 << 3, 8}, field(7, field(5, tensor)));
    }

    private static byte[] field(int number, byte[] content) {
        return bytes(new byte[] {(byte) (number << 3 | 2), (byte) content.length}, content);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @Test
    void aFileOfWeightsThatTheNetworkDoesNotDrawFromIsRefused() throws IOException {
        String sha256 = PolicyFiles.sha256(Files.readAllBytes(folder.resolve("LICENSE")));
        edit("external_data: []", "external_data: [{file: LICENSE, sha256: " + sha256 + "}]");

        assertThatThrownBy(this::load)
                .hasMessageContaining("models[0].external_data lists [LICENSE], but the network draws weights from []");
    }

    @Test
    void anAlteredFileOfKnownAnswersIsRefused() throws IOException {
        Files.writeString(folder.resolve("known_answers.json"), "{}");

        assertThatThrownBy(this::load).hasMessageContaining("known_answers.sha256 is 5e4862ca");
    }

    @Test
    void aNetworkThatDoesNotLoadIsPointedAtInTheManifest() throws IOException {
        byte[] broken = TestFiles.bytes("broken/opset27.onnx");
        Files.write(folder.resolve("raptor_step.onnx"), broken);
        edit(
                "sha256: 69233db7a066f595b55a3b28e6a67da341b828863915db8cb570dbdb247192c3",
                "sha256: " + PolicyFiles.sha256(broken));

        assertThatThrownBy(this::load)
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("models[0].file='raptor_step.onnx': uses opset 27");
    }

    @Test
    void aNanAmongTheWeightsIsRefusedByItsName() throws IOException {
        policyOf(TestFiles.bytes("broken/nanweight.onnx"));

        assertThatThrownBy(this::load)
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("models[0].file='odd.onnx': holds NaN among its weights: '");
    }

    @Test
    void aNetworkWhoseActionsAreNoNumbersEndsInNonFiniteNotInAnAction() throws IOException {
        policyOf(new OnnxBuilder(17)
                .input("obs", 1, 17)
                .floats("none", new long[] {17, 4}, new float[68])
                .floats("one", new long[0], 1)
                .node("MatMul", "obs none", "zero")
                .node("Sub", "zero one", "below")
                .node("Sqrt", "below", "action")
                .output("action")
                .build());
        Quadrotor quadrotor = new Quadrotor();
        quadrotor.sensor("gyro.x", 1);
        try (ManifestPolicy policy = load()) {
            float[] observation = new float[17];
            float[] action = new float[4];
            policy.observe(quadrotor.sensors, quadrotor.reference, observation);

            assertThat(policy.infer(observation, action)).isEqualTo(PolicyStatus.NON_FINITE);
            assertThat(action).containsOnly(Float.NaN);
        }
    }

    /** Of a network of 17 inputs and 4 outputs. */
    private void policyOf(byte[] network) throws IOException {
        Files.write(folder.resolve("odd.onnx"), network);
        Files.writeString(folder.resolve("policy.yaml"), """
                policy: 1
                name: odd
                description: a network of 17 inputs and 4 outputs that is not as it should be
                robot: none
                provenance: {source: made for this project, paper: none, conversion: none}
                licence: {spdx: Apache-2.0, holder: Creance, file: LICENSE}
                models: [{id: actor, file: odd.onnx, sha256: %s, external_data: []}]
                rates: {native: 100 Hz, higher: allowed, loop: any, deadline: 30 ms, at_miss: backup}
                observation:
                  tensor: {index: 0}
                  normaliser: none
                  history: none
                  terms:
                    - {term: attitude, kind: rotation_matrix, signal: orientation, layout: row_major, dim: 9, process: []}
                    - {term: body rate, kind: channels, signal: gyro, unit: rad/s, dim: 3, process: []}
                    - {term: position, kind: channels, signal: position, unit: m, dim: 3, process: []}
                    - {term: velocity, kind: channels, signal: [velocity.x, velocity.y], unit: m/s, dim: 2, process: []}
                action: {tensor: action, kind: direct, commands: [motor.0, motor.1, motor.2, motor.3], unit: "1",
                  process: [{clip: [-1, 1]}, {offset: 1}, {scale: 0.5}], between: hold}
                state: []
                ignored_outputs: []
                known_answers: none
                """.formatted(PolicyFiles.sha256(network)));
    }

    @Test
    void anUnknownPolicyIsRefusedAtItsPlaceInTheConfiguration() {
        var section = ConfigFile.parse("robot.yaml", "policy: {use: zoo/rapto}").child("policy");

        assertThatThrownBy(() -> Policies.load(section, AT_100_HZ))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("robot.yaml:1:15: policy.use='zoo/rapto': zoo/rapto is not in the zoo")
                .hasMessageContaining(
                        "there are [l2f_own_350k, motor-recovery, panda-reach, pmsm-current, quadrotor-corridor, quadrotor-recovery, raptor]");
    }

    @Test
    void aPathInAConfigurationStartsFromItsFolder() {
        var section = ConfigFile.parse(folder.resolve("robot.yaml").toString(), "policy: {use: .}")
                .child("policy");

        try (FlownPolicy policy = Policies.load(section, AT_100_HZ)) {
            assertThat(policy.name()).isEqualTo("raptor");
        }
    }

    @Test
    void aDeadlineAfterWhichAnActionIsTooOldIsRefusedInTheConfiguration() {
        var root = ConfigFile.parse("robot.yaml", "loop: {policy_deadline: 45 ms}\npolicy: {use: zoo/raptor}");

        Policies.requireDeadline(root.child("policy"), root.child("loop"), 30_000_000);
        assertThatThrownBy(() -> Policies.requireDeadline(root.child("policy"), root.child("loop"), 45_000_000))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining(
                        "robot.yaml:1:25: loop.policy_deadline=45.0 ms, but an action of policy zoo/raptor")
                .hasMessageContaining("is too old after 30.0 ms")
                .hasMessageContaining("write 'policy_deadline: 30.0 ms' or less");
    }
}
