package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.creance.policies.action.ActionLayout;
import dev.creance.runtime.Allocation;
import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.property.Property;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Critics that return distributions, trained on recorded flights ({@code trained/}): one rates the action, one the state. */
class CriticsTest {
    @TempDir
    Path folder;

    private TrainedPolicies trained;
    private GoldenFlight golden;

    @BeforeEach
    void write() throws IOException {
        trained = new TrainedPolicies(folder);
        golden = GoldenFlight.read("critics.json");
        write("");
    }

    private void write(String head) throws IOException {
        trained.write(
                trained.model("quantiles", 1) + ", " + trained.model("atoms", 1) + ", " + trained.model("actor", 1),
                List.of("quantiles", "atoms", "actor"),
                """
                edges: []
                ignored_outputs: []
                critics:
                  - name: risk
                    tensor: {model: quantiles, name: quantiles}
                    action: {model: quantiles, name: action}
                    kind: quantiles
                    count: 16
                    ratings: [mean, deviation, lower_cvar, upper_cvar]
                    tail: 0.2
                  - name: return
                    tensor: {model: atoms, name: logits}
                    kind: atoms
                    count: 21
                    support: [-1, 0]
                    weights_are: logits
                    ratings: [mean, deviation, lower_cvar, upper_cvar]
                    tail: 0.1
                action:
                  tensor: {model: actor, name: action}
                  kind: direct
                  commands: [motor.0, motor.1, motor.2, motor.3]
                  unit: "1"
                  process: [{clip: [-1, 1]}, {offset: 1}, {scale: 0.5}]
                  between: hold
                """ + head);
    }

