package dev.creance.policies.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.policies.Policies;
import dev.creance.policies.PolicyReport;
import dev.creance.policies.PolicyReport.Finding;
import dev.creance.policies.PolicyReport.Severity;
import dev.creance.policies.imports.ReferencePolicy;
import dev.creance.runtime.config.ConfigError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Other people's policies with one of the mistakes that made robots leap: each is named before power-on. */
class PlantedMistakeTest {
    @TempDir
    Path folder;

    private PolicyReport inspect(String policy, UnaryOperator<ManifestText> mistake) throws IOException {
        ReferencePolicy.of(policy).layOut(folder);
        Path manifest = folder.resolve("policy.yaml");
        Files.writeString(
                manifest,
                mistake.apply(new ManifestText(Files.readString(manifest))).text());
        return Policies.inspect(folder.toString(), Path.of(""));
    }

    private static String said(PolicyReport report, String code) {
        return report.findings().stream()
                .filter(finding -> finding.code().equals(code))
                .map(Finding::text)
                .reduce("", (a, b) -> a + b + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        // by the network's own normaliser
        "unitree_mjlab_g1_velocity, projected_gravity, velocity_commands",
        "unitree_mjlab_g1_velocity, base_ang_vel,      projected_gravity",
        "unitree_mjlab_g1_velocity, joint_pos_rel,     joint_vel_rel",
        "unitree_mjlab_g1_velocity, joint_pos_rel,     last_action",
        // by the weights of the first layer
        "bhl_biped_50hz,            joint_pos,         joint_vel",
        "bhl_biped_50hz,            gyro,              projected_gravity",
        "go2ws_flat_v6,             joint_pos,         joint_vel",
    })
    void termsOfEqualSizeThatWereSwappedAreNamedWithTheEvidence(String policy, String one, String other)
            throws IOException {
        PolicyReport report = inspect(policy, manifest -> manifest.swapped(one, other));

        assertThat(said(report, "swapped_terms"))
                .contains("'" + one + "'", "'" + other + "'", "would fit better swapped", "should spread by about");
    }

    @ParameterizedTest
    @CsvSource({
        "unitree_mjlab_g1_velocity, base_ang_vel, velocity_commands",
        "bhl_biped_50hz,            joint_vel,    last_action",
        "raptor_quadrotor_gru,      gyro,         velocity error",
    })
    void whereStatisticsCannotTellThatIsSaid(String policy, String one, String other) throws IOException {
        PolicyReport report = inspect(policy, manifest -> manifest.swapped(one, other));

        assertThat(said(report, "swapped_terms")).isEmpty();
        if (policy.equals("raptor_quadrotor_gru")) { // nothing is known of how an error of velocity spreads
            assertThat(said(report, "undecided_terms")).doesNotContain(other);
        } else {
            assertThat(said(report, "undecided_terms")).contains("'" + one + "'", "'" + other + "'");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // scale
                "unitree_mjlab_g1_velocity | quantity: velocity\\n      order: policy\\n      relative_to: nothing\\n      unit: rad/s\\n      dim: 29\\n      process: [] | quantity: velocity\\n      order: policy\\n      relative_to: nothing\\n      unit: rad/s\\n      dim: 29\\n      process: [{scale: 0.05}] | term_scale | 'joint_vel_rel' looks 16 times too small",
                "unitree_mjlab_g1_velocity | signal: gyro\\n      unit: rad/s\\n      dim: 3\\n      process: [] | signal: gyro\\n      unit: rad/s\\n      dim: 3\\n      process: [{scale: 57.29578}] | term_scale | 'base_ang_vel' looks",
                "bhl_biped_50hz | signal: gyro, unit: rad/s, dim: 3, process: [] | signal: gyro, unit: rad/s, dim: 3, process: [{scale: 57.29578}] | term_scale | 'gyro' looks",
                // normaliser
                "bhl_biped_50hz | normaliser: none | normaliser: in_graph | normaliser_lost | either it was trained without one ('none'), or the export lost it",
                "unitree_mjlab_g1_velocity | normaliser: in_graph | normaliser: none | normaliser_unsaid | if that is its normaliser, write 'in_graph'",
                "unitree_mjlab_g1_velocity | normaliser: in_graph | normaliser: {file: norm.npz, sha256: 0000000000000000000000000000000000000000000000000000000000000000, mean: mean, spread: std, spread_is: deviation, epsilon: 0, clip: none} | normalised_twice | the network normalises 'obs' again",
                // order of joints
                "unitree_rl_lab_g1_velocity | kp: {order: device | kp: {order: policy | vector_order | gains.kp is said to stand in the order of 'policy'",
                "unitree_rl_lab_g1_velocity | kd: {order: device | kd: {order: policy | vector_order | gains.kd is said to stand in the order of 'policy'",
                "unitree_rl_lab_g1_velocity | default_pose: {order: policy | default_pose: {order: device | vector_order | in the order of 'policy' both sides are alike",
                // rates
                "unitree_mjlab_g1_velocity | native: 50 Hz | native: 1 kHz | implausible_rate | policies that command joints are asked at 10.0 … 500.0 Hz",
                "unitree_mjlab_g1_velocity | native: 50 Hz  # deploy.yaml: step_dt\\n  higher: refused  # nothing in the source says that it may\\n  loop: any  # answered: not stated in the sources read\\n  deadline: 60 ms | native: 2 Hz\\n  higher: refused\\n  loop: any\\n  deadline: 1 s | implausible_rate | is it a period, or the rate of the loop below?",
                "unitree_mjlab_g1_velocity | deadline: 60 ms | deadline: 2 s | implausible_rate | rates.deadline is 100 periods of the policy",
                "mjp_t1_joystick | period: 0.6 | period: 0.06 | implausible_rate | which are only 3.3 inferences at rates.native",
                "mjlab_g1_spinkick | rate: 50 Hz | rate: 25 Hz | implausible_rate | it would be played at another speed",
            })
    void aMistakeIsFlaggedWithTheReason(String policy, String passage, String replacement, String code, String reason)
            throws IOException {
        PolicyReport report = inspect(
                policy, manifest -> manifest.with(passage.replace("\\n", "\n"), replacement.replace("\\n", "\n")));

        assertThat(said(report, code)).contains(reason);
    }

