package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoldenTest {
    @TempDir
    Path folder;

    private static Verification verify(Engine engine, String id) {
        return Policies.verify(
                TestFiles.path("golden/" + id + ".onnx"),
                TestFiles.path("golden/" + id + ".golden.json"),
                engine,
                Tolerance.GOLDEN);
    }

    /** Verifies a network against its known answers with one passage of the file replaced. */
    private Verification verifyEdited(String id, String passage, String replacement) throws IOException {
        String golden = new String(TestFiles.bytes("golden/" + id + ".golden.json"), StandardCharsets.UTF_8);
        assertThat(golden).contains(passage);
        int at = golden.indexOf(passage);
        Path edited = Files.writeString(
                folder.resolve("edited.json"),
                golden.substring(0, at) + replacement + golden.substring(at + passage.length()));
        return Policies.verify(TestFiles.path("golden/" + id + ".onnx"), edited, Engine.ONNX_RUNTIME, Tolerance.GOLDEN);
    }

    @ParameterizedTest
    @CsvSource({
        "ONNX_RUNTIME, raptor_quadrotor_gru, 4, 20, 2",
        "ONNX_RUNTIME, godot_flyby, 5, 20, 2",
        "ONNX_RUNTIME, godot_3dlander_discrete, 5, 20, 2",
        "ONNX_RUNTIME, scg_cartpole_ppo_stab, 4, 0, 1",
        "ONNX_RUNTIME, leapp_fixture_model_a, 4, 0, 2",
        "PLAIN, godot_flyby, 5, 20, 2",
        "NATIVE, godot_flyby, 5, 20, 2",
        "NATIVE, godot_3dlander_discrete, 5, 20, 2",
        "PLAIN, scg_cartpole_ppo_stab, 4, 0, 1",
        "PLAIN, leapp_fixture_model_a, 4, 0, 2"
    })
    void theKnownAnswersOfOtherPeoplesPoliciesAreMet(Engine engine, String id, int cases, int steps, int outputs) {
        Verification verification = verify(engine, id);

        assertThat(verification.passed()).isTrue();
        assertThat(verification.cases()).isEqualTo(cases);
        assertThat(verification.steps()).isEqualTo(steps);
        assertThat(verification.outputs()).hasSize(outputs);
        assertThat(verification.outputs())
                .allSatisfy(output -> assertThat(output.maxAbsError()).isLessThan(1e-6));
    }

    @Test
    void aWrongRealNumberIsFoundWithItsCallElementAndSize() throws IOException {
        Verification verification = verifyEdited(
                "scg_cartpole_ppo_stab",
                "\"outputs\":{\"action\":{\"dtype\":\"FLOAT\",\"shape\":[1,1],\"data\":[",
                "\"outputs\":{\"action\":{\"dtype\":\"FLOAT\",\"shape\":[1,1],\"data\":[1");

        assertThat(verification.passed()).isFalse();
        Verification.OutputDeviation worst = verification.outputs().getFirst();
        assertThat(worst.worstCall()).isEqualTo("zeros");
        assertThat(worst.worstIndex()).isZero();
        assertThat(worst.maxAbsError()).isGreaterThan(0.9);
        assertThat(worst.maxToleranceRatio()).isGreaterThan(1);
    }

    @Test
    void integerOutputsMustBeEqual() throws IOException {
        Verification verification = verifyEdited(
                "godot_3dlander_discrete",
                "\"output\":{\"dtype\":\"INT64\",\"shape\":[1,7],\"data\":[",
                "\"output\":{\"dtype\":\"INT64\",\"shape\":[1,7],\"data\":[1");

        assertThat(verification.passed()).isFalse();
        assertThat(verification.outputs())
                .filteredOn(output -> !output.passed())
                .extracting(Verification.OutputDeviation::output)
                .containsExactly("output");
    }

    @Test
    void anOutputOfAnotherShapeFails() throws IOException {
        Verification verification = verifyEdited(
                "scg_cartpole_ppo_stab",
                "\"outputs\":{\"action\":{\"dtype\":\"FLOAT\",\"shape\":[1,1]",
                "\"outputs\":{\"action\":{\"dtype\":\"FLOAT\",\"shape\":[1]");

        assertThat(verification.passed()).isFalse();
        assertThat(verification.outputs().getFirst().maxAbsError()).isInfinite();
    }

    @Test
    void answersOfAnotherFileAreNotedBesideTheNumbers() {
        assertThat(verify(Engine.ONNX_RUNTIME, "raptor_quadrotor_gru").notes())
                .singleElement()
                .asString()
                .contains("cc2b7938dce453f2b7f3521bea714a32ee6d3d654c26407b051daaa193062dd3");
        assertThat(verify(Engine.ONNX_RUNTIME, "godot_flyby").notes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"inputs\":{\"obs\":       | \"inputs\":{\"eyes\":      | zeros feeds 'eyes', but the network's inputs are [obs]",
                "\"outputs\":{\"action\":   | \"outputs\":{\"acts\":     | names the output 'acts', but the network has [action]",
                "\"shape\":[1,8]            | \"shape\":[1,9]            | at /cases/0/inputs/obs: has 8 values in data for the shape [1, 9]",
                "\"shape\":[1,8]            | \"shape\":[4294967296,4294967296] | has 8 values in data for the shape",
                "\"dtype\":\"FLOAT\"        | \"dtype\":\"DOUBLE\"       | gives 'obs' as DOUBLE, but the network takes FLOAT",
                "\"cases\"                  | \"boxes\"                  | holds neither cases nor a sequence",
                "\"stochastic_graph\":false | \"stochastic_graph\":true  | draws random numbers",
                "\"outputs\":{              | \"outputs\":[{             | is not JSON",
            })
    void aGoldenFileThatDoesNotFitIsRefusedWithItsPlace(String passage, String replacement, String reason) {
        assertThatThrownBy(() -> verifyEdited("scg_cartpole_ppo_stab", passage, replacement))
                .isInstanceOf(PolicyError.class)
                .hasMessageContaining("edited.json")
                .hasMessageContaining(reason);
    }

    @Test
    void anOutputFedBackToAnInputOfAnotherSizeIsRefused() {
        assertThatThrownBy(() -> verifyEdited(
                        "raptor_quadrotor_gru",
                        "\"state_feedback\":{\"h_in\":\"h_out\"}",
                        "\"state_feedback\":{\"h_in\":\"action\"}"))
                .isInstanceOf(PolicyError.class)
                .hasMessageContaining("step 1 feeds an output of 16 bytes back to 'h_in', which has 64");
    }

    @Test
    void aNanWhereANumberBelongsIsAFailureNotAPass() throws IOException {
        Path model = Files.write(
                folder.resolve("nan.onnx"),
                new OnnxBuilder(17)
                        .input("obs", 1, 2)
                        .node("Log", "obs", "action")
                        .output("action")
                        .build());
        Path golden = Files.writeString(folder.resolve("nan.json"), """
                {"cases": [{"name": "below zero",
                  "inputs": {"obs": {"dtype": "FLOAT", "shape": [1, 2], "data": [-1, -1]}},
                  "outputs": {"action": {"dtype": "FLOAT", "shape": [1, 2], "data": [0, 0]}}}]}
                """);

        Verification verification = Policies.verify(model, golden, Engine.ONNX_RUNTIME, new Tolerance(1e9, 0));

        assertThat(verification.passed()).isFalse();
    }
}
