package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.creance.policies.graph.OnnxModel;
import dev.creance.policies.lint.NetworkNumbers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a file holds, its readers end with a result or with a refusal that says why: no other exception, no memory and no
 * time out of all proportion. What {@code tools/fuzz/run policies} found lies in {@code OnnxFuzzTestInputs}.
 */
class OnnxFuzzTest {
    static Stream<byte[]> networks() {
        Stream<byte[]> forms = Stream.of(OperatorForms.ofElements(), OperatorForms.ofMoves(), OperatorForms.ofSums())
                .flatMap(each -> each)
                .map(form -> form.graph()
                        .apply(new OnnxBuilder(form.opset()))
                        .output("y")
                        .build());
        Stream<byte[]> whole = Stream.of("leapp_fixture_model_a", "raptor_quadrotor_gru", "scg_cartpole_ppo_stab")
                .map(name -> TestFiles.bytes("golden/" + name + ".onnx"));
        return Stream.concat(forms, whole);
    }

    @Timeout(20)
    @MethodSource("networks")
    @FuzzTest(maxDuration = "1m")
    void anyBytesAreANetworkOrAreRefusedWithAReason(byte[] bytes) {
        try {
            OnnxModel model = OnnxFile.parse("fuzz.onnx", bytes);
            GraphFindings.of(model.graph(), OutputBounds.of(model.graph()), false);
            Engine.PLAIN.load("fuzz.onnx", bytes, model, null).close();
            Subject.bare("fuzz.onnx", bytes, null).plan().ifPresent(plan -> NetworkNumbers.of(plan, List.of()));
        } catch (PolicyError refused) {
            assertThat(refused.problem()).isNotBlank();
            assertThat(refused.remedy()).isNotBlank();
        }
    }
}
