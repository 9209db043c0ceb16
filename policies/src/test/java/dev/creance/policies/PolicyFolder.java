package dev.creance.policies;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A policy that a test puts together: files of the test resources, networks made on the spot, a manifest to be altered. */
final class PolicyFolder {
    private static final String HEAD = """
            policy: 1
            name: small
            description: a small graph
            robot: none
            provenance: {source: made for this test, paper: none, conversion: none}
            licence: {spdx: Apache-2.0, holder: Creance, file: LICENSE}
            known_answers: none
            """;

    private final Path folder;

    PolicyFolder(Path folder) {
        this.folder = folder;
    }

    /** Copies files of the test resources under their own names. */
    PolicyFolder with(String... resources) throws IOException {
        for (String resource : resources) {
            Files.write(folder.resolve(Path.of(resource).getFileName()), TestFiles.bytes(resource));
        }
        return this;
    }

    /** Puts a file there. */
    PolicyFolder with(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
        return this;
    }

    /** Puts a network there, and returns its line for the manifest. */
    String model(String id, OnnxBuilder graph) throws IOException {
        byte[] bytes = graph.build();
        with(id + ".onnx", bytes);
        return "{id: %s, file: %s.onnx, sha256: %s, external_data: []}".formatted(id, id, PolicyFiles.sha256(bytes));
    }

    /** What every manifest has, and then this. */
    void manifest(String body) throws IOException {
        Files.writeString(folder.resolve("policy.yaml"), HEAD + body);
    }

    /** Puts something in the place of a passage that stands in the manifest once. */
    PolicyFolder edit(String passage, String replacement) throws IOException {
        Path file = folder.resolve("policy.yaml");
        String text = Files.readString(file);
        if (text.split(Pattern.quote(passage), -1).length != 2) {
            throw new AssertionError("'" + passage + "' does not stand there once");
        }
        Files.writeString(file, text.replace(passage, replacement));
        return this;
    }

    ManifestPolicy load(PolicyEnvironment environment) {
        return Policies.load(folder.toString(), Path.of(""), Engine.PLAIN, environment);
    }

    ManifestPolicy load(Engine engine, PolicyEnvironment environment) {
        return Policies.load(folder.toString(), Path.of(""), engine, environment);
    }

    PolicyReport inspect() {
        return Policies.inspect(folder.toString(), Path.of(""));
    }

    /** Channels of any values, each as {@code name unit}. */
    static Layout layout(String... channels) {
        List<Channel> all = Arrays.stream(channels)
                .map(channel -> channel.split(" "))
                .map(words -> Channel.unbounded(words[0], words[1]))
                .toList();
        return new Layout(all);
    }
}
