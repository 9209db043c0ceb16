package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.policies.action.ActionLayout;
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

/** Diffusion actors that were trained on recorded flights, against the papers' equations in numpy ({@code trained/}). */
class DiffusionTest {
    private static final String ACTION = """
            action:
              tensor: {model: %s, name: %s}
              kind: direct
              commands: [motor.0, motor.1, motor.2, motor.3]
              unit: "1"
              process: [{clip: [-1, 1]}, {offset: 1}, {scale: 0.5}]
              between: hold
            """;

    @TempDir
    Path folder;

    private TrainedPolicies trained;
    private GoldenFlight golden;

    @BeforeEach
    void readGolden() throws IOException {
        trained = new TrainedPolicies(folder);
        golden = GoldenFlight.read("diffusion.json");
    }

    private void writeOneAction() throws IOException {
        trained.write(
                trained.model("denoiser", 1), List.of("denoiser"), """
                ignored_outputs: []
                """ + ACTION.formatted("denoiser", "noise") + """
                  head:
                    kind: diffusion
                    sample: {model: denoiser, name: sample}
                    step: {tensor: {model: denoiser, name: step}, process: []}
                    predicts: noise
                    betas: {kind: cosine, count: 20, offset: 0.008, most: 0.999}
                    steps: all
                    sampler: {kind: ddpm, variance: posterior}
                    clip: {predicted: 1}
                    draws: 1
                    select: first
                    seed: 7
                """);
    }

    private void writeAChunk(double eta) throws IOException {
        trained.write(
                trained.model("chunks", 1),
                List.of("chunks"),
                """
                ignored_outputs: []
                """ + ACTION.formatted("chunks", "velocity") + """
                  chunk: {steps: 8, execute: 1, blend: none}
                  head:
                    kind: diffusion
                    sample: {model: chunks, name: sample}
                    step: {tensor: {model: chunks, name: part}, process: [{scale: 0.02}]}
                    predicts: velocity
                    betas: {kind: linear, count: 50, from: 0.001, to: 0.2}
                    steps: {count: 10, spacing: leading}
                    sampler: {kind: ddim, eta: %s}
                    clip: none
                    draws: 1
                    select: first
                    seed: 3
                """.formatted(eta));
    }

    private void write(String policy) throws IOException {
        switch (policy) {
            case "one_action" -> writeOneAction();
            case "least_costly" -> trained.writeLeastCostly();
            case "a_chunk" -> writeAChunk(0);
            default -> writeAChunk(0.5);
        }
    }

    private float[][] fly(ManifestPolicy policy) {
        return golden.fly(trained, policy);
    }

    static Stream<Arguments> policiesAndEngines() {
        return Stream.of("one_action", "least_costly", "a_chunk", "a_noisy_chunk")
                .flatMap(policy -> Stream.of(Engine.NATIVE, Engine.ONNX_RUNTIME, Engine.PLAIN)
                        .map(engine -> Arguments.of(policy, engine)));
    }

    @ParameterizedTest
    @MethodSource("policiesAndEngines")
    void whatIsDrawnIsWhatThePapersEquationsSay(String name, Engine engine) throws IOException {
        write(name);
        try (ManifestPolicy policy = trained.load(engine)) {
            ActionLayout layout = policy.actionLayout();

            golden.require(name, fly(policy), 0, layout.values() * layout.rows());
        }
    }

    @ParameterizedTest
    @MethodSource("policiesAndEngines")
    void theSameBitsComeAgainAfterAResetAndInAnotherRun(String name, Engine engine) throws IOException {
        write(name);
        try (ManifestPolicy policy = trained.load(engine);
                ManifestPolicy again = trained.load(engine)) {
            float[][] first = fly(policy);
            policy.reset();

            assertThat(fly(policy)).isDeepEqualTo(first);
            assertThat(fly(again)).isDeepEqualTo(first);
            assertThat(fly(again)).as("without a reset, new noise is drawn").isNotEqualTo(first);
        }
    }

    @ParameterizedTest
    @MethodSource("policiesAndEngines")
    void anInferenceAllocatesNothing(String name, Engine engine) throws IOException {
        write(name);
        try (ManifestPolicy policy = trained.load(engine)) {
            fly(policy);
            float[] observation = new float[policy.observationSize()];
            float[] action = new float[policy.actionSize()];

            assertThat(Allocation.onceCompiled(1_000, () -> policy.infer(observation, action)))
                    .isZero();
        }
    }

    @Test
    void theLinterFindsNothingWrong() throws IOException {
        for (String name : List.of("one_action", "least_costly", "a_chunk")) {
            write(name);

            PolicyReport report = Policies.inspect(folder.toString(), Path.of(""));
            assertThat(report.passed()).as(name).isTrue();
            assertThat(report.findings())
                    .as(name)
                    .extracting(PolicyReport.Finding::code)
                    .doesNotContain("not_flyable");
        }
    }

