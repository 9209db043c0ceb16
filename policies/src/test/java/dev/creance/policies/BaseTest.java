package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Policy;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.config.ConfigError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A trained network on top of go2_rl_ws' walking policy, or of a controller, against the numbers of an evaluation in numpy. */
class BaseTest {
    private static final int TICKS = 2;

    @TempDir
    Path folder;

    private final JsonNode flights = flights();
    private final List<String> commands = IntStream.range(
                    0, flights.path("commands").size())
            .mapToObj(i -> "joint.position." + flights.path("commands").path(i).asText())
            .toList();
    private final Frame sensors = new Frame(PolicyFolder.layout(IntStream.range(
                    0, flights.path("sensors").size())
            .mapToObj(i -> flights.path("sensors").path(i))
            .map(channel -> channel.path(0).asText() + " " + channel.path(1).asText())
            .toArray(String[]::new)));
    private final Frame reference = new Frame(PolicyFolder.layout(
            "setpoint.base_velocity.lin_vel_x m/s",
            "setpoint.base_velocity.lin_vel_y m/s",
            "setpoint.base_velocity.ang_vel_z rad/s"));
    private final PolicyEnvironment environment = new PolicyEnvironment(
                    sensors.layout(), reference.layout(), taken(), 50, 50 * TICKS)
            .with(Map.of("stand", () -> new Standing(sensors.layout(), commands)));
    private PolicyFolder files;
    private String walkingSha256;

