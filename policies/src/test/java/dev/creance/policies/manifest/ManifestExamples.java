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
