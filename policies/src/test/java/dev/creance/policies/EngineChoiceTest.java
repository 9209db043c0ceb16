package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigFile;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineChoiceTest {
    private static final String MODEL = "raptor_step.onnx";

    @TempDir
    Path folder;

    @Test
    void withoutAnEngineInItsConfigurationAPolicyIsFlownByOurKernelsAndSaysSo() {
        var section =
                ConfigFile.parse("robot.yaml", "policy: {use: zoo/raptor}").child("policy");

        try (FlownPolicy policy = Policies.load(section, Quadrotor.askedAt(100))) {
            assertThat(policy.engine()).isEqualTo(NativeBinding.VERSION);
            assertThat(policy.title()).isEqualTo("raptor (native 1: as exact as ONNX Runtime)");
        }
    }

    @Test
    void anInspectionSaysWhatWouldFlyItAndWhy() throws IOException {
        PolicyReport ours = Policies.inspect("zoo/raptor", Path.of(""));
        byte[] odd = new OnnxBuilder(17)
                .input("x", 1, 2, 2)
                .node("Det", "x", "y")
                .output("y")
                .build();
        Files.write(folder.resolve("odd.onnx"), odd);
        PolicyReport theirs = Policies.inspect("odd.onnx", folder);
        Files.write(folder.resolve("nobody.onnx"), new OnnxBuilder(99).build());
        PolicyReport nobodys = Policies.inspect("nobody.onnx", folder);

        assertThat(ours.engine()).isEqualTo(NativeBinding.VERSION);
        assertThat(ours.engineChoice()).isEqualTo("as exact as ONNX Runtime");
        assertThat(theirs.engine()).startsWith("onnxruntime ");
        assertThat(theirs.engineChoice()).contains("the engine 'native'").contains("Det");
        assertThat(nobodys.engine()).isEqualTo("none");
        assertThat(nobodys.engineChoice()).isNotEmpty();
    }

    @Test
    void anEngineThatWasAskedForNeedsNoReason() {
        try (ManifestPolicy policy = Policies.load("zoo/raptor", Path.of(""), Engine.NATIVE, Quadrotor.askedAt(100))) {
            assertThat(policy.title()).isEqualTo("raptor");
        }
    }

    /** Answers of ONNX Runtime, to be met to the last bit, which our kernels' other order of sums does not. */
    @Test
    void whereKnownAnswersAreMissedByOurKernelsOnnxRuntimeFliesIt() throws IOException {
        for (String file : new String[] {"policy.yaml", MODEL, "LICENSE"}) {
            Files.copy(Path.of("zoo/raptor", file), folder.resolve(file));
        }
        byte[] golden = answersThatDiffer().getBytes(StandardCharsets.UTF_8);
        Files.write(folder.resolve("known_answers.json"), golden);
        Path manifest = folder.resolve("policy.yaml");
        String text = Files.readString(manifest);
        int answers = text.indexOf("known_answers:");
        Files.writeString(
                manifest,
                text.substring(0, answers)
                        + text.substring(answers)
                                .replaceFirst("sha256: \\w+", "sha256: " + PolicyFiles.sha256(golden))
                                .replaceFirst("tolerance: \\S+", "tolerance: 1e-9"));

        try (ManifestPolicy policy =
                Policies.load(folder.toString(), Path.of(""), Engine.AUTO, Quadrotor.askedAt(100))) {
            assertThat(policy.engine()).startsWith("onnxruntime ");
            assertThat(policy.engineChoice()).isEqualTo("the engine 'native' misses a known answer");
        }
        PolicyReport report = Policies.inspect(folder.toString(), Path.of(""));
        assertThat(report.engine()).startsWith("onnxruntime ");
        assertThat(report.engineChoice()).isEqualTo("the engine 'native' misses a known answer");
        assertThatThrownBy(() -> Policies.load(folder.toString(), Path.of(""), Engine.NATIVE, Quadrotor.askedAt(100)))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("known_answers are missed");
    }

    private String answersThatDiffer() {
        Path model = folder.resolve(MODEL);
        try (PolicyNetwork theirs = PolicyNetwork.open(Engine.ONNX_RUNTIME, model);
                PolicyNetwork ours = PolicyNetwork.open(Engine.NATIVE, model)) {
            SplittableRandom random = new SplittableRandom(3);
            for (int draw = 0; draw < 100; draw++) {
                StringBuilder inputs = new StringBuilder();
                for (int input = 0; input < theirs.inputs(); input++) {
                    for (int i = 0; i < theirs.input(input).capacity(); i++) {
                        float value = (float) random.nextDouble(-1, 1);
                        theirs.input(input).put(i, value);
                        ours.input(input).put(i, value);
                    }
                    inputs.append(tensor(theirs.inputName(input), theirs.inputShape(input), theirs.input(input)));
                }
                assertThat(theirs.run() && ours.run()).isTrue();
                if (difference(theirs.output(0), ours.output(0)) > 1e-8) {
                    String output = tensor(theirs.outputName(0), theirs.outputShape(0), theirs.output(0));
                    return "{\"cases\": [{\"name\": \"drawn\", \"inputs\": {" + inputs.substring(1)
                            + "}, \"outputs\": {" + output.substring(1) + "}}]}";
                }
            }
        }
        throw new AssertionError("both engines give the same bits");
    }

    private static double difference(FloatBuffer a, FloatBuffer b) {
        double greatest = 0;
        for (int i = 0; i < a.capacity(); i++) {
            greatest = Math.max(greatest, Math.abs(a.get(i) - b.get(i)));
        }
        return greatest;
    }

    /** With a comma before it. */
    private static String tensor(String name, long[] shape, FloatBuffer values) {
        StringBuilder data = new StringBuilder();
        for (int i = 0; i < values.capacity(); i++) {
            data.append(i == 0 ? "" : ", ").append((double) values.get(i));
        }
        return ",\"" + name + "\": {\"dtype\": \"FLOAT\", \"shape\": " + Arrays.toString(shape) + ", \"data\": [" + data
                + "]}";
    }
}
