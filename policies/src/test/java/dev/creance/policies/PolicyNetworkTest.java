package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyNetworkTest {
    @TempDir
    Path folder;

    @Test
    void tensorsAreReachedByIndexAndByName() {
        try (PolicyNetwork network =
                PolicyNetwork.open(Engine.ONNX_RUNTIME, TestFiles.path("golden/leapp_fixture_model_a.onnx"))) {
            assertThat(network.inputs()).isEqualTo(3);
            assertThat(network.inputName(1)).isEqualTo("ai2");
            assertThat(network.inputIndex("ai2")).isEqualTo(1);
            assertThat(network.outputIndex("ao2")).isEqualTo(1);
            assertThat(network.outputIndex("nobody")).isEqualTo(-1);
        }
    }

    @Test
    void whatIsWrittenToAnInputIsWhatTheNetworkComputesWith() {
        try (PolicyNetwork network =
                PolicyNetwork.open(Engine.ONNX_RUNTIME, TestFiles.path("golden/leapp_fixture_model_a.onnx"))) {
            for (int round = 1; round <= 3; round++) {
                network.input(0).put(0, round);
                network.input(1).put(0, 10 * round);
                network.input(2).put(0, 100 * round);

                assertThat(network.run()).isTrue();
                assertThat(network.output(0).get(0)).isEqualTo(111 * round);
            }
            assertThat(network.input(0).order()).isEqualTo(ByteOrder.nativeOrder());
        }
    }

    @Test
    void aDynamicBatchIsBoundToOne() {
        try (PolicyNetwork network =
                PolicyNetwork.open(Engine.ONNX_RUNTIME, TestFiles.path("golden/godot_flyby.onnx"))) {
            assertThat(network.inputShape(network.inputIndex("obs"))).containsExactly(1, 8);
            assertThat(network.outputShape(network.outputIndex("output"))).containsExactly(1, 2);
        }
    }

    @Test
    void integerTensorsAreRefusedWithTheReason() {
        assertThatThrownBy(() ->
                        PolicyNetwork.open(Engine.ONNX_RUNTIME, TestFiles.path("golden/godot_3dlander_discrete.onnx")))
                .isInstanceOf(PolicyError.class)
                .hasMessageContaining("godot_3dlander_discrete.onnx: output 'output' holds INT64, not FLOAT")
                .hasMessageContaining("float32");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "badop    | No Op registered for Frobnicate                | standard operators",
                "badshape | Dimension mismatch                             | export the policy again",
                "empty    | is empty                                       | export the policy again",
                "garbage  | is not a whole ONNX file                       | copy the file again",
                "trunc    | a field of 22961 bytes at byte 23, where 11471 are left | copy the file again",
                "ir14     | IR version 14, newer than 13                   | lower its IR version",
                "opset27  | opset 27, newer than 26                        | opset_version=26",
            })
    void aNetworkThatCannotRunIsRefusedWithReasonAndRemedy(String name, String reason, String remedy) {
        assertThatThrownBy(() -> PolicyNetwork.open(Engine.ONNX_RUNTIME, TestFiles.path("broken/" + name + ".onnx")))
                .isInstanceOf(PolicyError.class)
                .hasMessageContaining(name + ".onnx")
                .hasMessageContaining(reason)
                .hasMessageContaining(remedy);
    }

    @Test
    void aMissingFileAndAFolderAreRefusedByName() throws IOException {
        Files.createDirectory(folder.resolve("folder.onnx"));

        assertThatThrownBy(() -> PolicyNetwork.open(Engine.ONNX_RUNTIME, folder.resolve("absent.onnx")))
                .hasMessageContaining("absent.onnx: there is no such file");
        assertThatThrownBy(() -> PolicyNetwork.open(Engine.ONNX_RUNTIME, folder.resolve("folder.onnx")))
                .hasMessageContaining("folder.onnx: is not a file");
    }

    @Test
    void aClosedNetworkAnswersWithFalseInsteadOfThrowing() {
        PolicyNetwork network =
                PolicyNetwork.open(Engine.ONNX_RUNTIME, TestFiles.path("golden/scg_cartpole_ppo_stab.onnx"));
        network.close();

        assertThat(network.run()).isFalse();
        assertThat(network.failure()).containsIgnoringCase("closed");
    }
}
