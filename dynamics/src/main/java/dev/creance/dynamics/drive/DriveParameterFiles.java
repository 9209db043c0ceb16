package dev.creance.dynamics.drive;

import dev.creance.dynamics.ModelBounds;
import dev.creance.dynamics.drive.DriveParameters.Ratings;
import dev.creance.dynamics.drive.DriveParameters.Tolerances;
import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds and reads the parameters of drives: by the short name of a set that ships with the project, or from a file. */
public final class DriveParameterFiles {
    /** Sets that ship with the project. */
    public static final List<String> NAMES = List.of(
            "gem-permanent-magnet-dc",
            "gem-series-dc",
            "gem-shunt-dc",
            "gem-externally-excited-dc",
            "gem-pmsm",
            "gem-synrm",
            "gem-scim",
            "gem-dfim");

    private DriveParameterFiles() {}

    /**
     * Reads what a configuration names: one of {@link #NAMES}, or a path, relative to the file that names it.
     *
     * @throws ConfigError that points at {@code reference} where there is no such set, else into the parameter file
     */
    public static DriveParameters load(ConfigNode reference) {
        String name = reference.string();
        if (NAMES.contains(name)) {
            return named(name);
        }
        return bind(ConfigFile.read(path(reference)));
    }

    /**
     * How far the drive of a configuration may lie from its parameters; absent for sets that ship with the project and files that
     * do not say.
     *
     * @throws ConfigError as {@link #load}
     */
    public static Optional<ModelBounds> bounds(ConfigNode reference) {
        return NAMES.contains(reference.string())
                ? Optional.empty()
                : ConfigFile.read(path(reference)).optional("bounds").map(ModelBounds::from);
    }

    private static Path path(ConfigNode reference) {
        Path folder = Path.of(reference.file().name()).toAbsolutePath().getParent();
        Path path = folder == null ? reference.filePath() : folder.resolve(reference.filePath());
        if (!Files.isRegularFile(path)) {
            throw reference
                    .error("='" + reference.string() + "' is neither a parameter set nor a file")
                    .withHint("use one of " + NAMES + ", or a path relative to this file");
        }
        return path;
    }

    /** A set that ships with the project. */
    public static DriveParameters named(String name) {
        try (InputStream in = DriveParameterFiles.class.getResourceAsStream(name + ".yaml")) {
            if (in == null) {
                throw new IllegalArgumentException("no parameter set '" + name + "'; there are " + NAMES);
            }
            return bind(ConfigFile.parse(name + ".yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DriveParameters bind(ConfigNode root) {
        root.only("name", "machine", "rotor_inertia_kg_m2", "nominal", "limit", "tolerances", "bounds");
        root.optional("bounds").ifPresent(ModelBounds::from);
        Ratings nominal = ratings(root.child("nominal"));
        Ratings limit = ratings(root.child("limit"));
        if (!(nominal.currentA() <= limit.currentA() && nominal.speedRadPerS() <= limit.speedRadPerS())) {
            throw root.child("limit")
                    .error(" lies below nominal")
                    .withHint("a limit is what the drive bears at all, nominal what it bears for ever");
        }
        return new DriveParameters(
                root.child("name").string(),
                MachineFormat.bind(root.child("machine")),
                root.child("rotor_inertia_kg_m2").quantity(Dimension.RATIO, 1e-9, 1e4),
                nominal,
                limit,
                tolerances(root.child("tolerances")));
    }

    private static Ratings ratings(ConfigNode node) {
        node.only("speed", "torque", "current_a", "voltage_v");
        return new Ratings(
                node.child("speed").quantity(Dimension.ANGULAR_RATE, 1e-3, 1e5),
                node.child("torque").quantity(Dimension.TORQUE, 1e-6, 1e6),
                node.child("current_a").quantity(Dimension.RATIO, 1e-6, 1e5),
                node.child("voltage_v").quantity(Dimension.RATIO, 1e-3, 1e5));
    }

    private static Tolerances tolerances(ConfigNode node) {
        node.only("resistance", "inductance", "flux", "inertia");
        return new Tolerances(
                tolerance(node, "resistance"),
                tolerance(node, "inductance"),
                tolerance(node, "flux"),
                tolerance(node, "inertia"));
    }

    private static double tolerance(ConfigNode node, String key) {
        return node.child(key).quantity(Dimension.RATIO, 0, 0.9);
    }
}
