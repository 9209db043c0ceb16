package dev.creance.policies;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Guards, and policies beside them, that a test puts together: they observe every sensor and judge, or set, every command. */
public final class GuardFolder {
    private static final String HEAD = """
            description: made for this test
            robot: none
            provenance: {source: made for this test, paper: none, conversion: none}
            licence: {spdx: Apache-2.0, holder: Creance, file: LICENSE}
            """;

    private final Path folder;
    private final Layout sensors;
    private final Layout commands;
    private final String rate;

    /** @param rate native, such as {@code 1 kHz} */
    public GuardFolder(Path folder, Layout sensors, Layout commands, String rate) {
        this.folder = folder;
        this.sensors = sensors;
        this.commands = commands;
        this.rate = rate;
    }

    /** {@code activation(observation, command) W + b)}, with as many heads as there are biases. */
    public OnnxBuilder judging(String activation, float[] weights, float... bias) {
        int inputs = sensors.size() + commands.size();
        return new OnnxBuilder(17)
                .input("observation", 1, sensors.size())
                .input("action", 1, commands.size())
                .floats("W", new long[] {inputs, bias.length}, weights)
                .floats("b", new long[] {bias.length}, bias)
                .node("Concat", "observation action", "both", "axis", 1)
                .node("MatMul", "both W", "product")
                .node("Add", "product b", "sum")
                .node(activation, "sum", "rating")
                .output("rating");
    }

    /** {@code activation(observation W + b)}, with as many outputs as there are biases. */
    public OnnxBuilder answering(String activation, String output, float[] weights, float... bias) {
        return new OnnxBuilder(17)
                .input("observation", 1, sensors.size())
                .floats("W", new long[] {sensors.size(), bias.length}, weights)
                .floats("b", new long[] {bias.length}, bias)
                .node("MatMul", "observation W", "product")
                .node("Add", "product b", "sum")
                .node(activation, "sum", output)
                .output(output);
    }

    /** Writes a critic; returns its folder. */
    public String critic(String name, OnnxBuilder network) {
        return network(name, "kind: critic", true, network);
    }

    /** Writes a value function; returns its folder. */
    public String value(String name, OnnxBuilder network) {
        return network(name, "kind: value", false, network);
    }

    /** Writes a density; returns its folder. */
    public String density(String name, OnnxBuilder network) {
        return network(name, "kind: density\ndensity: network", true, network);
    }

    private String network(String name, String kind, boolean judgesCommands, OnnxBuilder network) {
        byte[] bytes = network.build();
        String command = judgesCommands ? "command: {tensor: action, " + command() + "}\n" : "";
        return write(
                name,
                name + ".onnx",
                bytes,
                kind + "\nmodel: " + file(name + ".onnx", bytes) + "\nobservation:\n  tensor: observation\n" + terms()
                        + command + "rating: {tensor: rating, unit: \"1\", higher_is: worse}\nknown_answers: none\n");
    }

    /** Writes samples of the sensors alone; returns its folder. */
    public String samples(String name, String rows) {
        return table(name, "kind: samples", "", rows);
    }

    /** Writes what is a table: {@code density: polynomial}, {@code density: mahalanobis}, or samples; returns its folder. */
    public String table(String name, String kind, String rows) {
        return table(name, kind, "command: {" + command() + "}\n", rows);
    }

    private String table(String name, String kind, String command, String rows) {
        byte[] bytes = rows.getBytes(StandardCharsets.UTF_8);
        return write(
                name,
                name + ".csv",
                bytes,
                kind + "\nmodel: " + file(name + ".csv", bytes) + "\nobservation:\n" + terms() + command
                        + "known_answers: none\n");
    }

    private String write(String name, String file, byte[] bytes, String rest) {
        return files(
                name,
                file,
                bytes,
                PolicyFiles.GUARD,
                "guard: 1\nname: " + name + "\n" + HEAD + "rates: {native: " + rate + "}\n" + rest);
    }

    /** Writes a policy that sets every command; returns its folder. @param network from {@code observation} to {@code action} */
    public String policy(String name, OnnxBuilder network) {
        byte[] bytes = network.build();
        return files(
                name,
                name + ".onnx",
                bytes,
                PolicyFiles.MANIFEST,
                "policy: 1\nname: " + name + "\n" + HEAD + "models: [{id: actor, file: " + name + ".onnx, sha256: "
                        + PolicyFiles.sha256(bytes) + ", external_data: []}]\nrates: {native: " + rate
                        + ", higher: allowed, loop: any, deadline: 1 s, at_miss: backup}\nobservation:\n  tensor: observation\n"
                        + terms() + "action:\n  tensor: action\n  kind: direct\n  commands: "
                        + names() + "\n  unit: \"" + unit()
                        + "\"\n  process: []\n  between: hold\nstate: []\nignored_outputs: []\nknown_answers: none\n");
    }

    private String files(String name, String file, byte[] bytes, String manifest, String text) {
        try {
            Path own = Files.createDirectories(folder.resolve(name));
            Files.write(own.resolve(file), bytes);
            Files.writeString(own.resolve(manifest), text);
            return own.toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String file(String file, byte[] bytes) {
        return "{file: " + file + ", sha256: " + PolicyFiles.sha256(bytes) + "}";
    }

    private String terms() {
        return "  normaliser: none\n  history: none\n  terms:\n"
                + sensors.channels().stream()
                        .map(channel -> "    - {term: " + channel.name() + ", kind: channels, signal: " + channel.name()
                                + ", unit: \"" + channel.unit() + "\", dim: 1, process: []}\n")
                        .collect(Collectors.joining());
    }

    private String command() {
        return "channels: " + names() + ", unit: \"" + unit() + "\", process: []";
    }

    private String names() {
        return commands.channels().stream().map(Channel::name).toList().toString();
    }

    private String unit() {
        return commands.channels().getFirst().unit();
    }

    /** The same number so many times. */
    public static float[] all(int count, float value) {
        float[] values = new float[count];
        Arrays.fill(values, value);
        return values;
    }
}
