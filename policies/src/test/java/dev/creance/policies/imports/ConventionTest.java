package dev.creance.policies.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.policies.PolicyImport;
import dev.creance.policies.manifest.Action;
import dev.creance.policies.manifest.History;
import dev.creance.policies.manifest.Manifest;
import dev.creance.policies.manifest.ManifestReader;
import dev.creance.policies.manifest.Term;
import dev.creance.runtime.config.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conventions, and corners of conventions, that no reference file shows; the networks have edges only. */
class ConventionTest {
    private static final String WHO = """
            name: test
            description: a test
            robot: none
            provenance.source: made for a test
            provenance.paper: none
            licence.spdx: Apache-2.0
            licence.holder: Creance
            licence.file: LICENSE
            rates.deadline: 100 ms
            rates.at_miss: backup
            known_answers: none
            """;

    private static final String ONE_JOINT = """
            joints: {policy: [knee], device: [knee]}
            """;

    @TempDir
    Path folder;

    private void network(TinyModel model) throws IOException {
        Files.write(folder.resolve("policy.onnx"), model.bytes());
    }

    private PolicyImport read(String answers) {
        Answers given = new Answers();
        given.addAll(ConfigFile.parse("answers.yaml", WHO + answers));
        return PolicyImport.of(folder, null, null, given);
    }

    private static Manifest manifest(PolicyImport result) {
        assertThat(result.questions()).isEmpty();
        return ManifestReader.read(ConfigFile.parse("policy.yaml", result.text()));
    }

    @Test
    void leRobotGivesChunksAndAsksForWhatItsFeaturesMean() throws IOException {
        network(new TinyModel().input("observation.state", 1, 1).output("action", 1, 8, 1));
        Files.writeString(folder.resolve("config.json"), """
                {"type": "act", "n_obs_steps": 1, "chunk_size": 8, "n_action_steps": 4, "temporal_ensemble_coeff": 0.01,
                 "normalization_mapping": {"STATE": "MEAN_STD", "ACTION": "MEAN_STD"},
                 "input_features": {"observation.state": {"type": "STATE", "shape": [1]}},
                 "output_features": {"action": {"type": "ACTION", "shape": [1]}}}
                """);

        assertThat(read("").questions())
                .extracting(Question::key)
                .containsExactly(
                        "rates.native",
                        "rates.loop",
                        "observation.observation.state.normaliser",
                        "observation.observation.state.terms.observation.state",
                        "action");
        Manifest manifest = manifest(read(ONE_JOINT + """
                rates.native: 30 Hz
                rates.loop: any
                observation.observation.state.normaliser: in_graph
                observation.observation.state.terms.observation.state:
                  {kind: joints, quantity: position, order: policy, relative_to: nothing, unit: rad, dim: 1, process: []}
                action: {kind: position, joints: policy, unit: rad, process: [], gains: none, clamps: []}
                """));
        assertThat(manifest.action().common().chunk()).contains(new Action.Chunk(8, 4, "temporal_ensemble", 0.01));
    }

    @Test
    void theExportOfStableBaselinesUsesItsFirstOutput() throws IOException {
        network(new TinyModel()
                .input("input", 1, 1)
                .output("7", 1, 1)
                .output("12", 1, 1)
                .output("13", 1));

        PolicyImport result = read(ONE_JOINT + """
                rates.native: 50 Hz
                rates.loop: any
                observation.normaliser: none
                observation.history: none
                observation.terms:
                  - {term: q, kind: joints, quantity: position, order: policy, relative_to: nothing, unit: rad, dim: 1, process: []}
                action: {kind: effort, joints: policy, unit: Nm, process: [{clip: [-1, 1]}], gains: none, clamps: [], between: hold}
                """);

        assertThat(result.format()).isEqualTo("stable_baselines3");
        assertThat(result.pitfalls()).anySatisfy(said -> assertThat(said).contains("VecNormalize"));
        assertThat(manifest(result).ignoredOutputs())
                .extracting(tensor -> tensor.name())
                .containsExactly("12", "13");
    }

    @Test
    void mlAgentsHasItsOwnNamesForActionsStatesAndConstants() throws IOException {
        network(new TinyModel()
                .input("obs_0", 1, 1)
                .input("recurrent_in", 1, 1, 4)
                .output("version_number", 1)
                .output("memory_size", 1)
                .output("continuous_actions", 1, 1)
                .output("recurrent_out", 1, 1, 4));

        PolicyImport result = read("""
                rates.native: 50 Hz
                rates.loop: any
                observation.normaliser: none
                observation.history: none
                observation.terms: [{term: height, kind: external, signal: height, unit: m, dim: 1, process: []}]
                action: {kind: direct, commands: [push], unit: N, process: [], between: hold}
                """);

        assertThat(result.format()).isEqualTo("ml_agents");
        assertThat(manifest(result).state()).hasSize(1);
        assertThat(manifest(result).ignoredOutputs())
                .extracting(tensor -> tensor.name())
                .containsExactly("version_number", "memory_size");
    }