    @Test
    void aScoreThatIsNoNumberEndsInNoAction() throws IOException {
        trained.writeLeastCostly();
        OnnxBuilder odd = new OnnxBuilder(13)
                .input("obs", 8, 18)
                .input("action", 8, 4)
                .output("cost")
                .floats("s", new long[] {18, 1}, new float[18])
                .floats("a", new long[] {4, 1}, new float[4])
                .floats("one", new long[] {1}, 1)
                .node("MatMul", "obs s", "zero")
                .node("MatMul", "action a", "none")
                .node("Add", "zero none", "sum")
                .node("Sub", "sum one", "below")
                .node("Sqrt", "below", "cost");
        trained.replace("critic", odd);
        try (ManifestPolicy policy = trained.load(Engine.NATIVE)) {
            float[] action = new float[policy.actionSize()];

            assertThat(trained.infer(policy, action)).isEqualTo(PolicyStatus.NON_FINITE);
            assertThat(action).containsOnly(Float.NaN);
        }
    }

    /** The bounds of the sample would make an action of it. */
    @Test
    void aPredictionWithoutEndEndsInNoAction() throws IOException {
        writeOneAction();
        OnnxBuilder odd = new OnnxBuilder(13)
                .input("obs", 1, 18)
                .input("sample", 1, 4)
                .integerInput("step", 1)
                .output("noise")
                .floats("o", new long[] {18, 4}, new float[72])
                .floats("table", new long[] {20, 4}, new float[80])
                .floats("least", new long[] {1}, 0)
                .node("MatMul", "obs o", "none")
                .node("Gather", "table step", "zero", "axis", 0)
                .node("Add", "none zero", "nothing")
                .node("Mul", "sample least", "zeros")
                .node("Add", "nothing zeros", "below")
                .node("Log", "below", "noise");
        trained.replace("denoiser", odd);
        for (Engine engine : List.of(Engine.NATIVE, Engine.ONNX_RUNTIME)) {
            try (ManifestPolicy policy = trained.load(engine)) {
                float[] action = new float[policy.actionSize()];

                assertThat(trained.infer(policy, action)).isEqualTo(PolicyStatus.NON_FINITE);
                assertThat(action).containsOnly(Float.NaN);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "predicts: noise    |                    | lacks 'predicts'                       | add 'predicts:'",
                "predicts: noise    | predicts: epsilon  | predicts='epsilon' is none of noise, sample, velocity | ",
                "count: 20          | count: 0           | betas.count=0 is outside 1 to 10000    | ",
                "most: 0.999        | most: 1            | betas.most=1 is outside                | ",
                "offset: 0.008, most: 0.999 | most: 0.999 | betas lacks 'offset'                  | add 'offset:'",
                "{kind: cosine, count: 20, offset: 0.008, most: 0.999} | {kind: explicit, values: []} | betas.values is empty | one for each step",
                "{kind: cosine, count: 20, offset: 0.008, most: 0.999} | {kind: linear, count: 1000, from: 0.1, to: 0.9} | betas leaves nothing of the sample | compare it with the training code",
                "steps: all         | steps: [19, 19, 0] | steps[1]=19 is not below the step before it, 19 | from the noisiest on",
                "steps: all         | steps: [20, 0]     | steps[0]=20 is outside 0 to 19         | ",
                "steps: all         | steps: []          | steps is empty                         | ",
                "steps: all         | steps: {count: 21, spacing: leading} | steps.count=21 is outside 1 to 20 | ",
                "{kind: ddpm, variance: beta} | {kind: ddim, eta: 2} | sampler.eta=2 is outside 0 to 1 | ",
                "{kind: ddpm, variance: beta} | {kind: ddpm, eta: 0} | unknown key 'eta'       | ",
                "clip: {sample: 1}  | clip: {}           | clip bounds nothing                    | write 'none'",
                "clip: {sample: 1}  | clip: 1            | clip='1' is none of none               | ",
                "draws: 8      | draws: 4      | sample takes 4 draws, but the batch of 'denoiser' is 8 | write 'batch: 4'",
                "draws: 8      | draws: 1      | select chooses among draws, but there is one | select: first",
                "name: cost         | name: noise        | score='noise' is no output of the network | there are [cost]",
                "score: {model: critic, name: cost} | score: {model: denoiser, name: noise} | score belongs to 'denoiser', not to 'critic' | ",
                "draws: {model: critic, name: action} | draws: {model: denoiser, name: sample} | belongs to the network that makes them | another one",
                "draws: {model: critic, name: action} | draws: {model: critic, name: obs} | draws='obs' is in use already | ",
                "step: {tensor: {model: denoiser, name: step}, | step: {tensor: {model: denoiser, name: obs}, | in use already | ",
                "step: {tensor: {model: denoiser, name: step}, | step: {tensor: {model: critic, name: action}, | tensor belongs to 'critic', not to 'denoiser' | ",
                "seed: 11           |                    | lacks 'seed'                           | add 'seed:'",
            })
    void aManifestWithOneFaultIsRefusedAtItsPlace(String passage, String replacement, String reason, String remedy)
            throws IOException {
        trained.writeLeastCostly();
        trained.edit(passage, replacement == null ? "" : replacement);

        assertThatThrownBy(() -> trained.load(Engine.PLAIN))
                .isInstanceOf(ConfigError.class)
                .hasMessageMatching("(?s).*policy\\.yaml:\\d+:\\d+: .*")
                .hasMessageContaining(reason)
                .hasMessageContaining(remedy == null ? "" : remedy);
    }
}
