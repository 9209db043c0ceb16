package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.runtime.Allocation;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.config.ConfigError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A planner whose answer is drawn by a diffusion actor and chosen by another network, against the same actor asked directly. */
class PlannerDrawsTest {
    private static final int EVERY = 5;
    private static final int ANSWERS = 6;
    private static final int ACTIONS = 4;

    @TempDir
    Path direct;

    @TempDir
    Path planned;

    private TrainedPolicies actor;
    private TrainedPolicies hierarchy;

    @BeforeEach
    void writeBoth() throws IOException {
        actor = new TrainedPolicies(direct);
        actor.writeLeastCostly();
        hierarchy = new TrainedPolicies(planned);
        hierarchy.write(
                hierarchy.model("critic", 8) + ", " + hierarchy.model("denoiser", 8) + ", " + same(planned),
                List.of("critic", "denoiser"),
                """
                  - tensor: {model: same, name: heard}
                    normaliser: none
                    history: none
                    terms:
                      - {term: planned, kind: latent, tensor: {model: denoiser, name: noise}, dim: 4, process: []}
                edges: []
                ignored_outputs: []
                planners:
                  - models: [denoiser, critic]
                    every: 5
                    deadline: 100 ms
                    at_miss: hold
                    answers:
                      - tensor: {model: denoiser, name: noise}
                        between: hold
                        initial: zeros
                        head:
                          kind: diffusion
                          sample: {model: denoiser, name: sample}
                          step: {tensor: {model: denoiser, name: step}, process: []}
                          predicts: noise
                          betas: {kind: cosine, count: 20, offset: 0.008, most: 0.999}
                          steps: all
                          sampler: {kind: ddpm, variance: beta}
                          clip: {sample: 1}
                          draws: 8
                          select: {kind: least, score: {model: critic, name: cost}, draws: {model: critic, name: action}}
                          seed: 11
                action:
                  tensor: {model: same, name: said}
                  kind: direct
                  commands: [motor.0, motor.1, motor.2, motor.3]
                  unit: "1"
                  process: [{clip: [-1, 1]}, {offset: 1}, {scale: 0.5}]
                  between: hold
                """);
    }

    /** A network that says what it hears. */
    private static String same(Path folder) throws IOException {
        byte[] bytes = new OnnxBuilder(13)
                .input("heard", 1, 4)
                .node("Identity", "heard", "said")
                .output("said")
                .build();
        Files.write(folder.resolve("same.onnx"), bytes);
        return "{id: same, file: same.onnx, sha256: %s, external_data: []}".formatted(PolicyFiles.sha256(bytes));
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "ONNX_RUNTIME", "PLAIN"})
    void theAnswerOfEachOfItsPeriodsIsWhatTheActorDrawsWhenItIsAskedAsOften(Engine engine) throws IOException {
        try (ManifestPolicy asked = actor.load(engine);
                ManifestPolicy policy = hierarchy.load(engine)) {
            float[] drawn = new float[asked.actionSize()];
            for (int run = 0; run < 2; run++) { // a reset begins the random numbers again
                for (int period = 0; period < ANSWERS * EVERY; period++) {
                    float[] got = new float[policy.actionSize()];
                    if (period % EVERY == 0) {
                        assertThat(actor.infer(asked, drawn)).isEqualTo(PolicyStatus.OK);
                    }

                    assertThat(hierarchy.infer(policy, got)).isEqualTo(PolicyStatus.OK);
                    assertThat(Arrays.copyOf(got, ACTIONS))
                            .as("period %d", period)
                            .containsExactly(Arrays.copyOf(drawn, ACTIONS));

                    policy.acted(got, new double[4]);
                    asked.acted(drawn, new double[4]);
                }
                asked.reset();
                policy.reset();
            }
        }
    }

    @Test
    void anInferenceAllocatesNothing() throws IOException {
        try (ManifestPolicy policy = hierarchy.load(Engine.NATIVE)) {
            float[] action = new float[policy.actionSize()];
            float[] observation = new float[policy.observationSize()];
            double[] command = new double[4];
            hierarchy.infer(policy, action);

            assertThat(Allocation.onceCompiled(1_000, () -> {
                        policy.acted(action, command);
                        policy.infer(observation, action);
                    }))
                    .isZero();
        }
    }

    @Test
    void whatDrawsMustBeAskedWithThePlanner() throws IOException {
        hierarchy.edit("models: [denoiser, critic]", "models: [denoiser]");

        assertThatThrownBy(() -> hierarchy.load(Engine.NATIVE).close())
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("is of the model 'critic', which is none of this planner's");
    }

    @Test
    void otherHeadsAreForActions() throws IOException {
        hierarchy.edit("kind: diffusion", "kind: gaussian");

        assertThatThrownBy(() -> hierarchy.load(Engine.NATIVE).close())
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("head.kind");
    }
}
