package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.policies.graph.OnnxModel;
import dev.creance.policies.graph.Plan;
import dev.creance.policies.graph.Unsupported;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks that must not be flown as they are: each is refused, or flagged, with the reason. */
class BrokenNetworkTest {
    private static final String REFUSED = "refused";
    private static final float[] SQUARE = {1, 2, 3, 4};

    @TempDir
    Path folder;

    /**
     * @param verdict {@code refused}, or the code of a finding
     * @param reason part of what is said
     */
    record Broken(String name, byte[] bytes, String verdict, String reason) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Broken file(String name, String verdict, String reason) {
        return new Broken(name, TestFiles.bytes("broken/" + name), verdict, reason);
    }

    private static Broken built(String name, OnnxBuilder network, String verdict, String reason) {
        return new Broken(name, network.output("y").build(), verdict, reason);
    }

    /** y = x W. */
    private static OnnxBuilder product(float... weights) {
        return new OnnxBuilder(17)
                .input("x", 1, 2)
                .floats("W", new long[] {2, 2}, weights)
                .node("MatMul", "x W", "y");
    }

    static Stream<Broken> networks() {
        return Stream.of(files(), versions(), weights(), graphs(), edges()).flatMap(each -> each);
    }

    private static Stream<Broken> files() {
        byte[] whole = product(SQUARE).output("y").build();
        return Stream.of(
                file("empty.onnx", REFUSED, "is empty"),
                file("garbage.onnx", REFUSED, "is not a whole ONNX file"),
                file("trunc.onnx", REFUSED, "is not a whole ONNX file: a field of"),
                new Broken(
                        "truncated in a number",
                        new byte[] {8, (byte) 0x88},
                        REFUSED,
                        "the file ends at byte 2 in the middle of a number"),
                new Broken("without a graph", Arrays.copyOf(whole, 2), REFUSED, "it holds no graph"),
                new Broken(
                        "a length beyond the file",
                        new byte[] {8, 8, 7 << 3 | 2, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7},
                        REFUSED,
                        "a field of 2147483647 bytes"),
                built(
                        "nested graphs",
                        new OnnxBuilder(17).input("x", 1).nested(40),
                        REFUSED,
                        "graphs nest deeper than 16"));
    }

    private static Stream<Broken> versions() {
        return Stream.of(
                file("ir14.onnx", "does_not_load", "has IR version 14, newer than 13"),
                file("ir99.onnx", "does_not_load", "has IR version 99, newer than 13"),
                file("opset27.onnx", "does_not_load", "uses opset 27, newer than 26"),
                file("opset30.onnx", "does_not_load", "uses opset 30, newer than 26"),
                built(
                        "opset 99",
                        new OnnxBuilder(99).input("x", 1).node("Tanh", "x", "y"),
                        "does_not_load",
                        "uses opset 99, newer than 26"));
    }

    private static Stream<Broken> weights() {
        return Stream.of(
                file("nanweight.onnx", "non_finite_weight", "1 values that are NaN or infinite"),
                built(
                        "an infinite weight",
                        product(1, 2, Float.NEGATIVE_INFINITY, 4),
                        "non_finite_weight",
                        "'W' holds 1 values that are NaN or infinite"),
                built(
                        "fewer weights than the shape says",
                        product(1, 2, 3),
                        "does_not_load",
                        "ONNX Runtime refuses it"),
                built(
                        "a shape of 2^62 values",
                        new OnnxBuilder(17)
                                .input("x", 1, 2)
                                .floats("W", new long[] {1L << 31, 1L << 31}, SQUARE)
                                .node("MatMul", "x W", "y"),
                        "does_not_load",
                        "ONNX Runtime refuses it"),
                built(
                        "weights above its folder",
                        new OnnxBuilder(17)
                                .input("x", 1, 2)
                                .external("W", "../secret.bin", 0, 16, 2, 2)
                                .node("MatMul", "x W", "y"),
                        "external_data_elsewhere",
                        "draws weights from the file '../secret.bin'"),
                built(
                        "weights in a file that is not there",
                        new OnnxBuilder(17)
                                .input("x", 1, 2)
                                .external("W", "weights.bin", 0, 16, 2, 2)
                                .node("MatMul", "x W", "y"),
                        "does_not_load",
                        "weights.bin"),
                built(
                        "weights beyond the end of their file",
                        new OnnxBuilder(17)
                                .input("x", 1, 2)
                                .external("W", "short.bin", 8, 16, 2, 2)
                                .node("MatMul", "x W", "y"),
                        "does_not_load",
                        "offset: 8 size to read: 16 given file_length: 16 are out of bounds"));
    }

