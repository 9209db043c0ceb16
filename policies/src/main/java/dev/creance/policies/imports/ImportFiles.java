package dev.creance.policies.imports;

import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.ConfigNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of one source.
 *
 * @param model the network; empty where the configuration names it itself
 * @param base rl_sar's {@code base.yaml}, which lies in the folder above the policy's
 */
public record ImportFiles(Optional<Path> model, Optional<ConfigNode> config, Optional<ConfigNode> base, Path folder) {
    /** Python's slice(a, b, c), which PyYAML writes as a tagged list; every other tag is refused by the reader of YAML. */
    private static final String SLICE = "!!python/object/apply:builtins.slice";

    private static final List<String> CONFIGS = List.of(
            "deploy.yaml", "params/deploy.yaml", "../params/deploy.yaml", "config.yaml", "config.json", "leapp.yaml");

    /**
     * @param source an {@code .onnx}, a configuration, or a folder with both
     * @param model the network, where it does not lie beside the source; may be null
     */
    public static ImportFiles find(Path source, Path model) {
        if (!Files.exists(source)) {
            throw new ImportError(source.toString(), "is not there", "check the path");
        }
        Path folder =
                Files.isDirectory(source) ? source : source.toAbsolutePath().getParent();
        boolean isModel = source.toString().endsWith(".onnx");
        Optional<Path> config =
                isModel ? Optional.empty() : Files.isDirectory(source) ? configIn(source) : Optional.of(source);
        Optional<Path> network =
                model != null ? Optional.of(model) : isModel ? Optional.of(source) : onlyModelIn(folder);
        Optional<ConfigNode> base = Stream.of(folder.resolve("base.yaml"), folder.resolve("../base.yaml"))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(ImportFiles::read);
        return new ImportFiles(network, config.map(ImportFiles::read), base, folder);
    }

    private static Optional<Path> configIn(Path folder) {
        return CONFIGS.stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static Optional<Path> onlyModelIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> models =
                    files.filter(file -> file.toString().endsWith(".onnx")).toList();
            return models.size() == 1 ? Optional.of(models.getFirst()) : Optional.empty();
        } catch (IOException e) {
            throw new ImportError(folder.toString(), "cannot be listed: " + e.getMessage(), "check its permissions");
        }
    }

    /** Another file of the same folder. */
    public Path beside(String name) {
        if (name.isEmpty() || name.contains("/") || name.contains("\\") || name.equals("..")) {
            throw new ImportError(name, "is no name of a file in the source's folder", "put it there");
        }
        return model.map(path -> path.resolveSibling(name)).orElse(folder.resolve(name));
    }

    private static ConfigNode read(Path path) {
        try {
            String text = Files.readString(path, StandardCharsets.UTF_8);
            // Blanks in the tag's place keep every column where it was.
            return ConfigFile.parse(path.toString(), text.replace(SLICE, " ".repeat(SLICE.length())));
        } catch (IOException e) {
            throw new ImportError(path.toString(), "cannot be read: " + e.getMessage(), "save it as UTF-8");
        }
    }
}