    private static JsonNode flights() {
        try {
            return new ObjectMapper().readTree(TestFiles.bytes("residual/residual.json"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Layout taken() {
        return PolicyFolder.layout(commands.stream().map(name -> name + " rad").toArray(String[]::new));
    }

    /** Holds half of where each joint is and half of 0.2 rad. */
    private static final class Standing implements Policy {
        private final int[] joints;

        Standing(Layout sensors, List<String> commands) {
            joints = commands.stream().mapToInt(sensors::indexOf).toArray();
        }

        @Override
        public String name() {
            return "stand";
        }

        @Override
        public int observationSize() {
            return joints.length;
        }

        @Override
        public int actionSize() {
            return joints.length;
        }

        @Override
        public void observe(Frame sensors, Frame reference, float[] observationOut) {
            for (int i = 0; i < joints.length; i++) {
                observationOut[i] = (float) sensors.values[joints[i]];
            }
        }

        @Override
        public PolicyStatus infer(float[] observation, float[] actionOut) {
            for (int i = 0; i < joints.length; i++) {
                actionOut[i] = (float) (0.5 * observation[i] + 0.1);
            }
            return PolicyStatus.OK;
        }

        @Override
        public void command(float[] action, double[] commandOut) {
            for (int i = 0; i < joints.length; i++) {
                commandOut[i] = action[i];
            }
        }

        @Override
        public void acted(float[] action, double[] executed) {
            // it keeps nothing
        }

        @Override
        public void reset() {
            // it keeps nothing
        }

        @Override
        public void close() {
            // it holds nothing
        }
    }

    @BeforeEach
    void theWalkingPolicyLiesInAFolderBesideIt() throws IOException {
        files = new PolicyFolder(folder).with("residual/policy.yaml", "residual/residual.onnx");
        Path walking = Files.createDirectory(folder.resolve("walking"));
        for (String name : List.of("policy.yaml", "go2ws_flat_v6.onnx", "go2ws_flat_v6.golden.json")) {
            Files.write(walking.resolve(name), TestFiles.bytes("reference/go2ws_flat_v6/" + name));
        }
        Files.writeString(walking.resolve("LICENSE"), "MIT");
        walkingSha256 = PolicyFiles.sha256(Files.readAllBytes(walking.resolve("policy.yaml")));
        files.edit("WALKING", walkingSha256);
    }

    private void on(String base) throws IOException {
        files.edit(
                "folder: walking, sha256: " + walkingSha256,
                switch (base) {
                    case "stand" -> "controller: stand";
                    case "bundle" -> "file: walking.bundle, sha256: " + PolicyFiles.sha256(bundle());
                    default -> "folder: walking, sha256: " + walkingSha256;
                });
    }

    private byte[] bundle() throws IOException {
        PolicySource walking = PolicySource.of(folder.resolve("walking").toString(), Path.of(""));
        byte[] bytes =
                PolicyBundling.of(walking, Engine.PLAIN, Optional.empty()).bytes();
        files.with("walking.bundle", bytes);
        return bytes;
    }

    private void show(int step) {
        RecordedFlight.show(sensors, step, 0);
        RecordedFlight.show(reference, step, 100);
        sensors.validBits = -1;
    }

    @ParameterizedTest
    @CsvSource({"folder, walking", "bundle, walking", "stand, stand"})
    void theSumIsThatOfAnEvaluationInNumpyEvenWhereTheShieldLetsLessThrough(String base, String flight)
            throws IOException {
        on(base);
        JsonNode wanted = flights.path(flight);
        assertThat(wanted).hasSize(120);
        try (ManifestPolicy policy = files.load(environment)) {
            for (int start = 0; start < 2; start++) {
                fly(policy, wanted);
                policy.reset();
            }
        }
    }

    private void fly(ManifestPolicy policy, JsonNode wanted) {
        float[] observation = new float[policy.observationSize()];
        float[] action = new float[policy.actionSize()];
        double[] command = new double[commands.size()];
        double[] executed = new double[commands.size()];
        for (int step = 0; step < wanted.size(); step++) {
            show(step);
            policy.observe(sensors, reference, observation);
            assertThat(policy.infer(observation, action)).isEqualTo(PolicyStatus.OK);
            policy.command(action, command);
            boolean halved = step >= flights.path("halved").path(0).asInt()
                    && step < flights.path("halved").path(1).asInt();
            for (int i = 0; i < command.length; i++) {
                double want = wanted.path(step).path(i).asDouble();
                assertThat(command[i])
                        .as("command[%d] in period %d", i, step)
                        .isCloseTo(want, within(1e-4 * (1 + Math.abs(want))));
                executed[i] = halved ? (executed[i] + command[i]) / 2 : command[i];
            }
            for (int tick = 0; tick < TICKS; tick++) {
                policy.command(action, command);
                policy.acted(action, executed);
            }
        }
    }

    @Test
    void whatTheBaseCannotAnswerIsNotAnsweredAtAll() throws IOException {
        try (ManifestPolicy policy = files.load(environment)) {
            float[] observation = new float[policy.observationSize()];
            float[] action = new float[policy.actionSize()];
            show(0);
            sensors.validBits &= ~(1L << sensors.layout().indexOf("joint.velocity.fl_hip_joint")); // the base's alone
            policy.observe(sensors, reference, observation);

            assertThat(policy.infer(observation, action)).isEqualTo(PolicyStatus.NON_FINITE);
            assertThat(action).containsOnly(Float.NaN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"folder", "stand"})
    void nothingIsAllocated(String base) throws IOException {
        on(base);
        try (ManifestPolicy policy = files.load(environment)) {
            show(0);

            PolicyAllocation.assertNone(policy, sensors, reference, commands.size());
        }
    }

    @Test
    void itIsInspectedWithoutAnObjection() {
        assertThat(files.inspect().findings())
                .extracting(PolicyReport.Finding::code)
                .doesNotContain("not_flyable");
    }

    @Test
    void aBundleHoldsTheBundleOfItsBase() throws IOException {
        on("bundle");
        PolicySource own = PolicySource.of(folder.toString(), Path.of(""));
        files.with("LICENSE", "MIT".getBytes(StandardCharsets.UTF_8));
        byte[] whole = PolicyBundling.of(own, Engine.PLAIN, Optional.empty()).bytes();
        Files.write(folder.resolve("whole.bundle"), whole);

        try (ManifestPolicy policy =
                Policies.load(folder.resolve("whole.bundle").toString(), Path.of(""), Engine.PLAIN, environment)) {
            fly(policy, flights.path("walking"));
        }
    }

    @Test
    void aBaseInAFolderIsNotBundled() {
        PolicySource own = PolicySource.of(folder.toString(), Path.of(""));

        assertThatThrownBy(() -> PolicyBundling.of(own, Engine.PLAIN, Optional.empty()))
                .isInstanceOf(PolicyError.class)
                .hasMessageContaining("is a base policy in a folder of its own")
                .hasMessageContaining("bundle it first");
    }

    @Test
    void aBaseThatWasAlteredIsRefused() throws IOException {
        Path manifest = folder.resolve("walking/policy.yaml");
        Files.writeString(manifest, Files.readString(manifest) + "# altered\n");

        assertThatThrownBy(() -> files.load(environment))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("action.base.sha256 is " + walkingSha256 + ", but");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "folder: walking | folder: ../walking | is no folder beside the manifest | put the base into a bundle",
                "folder: walking | folder: running | there is no such file | it must hold a policy.yaml",
                "clip: [-1, 0.6]} | clip: [0.6, -1]} | has the lower bound 0.6 not below | ",
                ", clip: [-1, 0.6]} | } | lacks 'clip' | ",
                "clip: [-1, 0.6]} | clip: [-1, 0.6], scale: 1} | unknown key 'scale' in action.base | ",
            })
    void aBaseWithOneFaultIsRefusedAtItsPlace(String passage, String replacement, String reason, String remedy)
            throws IOException {
        files.edit(passage, replacement);

        assertThatThrownBy(() -> files.load(environment))
                .isInstanceOf(ConfigError.class)
                .hasMessageMatching("(?s).*policy\\.yaml:\\d+:\\d+: .*")
                .hasMessageContaining(reason)
                .hasMessageContaining(remedy == null ? "" : remedy);
    }

    @Test
    void aControllerThatNobodyHasIsRefusedWithThoseThereAre() throws IOException {
        on("stand");
        files.edit("controller: stand", "controller: hover");

        assertThatThrownBy(() -> files.load(environment))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("action.base.controller='hover' is no controller that there is here")
                .hasMessageContaining("there are [stand]");
    }
}
