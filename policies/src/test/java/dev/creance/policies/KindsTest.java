package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.creance.runtime.Allocation;
import dev.creance.runtime.Channel;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Layout;
import dev.creance.runtime.PolicyStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kinds of policies on graphs so small that what they must return can be read off. */
class KindsTest {
    private static final Layout SENSORS =
            new Layout(List.of(Channel.unbounded("position.x", "m"), Channel.unbounded("reward", "1")));
    private static final Layout REFERENCE = new Layout(List.of(Channel.unbounded("setpoint.skill.index", "1")));

    @TempDir
    Path folder;

    private final Frame sensors = new Frame(SENSORS);
    private final Frame reference = new Frame(REFERENCE);
    private String ignored = "[]";

    @BeforeEach
    void everythingIsValid() {
        sensors.validBits = -1;
        reference.validBits = -1;
    }

    private String model(String id, OnnxBuilder graph) throws IOException {
        byte[] bytes = graph.build();
        Files.write(folder.resolve(id + ".onnx"), bytes);
        return "{id: %s, file: %s.onnx, sha256: %s, external_data: []}".formatted(id, id, PolicyFiles.sha256(bytes));
    }

    private ManifestPolicy policy(int commands, String body) throws IOException {
        Files.writeString(folder.resolve("policy.yaml"), """
                policy: 1
                name: kind
                description: a small graph
                robot: none
                provenance: {source: made for this test, paper: none, conversion: none}
                licence: {spdx: Apache-2.0, holder: Creance, file: LICENSE}
                rates: {native: 50 Hz, higher: refused, loop: any, deadline: 1 s, at_miss: backup}
                known_answers: none
                """ + "ignored_outputs: " + ignored + "\n" + body);
        Layout layout = new Layout(IntStream.range(0, commands)
                .mapToObj(i -> Channel.unbounded("motor." + i, "1"))
                .toList());
        PolicyEnvironment environment = new PolicyEnvironment(SENSORS, REFERENCE, layout, 50, 100);
        return Policies.load(folder.toString(), Path.of(""), Engine.PLAIN, environment);
    }

    private void ignored(String outputs) {
        ignored = outputs;
    }

    private double[] fly(ManifestPolicy policy, double position, int commands) {
        sensors.values[0] = position;
        float[] observation = new float[policy.observationSize()];
        float[] action = new float[policy.actionSize()];
        double[] command = new double[commands];
        policy.observe(sensors, reference, observation);
        assertThat(policy.infer(observation, action)).isEqualTo(PolicyStatus.OK);
        for (int tick = 0; tick < 2; tick++) {
            policy.command(action, command);
            policy.acted(action, command);
        }
        return command;
    }

    private static void assertAllocatesNothing(ManifestPolicy policy, Frame sensors, Frame reference, int commands) {
        float[] observation = new float[policy.observationSize()];
        float[] action = new float[policy.actionSize()];
        double[] command = new double[commands];
        assertThat(Allocation.bytesOf(10_000, () -> {
                    policy.observe(sensors, reference, observation);
                    policy.infer(observation, action);
                    policy.command(action, command);
                    policy.acted(action, command);
                }))
                .isZero();
    }

    /** code = 2 x; action = 10 (code − 1) + x, where the manifest takes 1 from the code before the policy sees it. */
    @Test
    void whatAnEncoderReturnsIsAPartOfWhatThePolicyObserves() throws IOException {
        String encoder = model(
                "encoder",
                new OnnxBuilder(13)
                        .input("x", 1, 1)
                        .output("code")
                        .floats("two", new long[] {1}, 2)
                        .node("Mul", "x two", "code"));
        String actor = model(
                "actor",
                new OnnxBuilder(13)
                        .input("obs", 1, 2)
                        .output("action")
                        .floats("weights", new long[] {2, 1}, 10, 1)
                        .node("MatMul", "obs weights", "action"));
        try (ManifestPolicy policy = policy(1, """
                models: [%s, %s]
                edges: []
                observation:
                  - tensor: {model: actor, name: obs}
                    normaliser: none
                    history: none
                    terms:
                      - {term: code, kind: latent, tensor: {model: encoder, name: code}, dim: 1, process: [{offset: -1}]}
                      - {term: x, kind: channels, signal: position.x, unit: m, dim: 1, process: []}
                  - tensor: {model: encoder, name: x}
                    normaliser: none
                    history: none
                    terms: [{term: x, kind: channels, signal: position.x, unit: m, dim: 1, process: []}]
                action: {tensor: {model: actor, name: action}, kind: direct, commands: [motor.0], unit: "1", process: [], between: hold}
                state: []
                """.formatted(actor, encoder))) {
            for (int step = 0; step < 50; step++) {
                double x = Math.sin(step);
                assertThat(fly(policy, x, 1)[0]).isEqualTo(10 * (2 * x - 1) + x, offset(1e-5));
            }
            assertAllocatesNothing(policy, sensors, reference, 1);
        }
    }

