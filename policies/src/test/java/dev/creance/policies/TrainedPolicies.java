package dev.creance.policies;

import com.fasterxml.jackson.databind.JsonNode;
import dev.creance.runtime.PolicyStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Policies of the networks in {@code trained/}, which are shown a recorded flight of a quadrotor. */
public final class TrainedPolicies {
    /** Of every network here, as {@code flights.py} has them. */
    private static final String OBSERVATION = """
              - tensor: {model: %s, name: obs}
                normaliser: none
                history: none
                terms:
                  - {term: position error, kind: difference, signal: position, minus: reference.position, unit: m, dim: 3, process: [{clip: [-0.6, 0.6]}, {scale: 2}]}
                  - {term: attitude, kind: rotation_matrix, signal: orientation, layout: row_major, dim: 9, process: []}
                  - {term: velocity error, kind: difference, signal: velocity, minus: reference.velocity, unit: m/s, dim: 3, process: [{clip: [-2, 2]}]}
                  - {term: body rate, kind: channels, signal: gyro, unit: rad/s, dim: 3, process: [{scale: 0.1}]}
            """;

    private static final List<List<String>> CHANNELS = List.of(
            List.of("position", "px", "py", "pz"),
            List.of("velocity", "vx", "vy", "vz"),
            List.of("gyro", "wx", "wy", "wz"),
            List.of("reference.position", "tx", "ty", "tz"),
            List.of("reference.velocity", "tvx", "tvy", "tvz"));

    private final Path folder;
    private final Quadrotor quadrotor = new Quadrotor();

    /** @param folder where policies are made */
    public TrainedPolicies(Path folder) {
        this.folder = folder;
    }

    /** The observation of a model, to stand in a list of them. */
    static String observation(String model) {
        return OBSERVATION.formatted(model);
    }

    /** A model of this name, alone in its rows or as many as the batch has. */
    String model(String name, int batch) throws IOException {
        byte[] bytes = TestFiles.bytes("trained/" + name + ".onnx");
        Files.write(folder.resolve(name + ".onnx"), bytes);
        return "{id: %s, file: %s.onnx, sha256: %s, %sexternal_data: []}"
                .formatted(name, name, PolicyFiles.sha256(bytes), batch == 1 ? "" : "batch: " + batch + ", ");
    }

    /** @param observers models that see the quadrotor */
    Path write(String models, List<String> observers, String rest) throws IOException {
        StringBuilder text = new StringBuilder("""
                policy: 1
                name: trained
                description: trained for a test
                robot: Crazyflie 2.x
                provenance: {source: made for this project, paper: none, conversion: none}
                licence: {spdx: Apache-2.0, holder: Creance, file: LICENSE}
                rates: {native: 100 Hz, higher: refused, loop: any, deadline: 1 s, at_miss: backup}
                state: []
                known_answers: none
                """);
        text.append("models: [").append(models).append("]\nobservation:\n");
        observers.forEach(model -> text.append(observation(model)));
        Files.writeString(folder.resolve("policy.yaml"), text + rest);
        return folder;
    }

    /** A diffusion actor that draws eight actions and takes the one that another network expects to cost least. */
    public void writeLeastCostly() throws IOException {
        write(model("critic", 8) + ", " + model("denoiser", 8), List.of("critic", "denoiser"), """
                edges: []
                ignored_outputs: []
                action:
                  tensor: {model: denoiser, name: noise}
                  kind: direct
                  commands: [motor.0, motor.1, motor.2, motor.3]
                  unit: "1"
                  process: [{clip: [-1, 1]}, {offset: 1}, {scale: 0.5}]
                  between: hold
                  head:
                    kind: diffusion
                    sample: {model: denoiser, name: sample}
                    step: {tensor: {model: denoiser, name: step}, process: []}
                    predicts: noise
                    betas: {kind: cosine, count: 20, offset: 0.008, most: 0.999}
                    steps: all
                    sampler: {kind: ddpm, variance: beta}
                    clip: {sample: 1}
                    draws: 8
                    select: {kind: least, score: {model: critic, name: cost}, draws: {model: critic, name: action}}
                    seed: 11
                """);
    }

    /** Puts something in the place of the first such passage of the manifest. */
    void edit(String passage, String replacement) throws IOException {
        Path manifest = folder.resolve("policy.yaml");
        String text = Files.readString(manifest);
        int at = text.indexOf(passage);
        if (at < 0) {
            throw new AssertionError("'" + passage + "' does not stand there");
        }
        Files.writeString(manifest, text.substring(0, at) + replacement + text.substring(at + passage.length()));
    }

    /** Puts another network in the place of a model's. */
    void replace(String model, OnnxBuilder network) throws IOException {
        Path file = folder.resolve(model + ".onnx");
        String before = PolicyFiles.sha256(Files.readAllBytes(file));
        Files.write(file, network.build());
        edit(before, PolicyFiles.sha256(Files.readAllBytes(file)));
    }

    ManifestPolicy load(Engine engine) {
        return Policies.load(folder.toString(), Path.of(""), engine, Quadrotor.askedAt(100));
    }

    /** What it returns in each of these rows of a flight. */
    float[][] fly(ManifestPolicy policy, String flight, JsonNode rows) {
        List<Map<String, Double>> all = TestFiles.csv("quadrotor/closedloop/" + flight + ".csv");
        float[][] actions = new float[rows.size()][policy.actionSize()];
        for (int i = 0; i < actions.length; i++) {
            show(all.get(rows.path(i).asInt()));
            if (infer(policy, actions[i]) != PolicyStatus.OK) {
                throw new AssertionError("row " + i + ": " + policy.failure());
            }
        }
        return actions;
    }

    private void show(Map<String, Double> row) {
        for (String axis : List.of("w", "x", "y", "z")) {
            quadrotor.sensor("orientation." + axis, row.get("q" + axis));
        }
        for (List<String> group : CHANNELS) {
            for (int i = 0; i < 3; i++) {
                String channel = group.getFirst() + "." + "xyz".charAt(i);
                double value = row.get(group.get(1 + i));
                if (channel.startsWith("reference")) {
                    quadrotor.reference(channel, value);
                } else {
                    quadrotor.sensor(channel, value);
                }
            }
        }
    }

    /** From the newest row of the flight to an action. */
    PolicyStatus infer(ManifestPolicy policy, float[] actionOut) {
        float[] observation = new float[policy.observationSize()];
        policy.observe(quadrotor.sensors, quadrotor.reference, observation);
        return policy.infer(observation, actionOut);
    }
}
