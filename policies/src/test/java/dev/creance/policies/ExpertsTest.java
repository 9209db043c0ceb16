package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.runtime.Allocation;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.config.ConfigError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Experts and their gate, each a network of its own, trained on the flights of two controllers ({@code trained/}). */
class ExpertsTest {
    @TempDir
    Path folder;

    private TrainedPolicies trained;
    private GoldenFlight golden;

    @BeforeEach
    void readGolden() throws IOException {
        trained = new TrainedPolicies(folder);
        golden = GoldenFlight.read("experts.json");
    }

    private void write(String mode) throws IOException {
        List<String> names = List.of("expert_0", "expert_1", "expert_2", "gate");
        String models = "";
        for (String name : names) {
            models += (models.isEmpty() ? "" : ", ") + trained.model(name, 1);
        }
        trained.write(models, names, """
                edges: []
                ignored_outputs: []
                action:
                  tensor: {model: expert_0, name: action}
                  kind: direct
                  commands: [motor.0, motor.1, motor.2, motor.3]
                  unit: "1"
                  process: [{clip: [-1, 1]}, {offset: 1}, {scale: 0.5}]
                  between: hold
                  head:
                    kind: experts
                    others: [{model: expert_1, name: action}, {model: expert_2, name: action}]
                    weights: {model: gate, name: logits}
                    weights_are: logits
                    mode: %s
                """.formatted(mode));
    }

    private void writeFor(String name) throws IOException {
        write(name.equals("sampled") ? "sampled\n    seed: 9" : name);
    }

    private float[][] fly(ManifestPolicy policy) {
        return golden.fly(trained, policy);
    }

    static Stream<Arguments> modesAndEngines() {
        return Stream.of("best", "mean", "sampled")
                .flatMap(mode -> Stream.of(Engine.NATIVE, Engine.ONNX_RUNTIME, Engine.PLAIN)
                        .map(engine -> Arguments.of(mode, engine)));
    }

    @ParameterizedTest
    @MethodSource("modesAndEngines")
    void theirAnswersAreWeighedAsNumpyWeighsThem(String mode, Engine engine) throws IOException {
        writeFor(mode);
        try (ManifestPolicy policy = trained.load(engine)) {
            float[][] got = fly(policy);

            golden.require(mode, got, 0, 4);
            policy.reset();
            assertThat(fly(policy)).as("after a reset").isDeepEqualTo(got);
        }
    }

    @ParameterizedTest
    @MethodSource("modesAndEngines")
    void anInferenceAllocatesNothing(String mode, Engine engine) throws IOException {
        writeFor(mode);
        try (ManifestPolicy policy = trained.load(engine)) {
            fly(policy);
            float[] observation = new float[policy.observationSize()];
            float[] action = new float[policy.actionSize()];

            assertThat(Allocation.onceCompiled(5_000, () -> policy.infer(observation, action)))
                    .isZero();
        }
    }

    @Test
    void theLinterFindsNothingWrong() throws IOException {
        write("mean");

        assertThat(Policies.inspect(folder.toString(), Path.of("")).passed()).isTrue();
    }

    @Test
    void aGateThatReturnsNoNumbersChoosesNobody() throws IOException {
        write("best");
        OnnxBuilder odd = new OnnxBuilder(13)
                .input("obs", 1, 18)
                .output("logits")
                .floats("w", new long[] {18, 3}, new float[54])
                .floats("one", new long[] {1}, 1)
                .node("MatMul", "obs w", "zero")
                .node("Sub", "zero one", "below")
                .node("Sqrt", "below", "logits");
        trained.replace("gate", odd);
        try (ManifestPolicy policy = trained.load(Engine.NATIVE)) {
            float[] action = new float[policy.actionSize()];

            assertThat(trained.infer(policy, action)).isEqualTo(PolicyStatus.NON_FINITE);
            assertThat(action).containsOnly(Float.NaN);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "mode: mean          | mode: blend           | mode='blend' is none of best, mean, sampled | ",
                "mode: mean          | mode: sampled         | lacks 'seed'                             | add 'seed:'",
                "weights_are: logits |                       | lacks 'weights_are'                      | add",
                "{model: gate, name: logits} | {model: gate, name: weights} | weights='weights' is no output of the network | there are [logits]",
                "{model: gate, name: logits} | {model: expert_2, name: action} | in use already   | ",
                ", {model: expert_2, name: action}] | ] | weights adds up to 2 values, but the network's 'logits' has 3 | ",
                "{model: expert_1, name: action}, {model: expert_2, name: action} | | others is empty | one or more",
            })
    void aManifestWithOneFaultIsRefusedAtItsPlace(String passage, String replacement, String reason, String remedy)
            throws IOException {
        write("mean");
        trained.edit(passage, replacement == null ? "" : replacement);

        assertThatThrownBy(() -> trained.load(Engine.PLAIN))
                .isInstanceOf(ConfigError.class)
                .hasMessageMatching("(?s).*policy\\.yaml:\\d+:\\d+: .*")
                .hasMessageContaining(reason)
                .hasMessageContaining(remedy == null ? "" : remedy);
    }
}