    /** The chunk is (1, 2, 3, 4) x of the period in which the network was asked. */
    @Test
    void aChunkIsExecutedUpToItsNextInference() throws IOException {
        String actor = model(
                "actor",
                new OnnxBuilder(13)
                        .input("obs", 1, 1)
                        .output("action")
                        .floats("weights", new long[] {1, 4}, 1, 2, 3, 4)
                        .node("MatMul", "obs weights", "action"));
        try (ManifestPolicy policy = policy(1, """
                models: [%s]
                observation:
                  tensor: obs
                  normaliser: none
                  history: none
                  terms: [{term: x, kind: channels, signal: position.x, unit: m, dim: 1, process: []}]
                action: {tensor: action, kind: direct, commands: [motor.0], unit: "1", process: [], between: hold,
                  chunk: {steps: 4, execute: 3, blend: none}}
                state: []
                """.formatted(actor))) {
            for (int step = 0; step < 60; step++) {
                assertThat(fly(policy, 1 + step, 1)[0]).isEqualTo((1 + step - step % 3) * (1 + step % 3));
            }
            policy.reset();
            assertThat(fly(policy, 7, 1)[0]).isEqualTo(7);
            assertAllocatesNothing(policy, sensors, reference, 1);
        }
    }

    /** The window of three states, the mask, the return that is left and the chosen skill, all as one row. */
    @Test
    void aSequenceModelSeesItsWindowItsMaskAndTheReturnThatIsLeft() throws IOException {
        String actor = model(
                "actor",
                new OnnxBuilder(13)
                        .input("states", 1, 3)
                        .input("mask", 1, 3)
                        .input("rest", 1, 3)
                        .output("action")
                        .node("Concat", "states mask rest", "action", "axis", 1));
        String window =
                "history: {layout: frame, length: 3, order: oldest_first, warm_up: zeros, includes_current: true, stride: 1}";
        try (ManifestPolicy policy = policy(9, """
                models: [%s]
                setpoints: [{name: skill, values: [{name: index, unit: "1", range: none, rate: none}], deadband: none, zero_below: none}]
                observation:
                  - tensor: states
                    normaliser: none
                    %s
                    terms: [{term: x, kind: channels, signal: position.x, unit: m, dim: 1, process: []}]
                  - tensor: mask
                    normaliser: none
                    %s
                    terms: [{term: mask, kind: constant, values: [1], dim: 1, process: []}]
                  - tensor: rest
                    normaliser: none
                    history: none
                    terms:
                      - {term: return, kind: return_to_go, target: 100, reward: reward, dim: 1, process: [{scale: 0.5}]}
                      - {term: skill, kind: one_hot, setpoint: skill, value: index, dim: 2, process: []}
                action: {tensor: action, kind: direct, unit: "1", process: [], between: hold,
                  commands: [motor.0, motor.1, motor.2, motor.3, motor.4, motor.5, motor.6, motor.7, motor.8]}
                state: []
                """.formatted(actor, window, window))) {
            sensors.values[1] = 4;
            assertThat(fly(policy, 1, 9)).containsExactly(0, 0, 1, 0, 0, 1, 50, 1, 0);
            reference.values[0] = 1;
            assertThat(fly(policy, 2, 9)).containsExactly(0, 1, 2, 0, 1, 1, 48, 0, 1);
            assertThat(fly(policy, 3, 9)).containsExactly(1, 2, 3, 1, 1, 1, 46, 0, 1);
            for (int step = 4; step < 60; step++) {
                assertThat(fly(policy, step, 9))
                        .containsExactly(step - 2, step - 1, step, 1, 1, 1, 50 - 2 * (step - 1), 0, 1);
            }
            policy.reset();
            assertThat(fly(policy, 9, 9)).containsExactly(0, 0, 9, 0, 0, 1, 50, 0, 1);
            assertAllocatesNothing(policy, sensors, reference, 9);
        }
    }

