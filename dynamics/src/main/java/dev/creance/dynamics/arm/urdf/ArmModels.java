package dev.creance.dynamics.arm.urdf;

import dev.creance.dynamics.ModelBounds;
import dev.creance.dynamics.arm.Chain;
import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds arms: by the short name of one that ships with the project, or from a URDF file of one's own. */
public final class ArmModels {
    /** Arms that ship with the project; where their numbers come from stands in their files. */
    public static final List<String> NAMES = List.of("franka-panda", "so-101");

    private ArmModels() {}

    /** An arm that ships with the project. */
    public static Chain named(String name) {
        return switch (name) {
            case "franka-panda" -> shipped(name).chain("panda_link7", "panda_link8");
            case "so-101" -> shipped(name).chain("moving_jaw", "gripper_frame");
            default -> throw new IllegalArgumentException("no arm '" + name + "'; there are " + NAMES);
        };
    }

    /**
     * What a configuration names: one of {@link #NAMES}, or the path of a URDF file, relative to the file that names it.
     *
     * @throws ConfigError that points at {@code reference}
     */
    public static Chain load(ConfigNode reference) {
        if (NAMES.contains(reference.string())) {
            return named(reference.string());
        }
        return read(reference).chain();
    }

    /** How far the arm that a configuration names may lie from its description; nothing of those that ship with the project. */
    public static Optional<ModelBounds> bounds(ConfigNode reference) {
        return NAMES.contains(reference.string())
                ? Optional.empty()
                : read(reference).bounds();
    }

    private static Urdf read(ConfigNode reference) {
        Path folder = Path.of(reference.file().name()).toAbsolutePath().getParent();
        Path path = folder == null ? reference.filePath() : folder.resolve(reference.filePath());
        try {
            return Urdf.read(path);
        } catch (UrdfException e) {
            throw reference
                    .error(": " + e.getMessage())
                    .withHint("use one of " + NAMES + ", or a URDF file, its path relative to this file");
        }
    }

    private static Urdf shipped(String name) {
        try (InputStream in = ArmModels.class.getResourceAsStream(name + ".urdf")) {
            return Urdf.parse(name + ".urdf", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
