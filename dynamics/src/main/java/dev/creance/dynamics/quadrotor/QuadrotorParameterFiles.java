package dev.creance.dynamics.quadrotor;

import dev.creance.dynamics.ModelBounds;
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
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Finds and reads quadrotor parameters: by the short name of a set that ships with the project, or from a file of one's own,
 * in the same YAML or in the JSON of rl-tools' l2f parameters ({@code {"dynamics": {"mass": …}}}).
 */
public final class QuadrotorParameterFiles {
    /** Sets that ship with the project. */
    public static final List<String> NAMES = List.of("crazyflie-2.x", "crazyflie-l2f", "x500");

    private QuadrotorParameterFiles() {}

    /**
     * Reads what a configuration names: one of {@link #NAMES}, or a path, relative to the file that names it.
     *
     * @throws ConfigError that points at {@code reference} where there is no such set, else into the parameter file
     */
    public static QuadrotorParameters load(ConfigNode reference) {
        String name = reference.string();
        if (NAMES.contains(name)) {
            return named(name);
        }
        return read(path(reference));
    }

    /**
     * How far the vehicle of a configuration may lie from its parameters; absent for sets that ship with the project and files
     * that do not say.
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
    public static QuadrotorParameters named(String name) {
        try (InputStream in = QuadrotorParameterFiles.class.getResourceAsStream(name + ".yaml")) {
            if (in == null) {
                throw new IllegalArgumentException("no parameter set '" + name + "'; there are " + NAMES);
            }
            return bind(ConfigFile.parse(name + ".yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8)), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file in either format. */
    public static QuadrotorParameters read(Path path) {
        String file = String.valueOf(path.getFileName());
        int dot = file.lastIndexOf('.');
        return bind(ConfigFile.read(path), dot > 0 ? file.substring(0, dot) : file);
    }

    private static QuadrotorParameters bind(ConfigNode root, String name) {
        return root.has("dynamics") ? ReferenceParameterFormat.bind(root, name) : bindOwn(root);
    }

    private static QuadrotorParameters bindOwn(ConfigNode root) {
        root.only(
                "name",
                "mass",
                "gravity",
                "inertia_kg_m2",
                "inertia_inverse_per_kg_m2",
                "rotor_range",
                "rotors",
                "bounds");
        root.optional("bounds").ifPresent(ModelBounds::from);
        ConfigNode list = root.child("rotors");
        List<Rotor> rotors = list.items().stream().map(Rotor::bind).toList();
        if (rotors.isEmpty()) {
            throw list.error(" is empty").withHint("a multirotor has at least one rotor");
        }
        double[] range = ParameterValues.range(root.child("rotor_range"));
        double[][] coefficients = rows(rotors, Rotor::thrustCoefficients);
        return new QuadrotorParameters(
                root.child("name").string(),
                root.child("mass").quantity(Dimension.MASS, 1e-3, 1e3),
                ParameterValues.vector(root.child("gravity"), Dimension.ACCELERATION, 3),
                ParameterValues.positiveMatrix(root.child("inertia_kg_m2")),
                ParameterValues.positiveMatrix(root.child("inertia_inverse_per_kg_m2")),
                rows(rotors, Rotor::positionM),
                rows(rotors, Rotor::thrustDirection),
                rows(rotors, Rotor::torqueDirection),
                ParameterValues.increasing(list, coefficients, range),
                column(rotors, Rotor::torqueConstantM),
                column(rotors, Rotor::risingS),
                column(rotors, Rotor::fallingS),
                range[0],
                range[1]);
    }

    /** One entry of {@code rotors}. */
    private record Rotor(
            double[] positionM,
            double[] thrustDirection,
            double[] torqueDirection,
            double[] thrustCoefficients,
            double torqueConstantM,
            double risingS,
            double fallingS) {

        static Rotor bind(ConfigNode node) {
            node.only(
                    "position",
                    "thrust_direction",
                    "torque_direction",
                    "thrust_coefficients_n",
                    "torque_constant",
                    "rising",
                    "falling");
            return new Rotor(
                    ParameterValues.vector(node.child("position"), Dimension.LENGTH, 3),
                    ParameterValues.unitVector(node.child("thrust_direction")),
                    ParameterValues.unitVector(node.child("torque_direction")),
                    ParameterValues.vector(node.child("thrust_coefficients_n"), Dimension.RATIO, 3),
                    node.child("torque_constant").quantity(Dimension.LENGTH, 0, 1),
                    node.child("rising").quantity(Dimension.TIME, 1e-4, 10),
                    node.child("falling").quantity(Dimension.TIME, 1e-4, 10));
        }
    }

    private static double[][] rows(List<Rotor> rotors, Function<Rotor, double[]> value) {
        return rotors.stream().map(value).toArray(double[][]::new);
    }

    private static double[] column(List<Rotor> rotors, ToDoubleFunction<Rotor> value) {
        return rotors.stream().mapToDouble(value).toArray();
    }
}
