package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Layout;
import dev.creance.runtime.PolicyStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A policy between more channels than a frame has validity bits: action = 2 · observation. */
class WideRobotTest {
    @TempDir
    private Path folder;

    private static Layout layout(String prefix, int channels) {
        return new Layout(IntStream.range(0, channels)
                .mapToObj(i -> Channel.unbounded(prefix + "." + i, "1"))
                .toList());
    }

    private ManifestPolicy policy(int channels) throws IOException {
        byte[] network = new OnnxBuilder(13)
                .input("obs", 1, channels)
                .output("action")
                .floats("two", new long[] {1}, 2)
                .node("Mul", "obs two", "action")
                .build();
        Files.write(folder.resolve("double.onnx"), network);
        String commands =
                IntStream.range(0, channels).mapToObj(i -> "motor." + i).collect(Collectors.joining(", "));
        Files.writeString(
                folder.resolve("policy.yaml"), """
                policy: 1
                name: double
                description: many channels
                robot: none
                provenance: {source: made for this test, paper: none, conversion: none}
                licence: {spdx: Apache-2.0, holder: Creance, file: LICENSE}
                models: [{id: double, file: double.onnx, sha256: %s, external_data: []}]
                rates: {native: 50 Hz, higher: refused, loop: any, deadline: 1 s, at_miss: backup}
                observation:
                  tensor: obs
                  normaliser: none
                  history: none
                  terms: [{term: all, kind: channels, signal: sensor, unit: "1", dim: %d, process: []}]
                action: {tensor: action, kind: direct, commands: [%s], unit: "1", process: [], between: hold}
                state: []
                ignored_outputs: []
                known_answers: none
                """.formatted(PolicyFiles.sha256(network), channels, commands));
        PolicyEnvironment environment = new PolicyEnvironment(
                layout("sensor", channels), layout("reference", 1), layout("motor", channels), 50);
        return Policies.load(folder.toString(), Path.of(""), Engine.NATIVE, environment);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 256})
    void everyChannelIsSeenAndEveryCommandIsSet(int channels) throws IOException {
        Frame sensors = new Frame(layout("sensor", channels));
        sensors.validBits = sensors.allValid();
        Arrays.setAll(sensors.values, i -> 0.5 * i);
        float[] observation = new float[channels];
        float[] action = new float[channels];
        double[] command = new double[channels];
        try (ManifestPolicy policy = policy(channels)) {
            policy.observe(sensors, new Frame(layout("reference", 1)), observation);

            assertThat(policy.infer(observation, action)).isEqualTo(PolicyStatus.OK);
            policy.command(action, command);
            for (int i = 0; i < channels; i++) {
                assertThat(command[i]).isEqualTo(i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 256})
    void oneInvalidChannelFromThe64thOnMakesAllOfThemUnknown(int channels) throws IOException {
        Frame sensors = new Frame(layout("sensor", channels));
        sensors.validBits = sensors.allValid() & ~Frame.bit(channels - 1) & ~Frame.bit(10);
        float[] observation = new float[channels];
        try (ManifestPolicy policy = policy(channels)) {
            policy.observe(sensors, new Frame(layout("reference", 1)), observation);

            for (int i = 0; i < channels; i++) {
                assertThat(Float.isNaN(observation[i])).as("sensor.%d", i).isEqualTo(i == 10 || i >= 63);
            }
            assertThat(policy.infer(observation, new float[channels])).isEqualTo(PolicyStatus.NON_FINITE);
        }
    }
}
