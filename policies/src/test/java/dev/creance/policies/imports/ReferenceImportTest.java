package dev.creance.policies.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.policies.Engine;
import dev.creance.policies.Policies;
import dev.creance.policies.PolicyImport;
import dev.creance.policies.PolicyReport;
import dev.creance.runtime.config.ConfigError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of other people, imported with the answers that are checked in. */
class ReferenceImportTest {
    @TempDir
    Path folder;

    static List<ReferencePolicy> imported() {
        return ReferencePolicy.imported();
    }

    static List<ReferencePolicy> withManifest() {
        return ReferencePolicy.all().stream()
                .filter(policy -> !policy.how().equals("refused"))
                .toList();
    }

    private static ReferencePolicy policy(String id) {
        return ReferencePolicy.all().stream()
                .filter(each -> each.policy().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyOneOfTheFortyOneIsCovered() {
        assertThat(ReferencePolicy.all()).hasSize(41);
        assertThat(ReferencePolicy.all())
                .filteredOn(policy -> policy.how().equals("refused"))
                .extracting(ReferencePolicy::policy)
                .containsExactly("b2w_lstm_baked_state");
        assertThat(ReferencePolicy.imported())
                .extracting(ReferencePolicy::format)
                .contains("unitree", "legged_rl_deploy", "rl_sar", "mjlab", "holosoma", "leapp", "rsl_rl")
                .contains("mujoco_playground", "godot_rl", "bare");
    }

    @ParameterizedTest
    @MethodSource("imported")
    void theImportIsTheManifestThatIsCheckedIn(ReferencePolicy policy) throws IOException {
        policy.layOut(folder);

        PolicyImport result = policy.importFrom(folder, policy.answers());

        assertThat(result.questions()).isEmpty();
        assertThat(result.format()).isEqualTo(policy.format());
        assertThat(result.text()).isEqualTo(Files.readString(folder.resolve("policy.yaml")));
    }

    @ParameterizedTest
    @MethodSource("imported")
    void withoutAnswersEveryGapIsAQuestionAndNothingIsMadeUp(ReferencePolicy policy) throws IOException {
        policy.layOut(folder);

        PolicyImport result = policy.importFrom(folder, new Answers());

        assertThat(result.questions())
                .extracting(Question::key)
                .contains("robot", "licence.spdx", "provenance.source", "rates.deadline", "known_answers");
        assertThat(result.text()).contains(Draft.OPEN);
    }

    @ParameterizedTest
    @CsvSource({
        "mjlab_g1_velocity_meta, rates.native",
        "holosoma_g1_ppo, rates.native",
        "holosoma_g1_ppo, default_pose",
        "holosoma_g1_ppo, observation.terms",
        "holosoma_g1_ppo, action.process",
        "unitree_rl_lab_g1_velocity, joints.device",
        "rlsar_g1_dance102, rates.native",
        "lrd_go2_unitree_rl_lab, observation.normaliser",
        "lite3_ppo, action",
        "mjp_go1_joystick, observation.terms",
        "godot_flyby, observation.normaliser",
        "scg_cartpole_ppo_stab, rates.native",
    })
    void whatAConventionLeavesOutIsAskedFor(String id, String key) throws IOException {
        ReferencePolicy policy = policy(id);
        policy.layOut(folder);

        assertThat(policy.importFrom(folder, new Answers()).questions())
                .extracting(Question::key)
                .contains(key);
    }

    @ParameterizedTest
    @CsvSource({
        "unitree_rl_lab_g1_velocity, true",
        "lite3_ppo, true",
        "b2w_lstm_explicit, true",
        "unitree_mjlab_g1_velocity, false",
        "mjlab_g1_velocity_meta, false",
        "mjp_go1_joystick, false",
        "ur5e_grasp, false",
    })
    void theNormaliserThatAConventionExportsIsAskedForWhereTheNetworkHoldsNone(String id, boolean asked)
            throws IOException {
        ReferencePolicy policy = policy(id);
        policy.layOut(folder);

        assertThat(policy.importFrom(folder, new Answers()).questions())
                .filteredOn(question -> question.key().equals("observation.normaliser"))
                .hasSize(asked ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unitree_rl_lab_g1_velocity | stiffness and damping are in the SDK's motor order",
                "mjlab_g1_velocity_meta     | rounded to three decimals",
                "holosoma_g1_ppo            | concatenates its terms sorted by name",
                "rlsar_g1_dance102          | torque_limits bound nothing there",
                "godot_flyby                | state_ins is no recurrent state",
                "godot_3dlander_discrete    | the action holds INT64",
                "mlagents_3dball_ddpg_b12   | the batch is frozen to 12",
                "wbc_agile_g1_velocity_e2e  | no ranges for 'velocity_commands'",
            })
    void thePitfallsOfAConventionAreSaid(String id, String pitfall) throws IOException {
        ReferencePolicy policy = policy(id);
        policy.layOut(folder);

        assertThat(policy.importFrom(folder, policy.answers()).pitfalls())
                .anySatisfy(said -> assertThat(said).contains(pitfall));
    }

    @ParameterizedTest
    @MethodSource("withManifest")
    void theManifestFitsTheNetworksTensorByTensor(ReferencePolicy policy) throws IOException {
        policy.layOut(folder);

        PolicyReport report = Policies.inspect(folder.toString(), Path.of(""));

        assertThat(report.manifest().observation()).isNotEmpty();
    }

    @Test
    void aStateThatWasBakedIntoTheNetworkMustBeAccepted() throws IOException {
        Path skeleton = policy("b2w_lstm_baked_state").home().resolve("b2w_lstm_baked_state.skeleton.onnx");

        PolicyImport result = PolicyImport.of(skeleton, null, null, new Answers());

        assertThat(result.questions())
                .filteredOn(question -> question.key().equals("baked_state"))
                .singleElement()
                .satisfies(
                        question -> assertThat(question.text()).contains("starts from the same state in every call"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "unitree_rl_lab_g1_velocity | deploy.yaml | step_dt: 0.02 | step_dt: 0.02\\nstep_time: 1 | unknown key 'step_time'",
                "unitree_rl_lab_g1_velocity | deploy.yaml | builtins.slice | os.system | the tag 'tag:yaml.org,2002:python/object/apply:os.system' asks for more than a value",
                "unitree_rl_lab_g1_velocity | deploy.yaml | default_joint_pos: [-0.1, | default_joint_pos: [ | default_pose.values has 28 values, but the order 'policy' has 29 joints",
                "unitree_rl_lab_g1_velocity | deploy.yaml | stiffness: [100.0, | stiffness: [ | gains.kp.values has 28 values, but the order 'device' has 29 joints",
                "unitree_mjlab_g1_velocity  | deploy.yaml | history_length: 1 | history_length: 2 | add up to",
                "rlsar_g1_dance102          | config.yaml | num_observations: 154 | num_observations: 151 | num_observations=151 in 1 slots, but the network takes 154",
                "rlsar_g1_dance102          | config.yaml | observations_history: [] | observations_history: [0, 2] | leaves slots out",
                "lrd_go2_unitree_rl_lab     | config.yaml | input_dim: 45 | input_dim: 48 | input_dim=48, but the network's 'obs' has 45",
                "wbc_agile_g1_velocity_e2e  | leapp.yaml  | sha256sum: | sha256sum: 00 # | sha256sum is 00, but",
            })
    void aBrokenSourceIsRefusedAtItsPlace(String id, String file, String passage, String replacement, String reason)
            throws IOException {
        ReferencePolicy policy = policy(id);
        policy.layOut(folder);
        Path source = folder.resolve(file);
        String text = Files.readString(source);
        assertThat(text).contains(passage);
        int at = text.indexOf(passage);
        Files.writeString(
                source,
                text.substring(0, at) + replacement.replace("\\n", "\n") + text.substring(at + passage.length()));

        assertThatThrownBy(() -> policy.importFrom(folder, policy.answers()))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining(reason.replace("add up to", "adds up to"));
    }

    @Test
    void anAnswerThatNothingAsksForIsRefused() throws IOException {
        ReferencePolicy policy = policy("lite3_ppo");
        policy.layOut(folder);
        Answers answers = policy.answers();
        answers.add("rates.nativ", "50 Hz");

        assertThatThrownBy(() -> policy.importFrom(folder, answers))
                .isInstanceOf(ImportError.class)
                .hasMessageContaining("asks for nothing like [rates.nativ]");
    }

    @Test
    void anAnswerInTheSourcesPlaceSaysWhatTheSourceSaid() throws IOException {
        ReferencePolicy policy = policy("unitree_rl_lab_g1_velocity");
        policy.layOut(folder);
        Answers answers = policy.answers();
        answers.add("rates.native", "25 Hz");

        assertThat(policy.importFrom(folder, answers).text())
                .contains("native: 25 Hz  # answered; the source says 50 Hz");
    }

    @Test
    void whatIsWrittenIsAFolderThatVerifies() throws IOException {
        ReferencePolicy policy = policy("unitree_mjlab_g1_velocity");
        policy.layOut(folder);
        Path out = folder.resolve("out");

        policy.importFrom(folder, policy.answers()).write(out);
        Files.copy(
                folder.resolve("unitree_mjlab_g1_velocity.golden.json"),
                out.resolve("unitree_mjlab_g1_velocity.golden.json"));

        assertThat(Policies.verify(out.toString(), Path.of(""), Engine.ONNX_RUNTIME)
                        .passed())
                .isTrue();
    }
}
