package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.creance.runtime.Frame;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.config.ConfigError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A trained network that follows a recorded motion of 30 Hz at 50 Hz, against the numbers of an evaluation in numpy. */
class MotionTest {
    private static final String NPZ =
            "wave.npz, sha256: 6ef66d99f128dd1cddb783922c34a026a370f1340ed61bae3c990d55bd637021";

    @TempDir
    Path folder;

    private final JsonNode flights = flights();
    private final Frame sensors = new Frame(PolicyFolder.layout(IntStream.range(
                    0, flights.path("sensors").size())
            .mapToObj(i -> flights.path("sensors").path(i))
            .map(channel -> channel.path(0).asText() + " " + channel.path(1).asText())
            .toArray(String[]::new)));
    private final Frame reference = new Frame(PolicyFolder.layout());
    private final PolicyEnvironment environment = new PolicyEnvironment(
            sensors.layout(),
            reference.layout(),
            PolicyFolder.layout("joint.position.left_elbow rad", "joint.position.right_elbow rad"),
            50);
    private PolicyFolder files;

    private static JsonNode flights() {
        try {
            return new ObjectMapper().readTree(TestFiles.bytes("motions/motions.json"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void theMotionLiesBesideTheNetwork() throws IOException {
        files = new PolicyFolder(folder).with("motions/policy.yaml", "motions/tracker.onnx", "motions/wave.npz");
    }

    /** Puts a file of other content in the motion's place. */
    private void motion(String name, byte[] bytes) throws IOException {
        files.with(name, bytes).edit(NPZ, name + ", sha256: " + PolicyFiles.sha256(bytes));
    }

    private void rows() throws IOException {
        motion("wave.csv", TestFiles.bytes("motions/wave.csv"));
        files.edit("bodies: [pelvis, torso]", "bodies: [pelvis]")
                .edit("anchor_through: none", "anchor_through: [{joint: waist, axis: z}]")
                .edit("quaternion: wxyz", "quaternion: xyzw");
    }

    private void vary(String variant) throws IOException {
        String[] words = variant.split(" ");
        if (words[0].equals("csv")) {
            rows();
        }
        files.edit("heading: world", "heading: " + words[1]).edit("at_end: hold", "at_end: " + words[2]);
    }

    private void show(int step) {
        RecordedFlight.show(sensors, step, 0);
        sensors.validBits = -1;
    }

    @ParameterizedTest
    @ValueSource(strings = {"npz world hold", "npz robot wrap", "csv robot stop"})
    void followsItAsAnEvaluationInNumpySaysBeyondItsEndAndAfterAReset(String variant) throws IOException {
        vary(variant);
        JsonNode wanted = flights.path(variant);
        assertThat(wanted).hasSize(150);
        try (ManifestPolicy policy = files.load(environment)) {
            for (int flight = 0; flight < 2; flight++) {
                fly(policy, wanted);
                policy.reset();
            }
        }
    }

    private void fly(ManifestPolicy policy, JsonNode wanted) {
        float[] observation = new float[policy.observationSize()];
        float[] action = new float[policy.actionSize()];
        double[] command = new double[2];
        for (int step = 0; step < wanted.size(); step++) {
            show(step);
            policy.observe(sensors, reference, observation);
            PolicyStatus status = policy.infer(observation, action);
            if (wanted.path(step).isNull()) {
                assertThat(step).isGreaterThan(98); // frame 59 of 30 Hz is at 98.3 periods
                assertThat(status).isEqualTo(PolicyStatus.NON_FINITE);
                continue;
            }
            assertThat(status).isEqualTo(PolicyStatus.OK);
            for (int i = 0; i < 2; i++) {
                double want = wanted.path(step).path(i).asDouble();
                assertThat((double) action[i])
                        .as("action[%d] in period %d", i, step)
                        .isCloseTo(want, within(1e-4 * (1 + Math.abs(want))));
            }
            policy.command(action, command);
            policy.acted(action, command);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"npz robot wrap", "csv robot stop"})
    void nothingIsAllocated(String variant) throws IOException {
        vary(variant);
        try (ManifestPolicy policy = files.load(environment)) {
            show(0);

            PolicyAllocation.assertNone(policy, sensors, reference, 2);
        }
    }

    @Test
    void itIsInspectedWithoutAnObjection() {
        assertThat(files.inspect().findings())
                .extracting(PolicyReport.Finding::code)
                .doesNotContain("not_flyable");
    }

    @Test
    void aMotionThatWasAlteredIsRefusedByItsHash() throws IOException {
        byte[] bytes = TestFiles.bytes("motions/wave.npz");
        bytes[bytes.length / 2] ^= 1;
        files.with("wave.npz", bytes);

        assertThatThrownBy(() -> files.load(environment))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("sha256 is 6ef66d99");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rate: 30 Hz | rate: 60 Hz | has the rate 30.0 Hz by its 'fps', and the manifest says 60.0 Hz",
                "joints: device\\n | joints: policy\\n | calls its columns [right_elbow, waist, left_elbow], and the manifest calls them [left_elbow, right_elbow]",
                "joints: device\\n | joints: [waist, left_elbow]\\n | leaves out joints of the policy",
                "bodies: [pelvis, torso] | bodies: [torso, pelvis] | calls its columns [pelvis, torso]",
                "bodies: [pelvis, torso] | bodies: [] | calls its columns [pelvis, torso], and the manifest calls them []",
                "anchor_body: torso | anchor_body: head | and none of the anchor body head",
                "anchor_body: torso | anchor_body: none | =anchor_orientation, but motion 'wave' has no anchor body",
                "anchor_through: none | anchor_through: [{joint: knee, axis: z}] | anchor_through[0].joint='knee' is none of",
                "anchor_through: none | anchor_through: [{joint: waist, axis: w}] | axis='w' is none of x, y, z",
                "heading: world | heading: north | heading='north' is none of world, robot",
                "at_end: hold | at_end: loop | at_end='loop' is none of hold, wrap, stop",
                "heading: world\\n    at_end | at_end | lacks 'heading'",
                "at_end: hold\\n    outputs: [] | at_end: hold\\n    outputs: [{quantity: joint_position, tensor: action}] | name tensors, and the motion is in a file",
                "quantity: joint_velocity | quantity: body_velocity | dim=2, but a term of this kind and these keys has 6",
            })
    void aMotionWithOneFaultIsRefusedAtItsPlace(String passage, String replacement, String reason) throws IOException {
        files.edit(passage.replace("\\n", "\n"), replacement.replace("\\n", "\n"));

        assertThatThrownBy(() -> files.load(environment))
                .isInstanceOf(ConfigError.class)
                .hasMessageMatching("(?s).*policy\\.yaml:\\d+:\\d+: .*")
                .hasMessageContaining(reason);
    }

    @Test
    void aQuantityThatTheFileLacksIsRefused() throws IOException {
        rows();
        files.edit(
                "{term: torso, kind: motion, motion: wave, quantity: anchor_orientation, as: six_rows, frame: anchor, lag: 0, dim: 6, process: []}",
                "{term: drift, kind: motion, motion: wave, quantity: body_velocity, as: none, frame: world, lag: 0, dim: 3, process: []}\n"
                        + "    - {term: zeros, kind: constant, values: [0, 0, 0], dim: 3, process: []}");

        assertThatThrownBy(() -> files.load(environment))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining(
                        "quantity=body_velocity is not in the motion's file, which holds [anchor_orientation,");
    }
}