    private static Stream<Broken> graphs() {
        return Stream.of(
                file("badop.onnx", "does_not_load", "export it with standard operators"),
                file("badshape.onnx", "does_not_load", "ONNX Runtime refuses it"),
                built(
                        "a tensor that nothing makes",
                        new OnnxBuilder(17).input("x", 1, 2).node("Add", "x z", "y"),
                        "does_not_load",
                        "ONNX Runtime refuses it"),
                built(
                        "an operator of somebody's own",
                        new OnnxBuilder(17).input("x", 1, 2).node("MyActivation", "x", "y"),
                        "does_not_load",
                        "MyActivation"),
                recurrent("GRU", 3),
                recurrent("LSTM", 4),
                recurrent("RNN", 1),
                stochastic("RandomNormalLike"),
                stochastic("RandomUniformLike"),
                stochastic("Bernoulli"));
    }

    private static Broken recurrent(String operator, int gates) {
        OnnxBuilder network = new OnnxBuilder(17)
                .input("x", 1, 1, 2)
                .floats("W", new long[] {1, gates, 2}, new float[2 * gates])
                .floats("R", new long[] {1, gates, 1}, new float[gates])
                .floats("h0", new long[] {1, 1, 1}, 0.5f)
                .node(operator, "x W R _ _ h0", "_ y", "hidden_size", 1);
        return built(
                "the state of a " + operator + " baked in",
                network,
                "baked_state",
                operator + " '_, y' starts from the same state in every call");
    }

    private static Broken stochastic(String operator) {
        return built(
                operator,
                new OnnxBuilder(17).input("x", 1, 2).node(operator, "x", "y"),
                "stochastic",
                operator + " draws random numbers");
    }

    private static Stream<Broken> edges() {
        return Stream.of(
                built(
                        "two inputs of one name",
                        new OnnxBuilder(17).input("x", 1, 2).input("x", 1, 2).node("Tanh", "x", "y"),
                        "duplicate_name",
                        "two inputs are called 'x'"),
                built(
                        "two outputs of one name",
                        new OnnxBuilder(17)
                                .input("x", 1, 2)
                                .node("Tanh", "x", "y")
                                .output("y"),
                        "duplicate_name",
                        "two outputs are called 'y'"),
                built(
                        "a frozen batch",
                        new OnnxBuilder(17).input("x", 12, 2).node("Tanh", "x", "y"),
                        "fixed_batch",
                        "a fixed first size of 12"),
                built(
                        "whole numbers go in",
                        new OnnxBuilder(17).integerInput("x", 1, 2).node("Cast", "x", "y", "to", 1),
                        "input_type",
                        "input 'x' holds INT64, not FLOAT"),
                built(
                        "nothing bounds the output",
                        product(SQUARE),
                        "unbounded_output",
                        "nothing in the graph bounds output 'y'"));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void isRefusedOrFlaggedWithTheReason(Broken broken) throws IOException {
        Files.write(folder.resolve("short.bin"), new byte[16]);
        Path network = Files.write(folder.resolve("policy.onnx"), broken.bytes());

        String said;
        try {
            PolicyReport report = Policies.inspect(network.toString(), Path.of(""));
            said = report.findings().stream()
                    .filter(finding -> finding.code().equals(broken.verdict()))
                    .map(PolicyReport.Finding::text)
                    .reduce("", (a, b) -> a + b + "\n");
        } catch (PolicyError refused) {
            assertThat(broken.verdict()).as(refused.getMessage()).isEqualTo(REFUSED);
            said = refused.getMessage();
        }

        assertThat(said).contains(broken.reason());
    }

    @Test
    void constantsThatTakeHoursToComputeAreRefusedByThePlanner() {
        OnnxBuilder network = new OnnxBuilder(17)
                .input("x", 1, 2048)
                .floats("one", new long[] {1, 1}, 1)
                .integers("shape", 2048, 2048)
                .node("Expand", "one shape", "W")
                .node("MatMul", "W W", "V")
                .node("MatMul", "x V", "y");
        OnnxModel model = OnnxModel.parse(network.output("y").build());

        assertThatThrownBy(() -> Plan.of(model, Map.of()))
                .isInstanceOf(Unsupported.class)
                .hasMessage("operator MatMul ('V'): constants that take too long to compute");
    }

    @Test
    void noTwoOfThemAreTheSame() {
        assertThat(networks().map(broken -> Arrays.hashCode(broken.bytes()))).doesNotHaveDuplicates();
    }
}
