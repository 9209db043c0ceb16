package dev.creance.app;

import dev.creance.policies.OnnxBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Policies that command one throttle and count their inferences: once there were more than so many, something happens to them. */
enum FailingPolicy {
    /** log(limit − count) is no number. */
    NAN {
        @Override
        OnnxBuilder harm(OnnxBuilder network, int limit) {
            return network.floats("limit", new long[] {1, 1}, limit + 0.5f)
                    .node("Sub", "limit count", "left")
                    .node("Log", "left", "harm");
        }
    },
    /** An index leads out of a table, which ends ONNX Runtime's call with an error. */
    ERROR {
        @Override
        OnnxBuilder harm(OnnxBuilder network, int limit) {
            return network.floats("table", new long[] {limit + 1}, new float[limit + 1])
                    .node("Cast", "count", "place", "to", 7)
                    .node("Gather", "table place", "harm");
        }
    },
    /** It computes for seconds, which to a flight in lockstep is for ever. */
    HANG {
        @Override
        OnnxBuilder harm(OnnxBuilder network, int limit) {
            return network.floats("limit", new long[] {1, 1}, limit)
                    .floats("rounds", new long[] {1, 1}, 3_000_000)
                    .floats("start", new long[] {1024}, new float[1024])
                    .integers("one", 1)
                    .integers("row", 1, 1)
                    .node("Sub", "count limit", "over")
                    .node("Relu", "over", "overrun")
                    .node("Mul", "overrun rounds", "long")
                    .node("Reshape", "long one", "longer")
                    .node("Cast", "longer", "times", "to", 7)
                    .loop("times", "start", "end")
                    .node("ReduceMax", "end", "greatest")
                    .node("Reshape", "greatest row", "harm");
        }
    };

    /** Near that with which the example's vehicle hovers. */
    private static final float THROTTLE = 0.7f;

    /** Adds what makes {@code harm}, a row of one number, of {@code count}. */
    abstract OnnxBuilder harm(OnnxBuilder network, int limit);

    /** Writes the policy into a new folder. */
    Path after(int inferences, Path parent) {
        OnnxBuilder network = new OnnxBuilder(13).input("count", 1, 1).output("action");
        byte[] bytes = harm(network, inferences)
                .floats("none", new long[] {1, 4}, 0, 0, 0, 0)
                .floats("throttle", new long[] {1, 4}, THROTTLE, THROTTLE, THROTTLE, THROTTLE)
                .node("MatMul", "harm none", "nothing")
                .node("Add", "nothing throttle", "action")
                .build();
        try {
            Path folder = Files.createDirectory(parent.resolve(name().toLowerCase(Locale.ROOT)));
            Files.write(folder.resolve("network.onnx"), bytes);
            Files.writeString(folder.resolve("policy.yaml"), """
                    policy: 1
                    name: failing
                    description: fails after %d inferences
                    robot: crazyflie
                    provenance: {source: made for this test, paper: none, conversion: none}
                    licence: {spdx: Apache-2.0, holder: Creance, file: LICENSE}
                    models: [{id: policy, file: network.onnx, sha256: %s, external_data: []}]
                    rates: {native: 100 Hz, higher: refused, loop: any, deadline: 30 ms, at_miss: backup}
                    clocks: [{name: count, kind: counter, start: 0, last: none, at_end: hold}]
                    observation:
                      tensor: count
                      normaliser: none
                      history: none
                      terms: [{term: count, kind: counter, clock: count, dim: 1, process: []}]
                    action: {tensor: action, kind: direct, commands: [motor.0, motor.1, motor.2, motor.3], unit: "1", process: [{clip: [0, 1]}], between: hold}
                    state: []
                    ignored_outputs: []
                    known_answers: none
                    """.formatted(inferences, sha256(bytes)));
            return folder.toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
