package dev.creance.app;

import dev.creance.policies.OnnxBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A policy on top of the controller that follows the reference: it gives as much more throttle as it is asked for. */
final class AskedPolicy {
    private AskedPolicy() {}

    /** With a set point {@code more.throttle} of 0 to 1; returns its folder, in this one. */
    static Path in(Path folder) throws IOException {
        byte[] network = new OnnxBuilder(13)
                .input("obs", 1, 1)
                .output("action")
                .floats("w", new long[] {1, 4}, 1, 1, 1, 1)
                .node("MatMul", "obs w", "action")
                .build();
        return in(folder, "asked", network, "");
    }

    /** The same with another network, and more in its manifest. */
    static Path in(Path folder, String name, byte[] network, String more) throws IOException {
        Path policy = Files.createDirectory(folder.resolve(name));
        Files.write(policy.resolve("asked.onnx"), network);
        Files.writeString(policy.resolve("policy.yaml"), """
                policy: 1
                name: %s
                description: gives as much more throttle as it is asked for
                robot: crazyflie
                provenance: {source: made for this test, paper: none, conversion: none}
                licence: {spdx: Apache-2.0, holder: Creance, file: LICENSE}
                models: [{id: asked, file: asked.onnx, sha256: %s, external_data: []}]
                rates: {native: 100 Hz, higher: refused, loop: any, deadline: 30 ms, at_miss: backup}
                setpoints:
                  - name: more
                    values: [{name: throttle, unit: "1", range: [0, 1], rate: none}]
                    deadband: none
                    zero_below: none
                observation:
                  tensor: obs
                  normaliser: none
                  history: none
                  terms: [{term: more, kind: setpoint, setpoint: more, values: all, dim: 1, process: []}]
                action:
                  tensor: action
                  kind: direct
                  commands: [motor.0, motor.1, motor.2, motor.3]
                  unit: "1"
                  process: [{scale: 0.02}]
                  base: {controller: reference, clip: [0, 1]}
                  between: hold
                state: []
                ignored_outputs: []
                known_answers: none
                """.formatted(name, sha256(network)) + more);
        return policy;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new AssertionError(everyJvmHasIt);
        }
    }
}