    /** One input x and two rows of outputs: (1, 3) x and (5, 11) x as values, (0, 1) as weights. */
    private ManifestPolicy withHead(int commands, String head) throws IOException {
        String actor = model(
                "actor",
                new OnnxBuilder(13)
                        .input("obs", 1, 1)
                        .output("rows")
                        .output("weights")
                        .output("spread")
                        .floats("a", new long[] {1, 4}, 1, 3, 5, 11)
                        .floats("b", new long[] {1, 2}, 0, 1)
                        .floats("c", new long[] {1, 4}, 0, 0, 0, 0)
                        .floats("d", new long[] {1, 2}, 0, 1)
                        .floats("e", new long[] {1, 4}, 0.5f, 0.5f, 0.5f, 0.5f)
                        .node("MatMul", "obs a", "rows")
                        .node("MatMul", "obs b", "b0")
                        .node("Sub", "b0 b0", "b1")
                        .node("Add", "b1 d", "weights")
                        .node("MatMul", "obs c", "c0")
                        .node("Add", "c0 e", "spread"));
        return policy(commands, """
                models: [%s]
                observation:
                  tensor: obs
                  normaliser: none
                  history: none
                  terms: [{term: x, kind: channels, signal: position.x, unit: m, dim: 1, process: []}]
                action: {tensor: rows, kind: direct, commands: [%s], unit: "1", process: [], between: hold, head: %s}
                state: []
                """.formatted(
                        actor, commands == 2 ? "motor.0, motor.1" : "motor.0, motor.1, motor.2, motor.3", head));
    }

    private ManifestPolicy mixture(String mode) throws IOException {
        String more = mode.equals("sampled") ? ", deviation: spread, deviation_is: deviation, seed: 7" : "";
        return withHead(
                2, "{kind: mixture, components: 2, weights: weights, weights_are: logits, mode: " + mode + more + "}");
    }

    @Test
    void aMixtureIsItsHeaviestComponentOrTheMeanOfAll() throws IOException {
        ignored("[spread]");
        try (ManifestPolicy best = mixture("best")) {
            assertThat(fly(best, 2, 2)).containsExactly(10, 22);
            assertAllocatesNothing(best, sensors, reference, 2);
        }
        double share = 1 / (1 + Math.exp(-1));
        try (ManifestPolicy mean = mixture("mean")) {
            assertThat(fly(mean, 2, 2)[1]).isEqualTo(2 * (3 * (1 - share) + 11 * share), offset(1e-5));
        }
    }

    @Test
    void samplesOfAMixtureFollowItsWeightsAndComeAgainAfterAReset() throws IOException {
        try (ManifestPolicy policy = mixture("sampled")) {
            int heavy = 0;
            double squares = 0;
            double[] first = fly(policy, 2, 2);
            for (int i = 0; i < 4000; i++) {
                double[] sample = fly(policy, 2, 2);
                boolean second = sample[1] > 14; // 6 or 22, with a deviation of 0.5
                heavy += second ? 1 : 0;
                squares += Math.pow(sample[1] - (second ? 22 : 6), 2);
            }
            assertThat(heavy / 4000.0).isEqualTo(1 / (1 + Math.exp(-1)), offset(0.03)); // 4 standard errors
            assertThat(Math.sqrt(squares / 4000)).isEqualTo(0.5, offset(0.025));
            policy.reset();
            assertThat(fly(policy, 2, 2)).isEqualTo(first);
        }
    }

    @Test
    void aGaussianHeadSamplesAboutTheMean() throws IOException {
        ignored("[weights]");
        try (ManifestPolicy policy =
                withHead(4, "{kind: gaussian, deviation: spread, deviation_is: logarithm, squash: none, seed: 1}")) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < 4000; i++) {
                double value = fly(policy, 1, 4)[3] - 11;
                sum += value;
                squares += value * value;
            }
            assertThat(sum / 4000).isEqualTo(0, offset(0.11)); // 4 standard errors of exp(0.5)
            assertThat(Math.sqrt(squares / 4000)).isEqualTo(Math.exp(0.5), offset(0.08));
            assertAllocatesNothing(policy, sensors, reference, 4);
        }
    }

    @Test
    void anEnsembleSaysHowMuchItDisagrees() throws IOException {
        ignored("[weights]");
        try (ManifestPolicy policy = withHead(4, "{kind: ensemble, others: [spread]}")) {
            assertThat(fly(policy, 2, 4)).containsExactly(1.25, 3.25, 5.25, 11.25);
            float[] observation = {2};
            float[] action = new float[policy.actionSize()];
            assertThat(policy.infer(observation, action)).isEqualTo(PolicyStatus.OK);
            assertThat(action[policy.actionLayout().doubtAt()]).isEqualTo(10.75f);
            assertAllocatesNothing(policy, sensors, reference, 4);
        }
    }

    @Test
    void aResidualIsAddedToItsBase() throws IOException {
        ignored("[weights]");
        try (ManifestPolicy policy = withHead(4, "{kind: residual, base: spread, scale: 0.1}")) {
            assertThat(fly(policy, 10, 4)[3]).isEqualTo(0.5 + 0.1 * 110, offset(1e-5));
            assertAllocatesNothing(policy, sensors, reference, 4);
        }
    }
}
