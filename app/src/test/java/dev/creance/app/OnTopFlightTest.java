package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.policies.OnnxBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy on top of the controller that follows the reference: it flies, and what both did is replayed. */
class OnTopFlightTest {
    @TempDir
    private Path folder;

    /** A little more throttle on all rotors where it falls, less where it climbs. */
    private Path policy() throws IOException, NoSuchAlgorithmException {
        byte[] network = new OnnxBuilder(13)
                .input("obs", 1, 1)
                .output("action")
                .floats("w", new long[] {1, 4}, -1, -1, -1, -1)
                .node("MatMul", "obs w", "action")
                .build();
        Path home = Files.createDirectory(folder.resolve("on-top"));
        Files.write(home.resolve("on-top.onnx"), network);
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(network));
        Files.writeString(home.resolve("policy.yaml"), """
                policy: 1
                name: on_top
                description: damps the climb of a controller
                robot: crazyflie
                provenance: {source: made for this test, paper: none, conversion: none}
                licence: {spdx: Apache-2.0, holder: Creance, file: LICENSE}
                models: [{id: damper, file: on-top.onnx, sha256: %s, external_data: []}]
                rates: {native: 100 Hz, higher: refused, loop: any, deadline: 30 ms, at_miss: backup}
                observation:
                  tensor: obs
                  normaliser: none
                  history: none
                  terms: [{term: climb, kind: channels, signal: velocity.z, unit: m/s, dim: 1, process: []}]
                action:
                  tensor: action
                  kind: direct
                  commands: [motor.0, motor.1, motor.2, motor.3]
                  unit: "1"
                  process: [{clip: [-1, 1]}, {scale: 0.02}]
                  base: {controller: reference, clip: [0, 1]}
                  between: hold
                state: []
                ignored_outputs: []
                known_answers: none
                """.formatted(sha256));
        return home;
    }

    @Test
    void itFollowsTheReferenceAndItsFlightIsRepeatedBitForBit() throws Exception {
        TestFlight.Flown flown = TestFlight.of("6 s")
                .with("policy.use", policy().toString())
                .with("scenario.reference", "{kind: hover, height: 1 m, climb: 0.5 m/s}")
                .fly(folder);

        assertThat(flown.transitions()).noneMatch(transition -> transition.contains("BACKUP"));
        assertThat(flown.task("position_rmse_m")).isLessThan(0.2);
        Replayed replayed = Replayed.of(flown.file());
        assertThat(replayed.text()).contains("no bit differs");
        assertThat(replayed.exitCode()).isEqualTo(ExitCode.DONE);
    }
}
