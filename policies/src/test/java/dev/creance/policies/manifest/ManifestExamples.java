package dev.creance.policies.manifest;

import dev.creance.policies.TestFiles;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Manifests that between them hold every key of the format. */
public final class ManifestExamples {
    private ManifestExamples() {}

    /** Every section and every kind of term. */
    public static String everything() {
        return new String(TestFiles.bytes("manifest/everything.yaml"), StandardCharsets.UTF_8);
    }

    /** All networks are asked as often as the policy. */
    private static String atOneRate(String manifest) {
        return manifest.replaceFirst("(?m)^planners:\\n( .*\\n)+", "");
    }

    /** Manifests by the kind of their action: all kinds but that of {@link #everything}. */
    public static Map<String, String> withOtherActions() {
        Map<String, String> texts = new LinkedHashMap<>();
        put(texts, "direct", "commands: [a, b], unit: V, process: [], base: {controller: hover, clip: [0, 1]}");
        put(texts, "position", "joints: policy, unit: rad, process: [], gains: table, clamps: []");
        put(texts, "position_from_default", "joints: policy, unit: rad, process: [], gains: table, clamps: []");
        put(texts, "position_from_measured", "joints: device, unit: rad, process: [], gains: table, clamps: []");
        put(
                texts,
                "position_delta",
                "joints: policy, unit: m, process: [], gains: table, clamps: [], start: default_pose");
        put(texts, "velocity", "joints: policy, unit: rad/s, process: [], gains: none, clamps: []");
        put(
                texts,
                "velocity_integrated",
                "joints: policy, unit: rad/s, process: [], gains: none, clamps: [], start: measured");
        put(texts, "effort", "joints: policy, unit: Nm, process: [], gains: none, clamps: [effort_limits]");
        put(texts, "attitude_thrust", "commands: [r, p, y, t], units: [rad, rad, rad, N], process: []");
        put(texts, "twist", "to: walker, values: [x, y], units: [m/s, m/s], process: []");
        put(texts, "discrete", "choices: [[left, right], [up, down, stay]]");
        return texts;
    }

    /** Manifests by the kind of their action's head. */
    public static Map<String, String> withHeads() {
        Map<String, String> texts = new LinkedHashMap<>();
        String diffusion = "kind: diffusion, sample: {model: actor, name: noisy}, predicts: velocity, seed: 7,"
                + " step: {tensor: {model: actor, name: t}, process: [{scale: 0.1}]}, ";
        head(
                texts,
                "gaussian",
                "kind: gaussian, deviation: {model: actor, name: d}, deviation_is: logarithm, squash: tanh, seed: 7");
        head(
                texts,
                "mixture",
                "kind: mixture, components: 4, weights: {model: actor, name: w}, weights_are: logits, mode: best");
        head(
                texts,
                "sampled mixture",
                "kind: mixture, components: 4, weights: {model: actor, name: w}, weights_are: logits, mode: sampled,"
                        + " deviation: {model: actor, name: d}, deviation_is: deviation, seed: 7");
        head(
                texts,
                "experts",
                "kind: experts, others: [{model: encoder, name: a}], weights: {model: encoder, name: w},"
                        + " weights_are: logits, mode: mean");
        head(
                texts,
                "sampled experts",
                "kind: experts, others: [{model: encoder, name: a}], weights: {model: encoder, name: w},"
                        + " weights_are: probabilities, mode: sampled, seed: 7");
        head(texts, "ensemble", "kind: ensemble, others: [{model: encoder, name: a}]");
        head(texts, "residual", "kind: residual, base: {model: encoder, name: a}, scale: 0.1");
        head(
                texts,
                "ddpm",
                diffusion + "betas: {kind: cosine, count: 20, offset: 0.008, most: 0.999}, steps: all, draws: 1,"
                        + " sampler: {kind: ddpm, variance: beta}, clip: none, select: first");
        head(
                texts,
                "ddim",
                diffusion + "betas: {kind: linear, count: 20, from: 0.001, to: 0.1}, draws: 12,"
                        + " steps: {count: 5, spacing: trailing}, sampler: {kind: ddim, eta: 0},"
                        + " clip: {predicted: 1, sample: 1}, select: {kind: greatest,"
                        + " score: {model: encoder, name: q}, draws: {model: encoder, name: a}}");
        head(
                texts,
                "listed",
                diffusion + "betas: {kind: explicit, values: [0.1, 0.2, 0.3]}, draws: 1, steps: [2, 0],"
                        + " sampler: {kind: ddpm, variance: posterior}, clip: {sample: 2}, select: first");
        return texts;
    }

    /** With critics of both kinds. */
    public static String withCritics() {
        return atOneRate(everything()).replace("state:", """
                critics:
                  - {name: risk, tensor: {model: encoder, name: q}, action: {model: encoder, name: a}, kind: quantiles, count: 32, ratings: [mean, deviation, lower_cvar], tail: 0.1}
                  - {name: value, tensor: {model: encoder, name: v}, kind: atoms, count: 51, support: [-10, 10], weights_are: logits, ratings: [mean]}
                state:""");
    }

    private static void head(Map<String, String> out, String name, String head) {
        Map<String, String> texts = new LinkedHashMap<>();
        put(texts, "direct", "commands: [a, b], unit: V, process: [], head: {" + head + "}");
        out.put(name, atOneRate(texts.get("direct")));
    }

    private static void put(Map<String, String> out, String kind, String keys) {
        String text = everything();
        String before = text.substring(0, text.indexOf("  - tensor: {model: actor, index: 0}"));
        String after = text.substring(text.indexOf("state:"));
        String terms = """
                  - tensor: {model: actor, index: 0}
                    normaliser: none
                    history: none
                    terms:
                      - {term: latent, kind: latent, tensor: {model: encoder, name: code}, dim: 3, process: []}
                      - {term: asked, kind: setpoint, setpoint: base_velocity, values: all, dim: 2, process: []}
                      - {term: gait, kind: phase, clock: gait, functions: [ratio], offsets: [0 deg], dim: 1, process: []}
                      - {term: step, kind: counter, clock: time_step, dim: 1, process: []}
                      - {term: motion, kind: motion, motion: dance, quantity: joint_velocity, as: none, frame: none, lag: 0, dim: 4, process: []}
                      - {term: walk, kind: motion, motion: walk, quantity: anchor_orientation, as: six_rows, frame: anchor, lag: 0, dim: 6, process: []}
                      - {term: push, kind: joints, quantity: effort, order: device, relative_to: nothing, unit: Nm, dim: 5, process: []}
                """;
        out.put(
                kind,
                before + terms + "action: {tensor: {model: actor, name: action}, kind: " + kind + ", between: linear, "
                        + keys + "}\n" + after);
    }
}