    private float[][] fly(ManifestPolicy policy) {
        return golden.fly(trained, policy);
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "ONNX_RUNTIME", "PLAIN"})
    void meanAndShapeOfTheirDistributionsGoAlongWithTheAction(Engine engine) {
        try (ManifestPolicy policy = trained.load(engine)) {
            float[][] got = fly(policy);

            int at = policy.actionLayout().ratingsAt();
            golden.require("action", got, 0, 4);
            golden.require("ofAction", got, at, 4);
            golden.require("ofState", got, at + 4, 4);
        }
    }

    @Test
    void theirNumbersHaveNames() {
        try (ManifestPolicy policy = trained.load(Engine.NATIVE)) {
            ActionLayout layout = policy.actionLayout();

            assertThat(policy.ratings())
                    .containsExactly(
                            "risk.mean",
                            "risk.deviation",
                            "risk.lower_cvar",
                            "risk.upper_cvar",
                            "return.mean",
                            "return.deviation",
                            "return.lower_cvar",
                            "return.upper_cvar");
            assertThat(layout.ratings()).isEqualTo(8);
            assertThat(layout.size()).isEqualTo(policy.actionSize()).isEqualTo(12);
        }
    }

    /** Samples differ from call to call, and so does what the critic of the action says, but not that of the state. */
    @Test
    void aCriticRatesTheActionThatTheHeadChose() throws IOException {
        write("""
                  head: {kind: experts, others: [{model: expert_0, name: action}], weights: {model: share, name: shares},
                    weights_are: probabilities, mode: sampled, seed: 1}
                """);
        byte[] even = new OnnxBuilder(13)
                .input("obs", 1, 18)
                .output("shares")
                .floats("w", new long[] {18, 2}, new float[36])
                .floats("half", new long[] {1}, 0.5f)
                .node("MatMul", "obs w", "zero")
                .node("Add", "zero half", "shares")
                .build();
        Files.write(folder.resolve("share.onnx"), even);
        trained.edit(
                "models: [",
                "models: [{id: share, file: share.onnx, sha256: " + PolicyFiles.sha256(even) + ", external_data: []}, "
                        + trained.model("expert_0", 1) + ", ");
        trained.edit("observation:\n", "observation:\n" + TrainedPolicies.observation("share"));
        trained.edit("observation:\n", "observation:\n" + TrainedPolicies.observation("expert_0"));
        try (ManifestPolicy policy = trained.load(Engine.NATIVE)) {
            int at = policy.actionLayout().ratingsAt();
            float[] first = new float[policy.actionSize()];
            float[] other = new float[policy.actionSize()];
            trained.infer(policy, first);
            for (int draw = 0; draw < 64 && (draw == 0 || other[0] == first[0]); draw++) {
                trained.infer(policy, other);
            }

            assertThat(other[0]).isNotEqualTo(first[0]);
            assertThat(other[at]).isNotEqualTo(first[at]);
            assertThat(other[at + 4]).isEqualTo(first[at + 4]);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "ONNX_RUNTIME", "PLAIN"})
    void anInferenceAllocatesNothing(Engine engine) {
        try (ManifestPolicy policy = trained.load(engine)) {
            fly(policy);
            float[] observation = new float[policy.observationSize()];
            float[] action = new float[policy.actionSize()];

            assertThat(Allocation.onceCompiled(5_000, () -> policy.infer(observation, action)))
                    .isZero();
        }
    }

    @Test
    void theLinterFindsNothingWrong() {
        PolicyReport report = Policies.inspect(folder.toString(), Path.of(""));

        assertThat(report.passed()).isTrue();
        assertThat(report.manifest().ratings())
                .startsWith("risk.mean", "risk.deviation")
                .hasSize(8);
    }

    /** What lies between a distribution's ends, and that a tail of everything is the mean. */
    @Test
    void tailsLieOnTheirSideOfTheMean() {
        Property.check(500, choices -> {
            double[] values = new double[choices.integer(1, 60)];
            double[] weights = new double[values.length];
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                values[i] = choices.between(-5, 5);
                weights[i] = choices.between(0.01, 1);
                sum += weights[i];
            }
            for (int i = 0; i < values.length; i++) {
                weights[i] /= sum;
            }
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            Distributions.sort(values);
            assertThat(values).containsExactly(sorted);

            double part = choices.between(0.01, 1);
            double mean = Distributions.mean(values, weights);
            double lower = Distributions.lowerMean(values, weights, part);
            double upper = Distributions.upperMean(values, weights, part);
            assertThat(lower).isBetween(values[0] - 1e-9, mean + 1e-9);
            assertThat(upper).isBetween(mean - 1e-9, values[values.length - 1] + 1e-9);
            assertThat(part * lower + (1 - part) * Distributions.upperMean(values, weights, 1 - part))
                    .as("the two parts together")
                    .isCloseTo(mean, within(1e-9));
            assertThat(Distributions.lowerMean(values, weights, 1)).isCloseTo(mean, within(1e-9));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "count: 16     | count: 15     | critics[0].tensor adds up to 15 values, but the network's 'quantiles' has 16 | ",
                "count: 16     | count: 1      | critics[0].count=1 is outside 2 to 4096 | ",
                "kind: quantiles | kind: samples | kind='samples' is none of quantiles, atoms | ",
                "name: return  | name: risk    | critics[1].name='risk' is there already | ",
                "support: [-1, 0] | support: [0, -1] | has the least value 0.0 at or above the greatest -1.0 | ",
                "support: [-1, 0] |            | lacks 'support'                         | add 'support:'",
                "weights_are: logits |         | lacks 'weights_are'                     | add 'weights_are:'",
                "tail: 0.2     |               | lacks 'tail'                            | add 'tail: 0.1'",
                "tail: 0.2     | tail: 0       | critics[0].tail=0 is outside            | ",
                "[mean, deviation, lower_cvar, upper_cvar] | [mean] | is the part that a cvar is the mean of, but 'ratings' names none | ",
                "[mean, deviation, lower_cvar, upper_cvar] | []     | ratings is empty | name what is to be known",
                "[mean, deviation, lower_cvar, upper_cvar] | [mean, mean] | ratings[1]='mean' stands twice | once",
                "[mean, deviation, lower_cvar, upper_cvar] | [mode] | ratings[0]='mode' is none of mean | ",
                "action: {model: quantiles, name: action} |  | state does not say what feeds the network's inputs [action] | ",
                "action: {model: quantiles, name: action} | action: {model: actor, name: obs} | belongs to the network that returns the action | another one rates it",
                "action: {model: quantiles, name: action} | action: {model: quantiles, name: obs} | critics[0].action='obs' is in use already | ",
                "tensor: {model: atoms, name: logits} | tensor: {model: actor, name: action} | in use already | ",
            })
    void aManifestWithOneFaultIsRefusedAtItsPlace(String passage, String replacement, String reason, String remedy)
            throws IOException {
        trained.edit(passage, replacement == null ? "" : replacement);

        assertThatThrownBy(() -> trained.load(Engine.PLAIN))
                .isInstanceOf(ConfigError.class)
                .hasMessageMatching("(?s).*policy\\.yaml:\\d+:\\d+: .*")
                .hasMessageContaining(reason)
                .hasMessageContaining(remedy == null ? "" : remedy);
    }
}