    private static final String RL_SAR = """
            dog/walk:
              model_name: policy.onnx
              num_observations: 5
              observations: ["ang_vel", "dof_pos", "actions"]
              observations_history: %s
              observations_history_priority: "%s"
              clip_obs: 100.0
              clip_actions_lower: [-2.0]
              clip_actions_upper: [2.0]
              rl_kp: [20.0]
              rl_kd: [0.5]
              fixed_kp: [80.0]
              fixed_kd: [3.0]
              num_of_dofs: 1
              action_scale: [0.25]
              wheel_indices: []
              lin_vel_scale: 2.0
              ang_vel_scale: 0.25
              dof_pos_scale: 1.0
              dof_vel_scale: 0.05
              commands_scale: [2.0, 2.0, 0.25]
              torque_limits: [30.0]
              default_dof_pos: [0.8]
              joint_mapping: [0]
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[0, 1, 2] | time | false | true",
                "[2, 1, 0] | term | true | false",
                "[2, 1, 0] | time | true | true"
            })
    void zeroIsTheNewestInTheHistoryOfRlSar(String ages, String priority, boolean oldestFirst, boolean byFrame)
            throws IOException {
        network(new TinyModel().input("obs", 1, 15).output("actions", 1, 1));
        Files.writeString(folder.resolve("config.yaml"), RL_SAR.formatted(ages, priority));
        Files.writeString(folder.resolve("base.yaml"), "dog:\n  dt: 0.005\n  decimation: 4\n  joint_names: [knee]\n");

        Manifest manifest = manifest(read("""
                observation.normaliser: none
                observation.history.warm_up: zeros
                """));

        History history = manifest.observations().getFirst().history().orElseThrow();
        assertThat(history.length()).isEqualTo(3);
        assertThat(history.oldestFirst()).isEqualTo(oldestFirst);
        assertThat(history.byFrame()).isEqualTo(byFrame);
        assertThat(manifest.rates().nativeHz()).isEqualTo(50);
        assertThat(manifest.rates().loopHz()).isEqualTo(200);
        assertThat(manifest.body().joints().orElseThrow().inDeviceOrder()).containsExactly("knee");
    }

    @Test
    void aTermThatNobodyKnowsIsAskedForAsAWhole() throws IOException {
        network(new TinyModel()
                .input("obs", 1, 4)
                .output("actions", 1, 1)
                .metadata(Map.of(
                        "joint_names", "knee",
                        "joint_stiffness", "20",
                        "joint_damping", "1",
                        "default_joint_pos", "0.1",
                        "command_names", "twist",
                        "observation_names", "joint_pos,foot_height",
                        "observation_history_lengths", "1,3",
                        "action_scale", "0.25")));
        String answers = """
                rates.native: 50 Hz
                rates.loop: any
                joints.device: policy
                setpoints: []
                """;

        assertThat(read(answers).questions())
                .extracting(Question::key)
                .containsExactly("observation.terms.foot_height");
        Manifest manifest = manifest(read(answers + """
                observation.terms.foot_height:
                  {kind: external, signal: height of the feet, unit: m, dim: 1, process: [],
                   history: {length: 3, order: oldest_first, warm_up: repeat, includes_current: true, stride: 1}}
                """));
        assertThat(manifest.observations().getFirst().terms().getLast()).isInstanceOf(Term.External.class);
    }

    @Test
    void aFolderOfNothingIsNoPolicy() {
        assertThatThrownBy(() -> read(""))
                .isInstanceOf(ImportError.class)
                .hasMessageContaining("follows no convention");
    }

    @Test
    void aConfigurationOfOneConventionIsNotReadAsAnother() throws IOException {
        network(new TinyModel().input("obs", 1, 4).output("actions", 1, 1));

        assertThatThrownBy(() -> PolicyImport.of(folder, null, "gym", new Answers()))
                .isInstanceOf(ImportError.class)
                .hasMessageContaining("--format=gym is unknown")
                .hasMessageContaining("known are [leapp, unitree");
    }

    @Test
    void outputsOfTheSameNameAreRefused() throws IOException {
        network(new TinyModel().input("obs", 1, 4).output("actions", 1, 1).output("actions", 1, 1));

        assertThatThrownBy(() -> read(""))
                .isInstanceOf(ImportError.class)
                .hasMessageContaining("must not be flown: two outputs are called 'actions'");
    }
}
