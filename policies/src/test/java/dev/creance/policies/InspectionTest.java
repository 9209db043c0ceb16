package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.policies.PolicyReport.Finding;
import dev.creance.policies.graph.OnnxModel;
import dev.creance.policies.graph.OnnxModel.Edge;
import dev.creance.policies.graph.OnnxModel.Graph;
import dev.creance.policies.graph.OnnxModel.Node;
import dev.creance.policies.graph.OnnxModel.Tensor;
import dev.creance.runtime.property.Property;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InspectionTest {
    private static PolicyReport inspect(String file) {
        return Policies.inspect(TestFiles.path(file).toString(), Path.of(""));
    }

    @Test
    void aZooPolicyIsDescribedByItsFileAndItsManifest() {
        PolicyReport report = Policies.inspect("zoo/raptor", Path.of(""));

        assertThat(report.ir()).isEqualTo(8);
        assertThat(report.opsets()).containsEntry("ai.onnx", 13L);
        assertThat(report.producer()).startsWith("l2f-export");
        assertThat(report.parameters()).isEqualTo(2068); // 368 + 1632 + 68; the initial state is an input here
        assertThat(report.inputs())
                .extracting(Edge::toString)
                .containsExactly("observation FLOAT[batch, 22]", "hidden_in FLOAT[batch, 16]");
        assertThat(report.operators()).containsEntry("Gemm", 4).containsEntry("Sigmoid", 2);
        assertThat(report.sha256()).startsWith("69233db7");
        assertThat(report.manifest().nativeRateHz()).isEqualTo(100);
        assertThat(report.manifest().observation().getLast()).isEqualTo("previous action: executed actions (4)");
        assertThat(report.manifest().state()).containsExactly("hidden_out → hidden_in");
        assertThat(report.passed()).isTrue();
    }

    @Test
    void theActorOfLearningToFlyIsBoundedByItsOwnArithmetic() {
        PolicyReport report = Policies.inspect("zoo/l2f_own_350k", Path.of(""));

        // FAST_TANH reaches ±1; without knowing that its numerator and denominator share x, ±4 can be shown.
        assertThat(report.outputBounds()).containsExactly(new PolicyReport.Bounds("action", -4, 4));
        assertThat(report.parameters()).isEqualTo(13_828);
    }

    @Test
    void anOutputThatNothingBoundsIsNamed() {
        assertThat(inspect("golden/raptor_quadrotor_gru.onnx").findings())
                .filteredOn(finding -> finding.code().equals("unbounded_output"))
                .extracting(Finding::text)
                .singleElement()
                .asString()
                .contains("'action'");
    }

    /** As TorchScript exports it when the state is a buffer of the module: it runs, and is stateless without any error. */
    @Test
    void aRecurrentStateThatIsBakedInIsFound() {
        assertThat(GraphFindings.of(recurrent("obs", "initial"), List.of(), false))
                .extracting(Finding::code)
                .containsExactly("baked_state");
        assertThat(GraphFindings.of(recurrent("obs", ""), List.of(), false))
                .extracting(Finding::code)
                .containsExactly("baked_state");
        assertThat(GraphFindings.of(recurrent("obs", "obs"), List.of(), false)).isEmpty();
    }

    private static Graph recurrent(String input, String initialState) {
        Node gru = new Node("GRU", "", List.of(input, "W", "R", "", "", initialState), List.of("action"), Map.of());
        Tensor initial = new Tensor("initial", new long[] {1, 1, 1}, Tensor.FLOAT, null, new double[] {0.5});
        Edge obs = new Edge("obs", "FLOAT", List.of("1", "1"));
        Edge action = new Edge("action", "FLOAT", List.of("1", "1"));
        return new Graph("recurrent", List.of(gru), List.of(initial), List.of(obs), List.of(action));
    }

    @Test
    void aNanAmongTheWeightsSpeaksAgainstRunning() {
        PolicyReport report = inspect("broken/nanweight.onnx");

        assertThat(report.findings()).extracting(Finding::code).contains("non_finite_weight");
        assertThat(report.passed()).isFalse();
    }

    @Test
    void aNetworkThatTheEngineRefusesIsStillDescribed() {
        PolicyReport report = inspect("broken/opset27.onnx");

        assertThat(report.opsets()).containsEntry("ai.onnx", 27L);
        assertThat(report.findings()).extracting(Finding::code).contains("does_not_load");
        assertThat(report.passed()).isFalse();
    }

    @Test
    void freeSizesAndSeveralOutputsAreNoted() {
        assertThat(inspect("golden/godot_flyby.onnx").findings())
                .extracting(Finding::code)
                .contains("free_size", "several_outputs", "rank_1", "no_manifest");
    }

    @Test
    void aTruncatedFileIsRefusedWithThePlace() {
        assertThatThrownBy(() -> inspect("broken/trunc.onnx"))
                .isInstanceOf(PolicyError.class)
                .hasMessageContaining("at byte 23");
    }

    @Test
    void noChangeOfAFilesBytesBringsTheReaderDown() {
        byte[] good = TestFiles.bytes("golden/raptor_quadrotor_gru.onnx");
        Property.check(2000, choices -> {
            byte[] bytes = Arrays.copyOf(good, choices.integer(1, good.length));
            for (int change = choices.integer(0, 20); change > 0; change--) {
                bytes[choices.integer(0, bytes.length - 1)] = (byte) choices.integer(0, 255);
            }
            try {
                OnnxModel model = OnnxFile.parse("mutated.onnx", bytes);
                GraphFindings.of(model.graph(), OutputBounds.of(model.graph()), false);
            } catch (PolicyError refused) {
                assertThat(refused).hasMessageContaining("mutated.onnx");
            }
        });
    }
}