    @Test
    void thePolicysAndTheDevicesOrderExchangedInTheTableAreNamedByTheWeights() throws IOException {
        PolicyReport report = inspect(
                "go2ws_flat_v6",
                manifest -> new ManifestText(
                        manifest.text().replaceAll("policy: (\\d+), device: (\\d+)", "policy: $2, device: $1")));

        assertThat(said(report, "joint_order"))
                .contains(
                        "the network's columns follow the order of 'device' (FL_hip_joint, FR_hip_joint, RL_hip_joint, …)");
    }

    @Test
    void aStateThatIsBakedIntoTheNetworkIsFlagged() {
        Path network = ReferencePolicy.of("b2w_lstm_baked_state").home().resolve("b2w_lstm_baked_state.skeleton.onnx");

        assertThat(said(Policies.inspect(network.toString(), Path.of("")), "baked_state"))
                .contains("LSTM", "starts from the same state in every call");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "unitree_mjlab_g1_velocity | native: 50 Hz | # native: 50 Hz | rates lacks 'native'",
                "unitree_mjlab_g1_velocity | native: 50 Hz | native: 50 | rates.native=50 lacks its unit",
                "unitree_mjlab_g1_velocity | deadline: 60 ms | deadline: 15 ms | is shorter than a period of the policy, 20.0 ms",
                "unitree_mjlab_g1_velocity | {order: policy, unit: rad, values: [-0.1 | {unit: rad, values: [-0.1 | default_pose lacks 'order'",
                "unitree_mjlab_g1_velocity | kp: {order: device, values: [40.2, 99.1 | kp: {order: device, values: [40.2 | gains.kp.values has 28 values, but the order 'device' has 29 joints",
                "unitree_mjlab_g1_velocity | quantity: velocity\\n      order: policy | quantity: velocity | lacks 'order'",
                "unitree_mjlab_g1_velocity | history: none | history: {layout: frame, length: 2, order: oldest_first, warm_up: zeros, includes_current: true, stride: 1} | observation.terms adds up to 192 values, but the network's 'obs' has 96",
                "unitree_mjlab_g1_velocity | normaliser: in_graph |  | observation lacks 'normaliser'",
                "unitree_mjlab_g1_velocity | name: left_knee_joint, policy: 3 | name: left_knee_joint, policy: 4 | is the place of left_knee_joint already",
                "unitree_mjlab_g1_velocity | {scale: {order: policy, values: [0.55 | {scale: [0.55 | ",
                "unitree_mjlab_g1_velocity | sha256: ff265c0e | sha256: ef265c0e | external_data[0].sha256 is ef265c0e",
                "unitree_mjlab_g1_velocity | file: policy.onnx  | file: ../policy.onnx  | is not the name of a file beside the manifest",
                "unitree_mjlab_g1_velocity | description: unitree | description: !!python/object/apply:os.system unitree | asks for more than a value",
                "unitree_mjlab_g1_velocity | robot: Unitree | name: twice\\nrobot: Unitree | key 'name' stands twice",
                "b2w_lstm_explicit | output: h_out | output: c_out | is in use already",
                "b2w_lstm_explicit | tensor: actions | tensor: action | action.tensor='action' is no output of the network",
                "go2ws_flat_v6 | term: gyro, kind: channels, signal: gyro, unit: rad/s, dim: 3 | term: gyro, kind: channels, signal: gyro, unit: rad/s, dim: 4 | adds up to 46 values, but the network's 'obs' has 45",
            })
    void aMistakeIsRefusedAtItsPlace(String policy, String passage, String replacement, String reason) {
        assertThatThrownBy(() -> inspect(
                        policy,
                        manifest -> manifest.with(
                                passage.replace("\\n", "\n"),
                                replacement == null ? "" : replacement.replace("\\n", "\n"))))
                .isInstanceOf(ConfigError.class)
                .hasMessageMatching("(?s).*policy\\.yaml:\\d+:\\d+: .*")
                .hasMessageContaining(reason == null ? "" : reason);
    }

    @Test
    void noMistakeNoErrorAndNoSuspicion() throws IOException {
        PolicyReport report = inspect("unitree_mjlab_g1_velocity", manifest -> manifest);

        assertThat(report.findings()).extracting(Finding::severity).doesNotContain(Severity.ERROR);
        assertThat(report.findings())
                .extracting(Finding::code)
                .doesNotContain("swapped_terms", "term_scale", "joint_order", "vector_order", "normaliser_lost");
    }
}
