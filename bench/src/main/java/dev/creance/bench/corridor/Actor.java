package dev.creance.bench.corridor;

import dev.creance.policies.Engine;
import dev.creance.policies.ManifestPolicy;
import dev.creance.policies.Policies;
import dev.creance.policies.PolicyEnvironment;
import dev.creance.policies.PolicyZoo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The zoo's policy with a seed of its own, and ways to choose among its draws. */
enum Actor {
    /** The actor alone: in the critic's place stands a network that finds all draws alike. */
    FIRST_DRAW("first draw", false),

    /** As the paper has it. */
    LEAST_QH("least Qh of 16", false),

    /** As shipped: below 0, Qh counts for nothing, and the first of equals is flown. */
    FEASIBLE("least max(Qh, 0) of 16", false),

    /** The same under the shield. */
    SHIELDED("the same, shielded", true),

    /** The same under the shield, whose backup flies while Vh is above 0. */
    ALARMED("the same, shielded, backup where Vh > 0", true);

    static final String USE = "quadrotor-corridor";

    private static final List<String> FILES = List.of(
            "actor.onnx",
            "cost.onnx",
            "tracker.onnx",
            "actor_answers.json",
            "cost_answers.json",
            "tracker_answers.json",
            "LICENSE");

    final String title;
    final boolean shielded;

    Actor(String title, boolean shielded) {
        this.title = title;
        this.shielded = shielded;
    }

    /**
     * Writes it into a folder and loads it from there.
     *
     * @param seed of the draws, the same for all
     */
    ManifestPolicy load(Path folder, int seed, Engine engine, PolicyEnvironment environment) throws IOException {
        for (String file : FILES) {
            Files.write(folder.resolve(file), shipped(file));
        }
        String manifest = new String(shipped("policy.yaml"), StandardCharsets.UTF_8)
                .replaceFirst("seed: [0-9]+", "seed: " + seed);
        if (this == FIRST_DRAW) {
            byte[] indifferent = bytes(Actor.class, "indifferent.onnx");
            Files.write(folder.resolve("cost.onnx"), indifferent);
            manifest = manifest.replaceFirst("(file: cost\\.onnx, sha256: )[0-9a-f]+", "$1" + sha256(indifferent))
                    .replaceFirst("(?m)^.*cost_answers.json.*\\n", "");
        }
        if (this == LEAST_QH) {
            manifest = manifest.replace("score: {model: cost, name: cost}", "score: {model: cost, name: qh}")
                    .replace(
                            "ignored_outputs: [{model: cost, name: qh}]",
                            "ignored_outputs: [{model: cost, name: cost}]");
        }
        Files.writeString(folder.resolve("policy.yaml"), manifest);
        return Policies.load(folder.toString(), Path.of(""), engine, environment);
    }

    private static byte[] shipped(String file) throws IOException {
        return bytes(PolicyZoo.class, "zoo/" + USE + "/" + file);
    }

    private static byte[] bytes(Class<?> beside, String file) throws IOException {
        try (InputStream in = beside.getResourceAsStream(file)) {
            return in.readAllBytes();
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
