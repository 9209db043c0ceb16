package dev.creance.policies.imports;

import dev.creance.policies.PolicyImport;
import dev.creance.runtime.config.ConfigFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A row of {@code reference/coverage.csv}: a policy of other people with the manifest that belongs to it.
 *
 * @param how {@code imported}, {@code hand} (written by hand) or {@code refused}
 * @param source the configuration that was imported; empty for a bare network
 * @param model {@code whole}, or {@code skeleton}: the graph without its weights
 */
public record ReferencePolicy(String policy, String folder, String how, String format, String source, String model) {
    private static final String SKELETON = ".skeleton.onnx";

    public static List<ReferencePolicy> all() {
        return read("coverage.csv")
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(cells -> new ReferencePolicy(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]))
                .toList();
    }

    public static ReferencePolicy of(String name) {
        return all().stream()
                .filter(policy -> policy.policy.equals(name))
                .findFirst()
                .orElseThrow();
    }

    public static List<ReferencePolicy> imported() {
        return all().stream().filter(policy -> policy.how.equals("imported")).toList();
    }

    static Path resource(String name) {
        try {
            return Path.of(ReferencePolicy.class
                    .getResource("/dev/creance/policies/reference/" + name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(name, e);
        }
    }

    public static String read(String name) {
        try {
            return Files.readString(resource(name));
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }

    /** Where its manifest lies. */
    public Path home() {
        return folder.startsWith("zoo/") ? Path.of(folder) : resource(folder);
    }

    String manifest() {
        try {
            return Files.readString(home().resolve("policy.yaml"));
        } catch (IOException e) {
            throw new AssertionError(folder, e);
        }
    }

    public boolean isWhole() {
        return model.equals("whole");
    }

    /**
     * Lays its files out as their authors had them. Skeletons take the networks' names, and their hashes the place of the
     * networks' hashes in all texts.
     */
    public void layOut(Path target) throws IOException {
        try (Stream<Path> files = Files.list(home())) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName().toString().replace(SKELETON, ".onnx")));
            }
        }
        try (Stream<Path> files = Files.list(target)) {
            for (Path text :
                    files.filter(file -> file.toString().endsWith(".yaml")).toList()) {
                Files.writeString(text, withHashesOf(target, Files.readString(text)));
            }
        }
    }

    /** Replaces, in a text, the hash of each of the manifest's networks by that of the file of the same name. */
    private String withHashesOf(Path from, String text) throws IOException {
        String result = text;
        for (var model :
                ConfigFile.parse("policy.yaml", manifest()).child("models").items()) {
            Path file = from.resolve(model.child("file").string());
            if (Files.exists(file)) {
                result = result.replace(model.child("sha256").string(), sha256(Files.readAllBytes(file)));
            }
        }
        return result;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** The network that is imported; null where a configuration names several. */
    Path network(Path from) {
        List<String> files = ConfigFile.parse("policy.yaml", manifest()).child("models").items().stream()
                .map(model -> model.child("file").string())
                .toList();
        return files.size() == 1 ? from.resolve(files.getFirst()) : null;
    }

    /** Imports it from where it was laid out. */
    PolicyImport importFrom(Path from, Answers answers) {
        Path network = network(from);
        return PolicyImport.of(source.isEmpty() ? network : from.resolve(source), network, null, answers);
    }

    Answers answers() {
        Answers answers = new Answers();
        answers.addAll(ConfigFile.parse("answers.yaml", read(folder + "/answers.yaml")));
        return answers;
    }

    @Override
    public String toString() {
        return policy;
    }
}
