package dev.creance.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.creance.policies.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a stand-in for onnx2c, which no package registry has: it prints C of the same signature, for one network. */
class GeneratedCTest {
    /** As onnx2c writes it: inputs, then outputs, each an array with the tensor's name and sizes. */
    private static final String C = """
            #include <math.h>
            static const float w[2][3] = {{1, 2, 3}, {-1, 0, 0.5f}};
            void entry(const float tensor_x[1][3], const float tensor_h[1][2], float tensor_y[1][2], float tensor_z[1][2]) {
                for (int i = 0; i < 2; i++) {
                    float sum = tensor_h[0][i];
                    for (int k = 0; k < 3; k++) {
                        sum += w[i][k] * tensor_x[0][k];
                    }
                    tensor_y[0][i] = sum;
                    tensor_z[0][i] = tanhf(sum);
                }
            }
            """;

    @TempDir
    Path folder;

    private Path network;

    @BeforeEach
    void writeTheNetwork() throws IOException {
        assumeThat(NativeProgram.compiler()).isPresent();
        OnnxGraph graph = new OnnxGraph()
                .input("x", 1, 3)
                .input("h", 1, 2)
                .constant("w", new float[] {1, 2, 3, -1, 0, 0.5f}, 2, 3)
                .node("Gemm", List.of("x", "w", "h"), List.of("y"), new OnnxGraph.Attribute("transB", 1))
                .node("Tanh", List.of("y"), List.of("z"))
                .output("y", 1, 2)
                .output("z", 1, 2);
        network = Files.write(folder.resolve("network.onnx"), graph.bytes());
    }

    private Path generator(String script) throws IOException {
        Path program = Files.writeString(folder.resolve("onnx2c"), "#!/bin/sh\n" + script);
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void fill(Inference network) {
        for (int i = 0; i < 3; i++) {
            network.set(0, i, 0.1f * (i + 1));
        }
        network.set(1, 0, -1);
        network.set(1, 1, 0.25f);
    }

    @Test
    void computesWhatOnnxRuntimeComputes() throws IOException, InterruptedException {
        Path onnx2c = generator("echo '[warning] deprecated' >&2\ncat <<'C'\n" + C + "C\n");

        try (EngineInference reference = new EngineInference(Engine.ONNX_RUNTIME, network);
                GeneratedC generated = GeneratedC.of(onnx2c, network, reference)) {
            fill(reference);
            fill(generated);
            reference.run();
            generated.run();

            assertThat(reference.output(0, 0)).isCloseTo(0.4f, within(1e-6f));
            assertThat(generated.differenceFrom(reference)).isLessThan(1e-6);
        }
    }

    @Test
    void isTheOneOfItsOwnLibraryWhereSeveralAreLoaded() throws IOException, InterruptedException {
        Path onnx2c = generator("cat <<'C'\n" + C + "C\n");
        Path other = folder.resolve("other");
        Files.writeString(other, Files.readString(onnx2c).replace("{1, 2, 3}", "{5, 2, 3}"));
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rwxr-xr-x"));

        try (EngineInference reference = new EngineInference(Engine.ONNX_RUNTIME, network);
                GeneratedC generated = GeneratedC.of(onnx2c, network, reference);
                GeneratedC another = GeneratedC.of(other, network, reference)) {
            for (Inference each : List.of(reference, generated, another)) {
                fill(each);
                each.run();
            }

            assertThat(generated.differenceFrom(reference)).isLessThan(1e-6);
            assertThat(another.differenceFrom(reference)).isCloseTo(0.4, within(1e-6));
        }
    }

    @Test
    void whatItCannotGenerateIsToldInItsOwnWords() throws IOException {
        Path onnx2c = generator("echo 'Unimplemented: node operation Foo' >&2\nexit 1\n");

        try (EngineInference reference = new EngineInference(Engine.ONNX_RUNTIME, network)) {
            assertThatThrownBy(() -> GeneratedC.of(onnx2c, network, reference))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("ended with 1")
                    .hasMessageContaining("Unimplemented: node operation Foo");
        }
    }
}
