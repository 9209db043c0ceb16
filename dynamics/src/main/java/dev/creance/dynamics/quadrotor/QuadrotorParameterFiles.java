package dev.creance.dynamics.quadrotor;

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

/**
 * Finds and reads quadrotor parameters: by the short name of a set that ships with the project, or from a file of one's own,
 * in the same YAML or in the JSON of rl-tools' l2f parameters ({@code {"dynamics": {"mass": …}}}).
 */
public final class QuadrotorParameterFiles {
    /** Sets that ship with the project. */
    public static final List<String> NAMES = List.of("crazyflie-2.x", "crazyflie-l2f");

    private static final String[] WORLD = {"x", "y", "z"};

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
        Path folder = Path.of(reference.file().name()).toAbsolutePath().getParent();
        Path path = folder == null ? Path.of(name) : folder.resolve(name);
        if (!Files.isRegularFile(path)) {
            throw reference
                    .error("='" + name + "' is neither a parameter set nor a file")
                    .withHint("use one of " + NAMES + ", or a path relative to this file");
        }
        return read(path);
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
        root.only("name", "mass", "gravity", "inertia_kg_m2", "inertia_inverse_per_kg_m2", "rotor_range", "rotors");
        List<ConfigNode> rotors = root.child("rotors").items();
        if (rotors.isEmpty()) {
            throw root.child("rotors").error(" is empty").withHint("a multirotor has at least one rotor");
        }
        int n = rotors.size();
        double[][] position = new double[n][];
        double[][] thrust = new double[n][];
        double[][] torque = new double[n][];
        double[][] coefficients = new double[n][];
        double[] torqueConstant = new double[n];
        double[] rising = new double[n];
        double[] falling = new double[n];
        for (int i = 0; i < n; i++) {
            ConfigNode rotor = rotors.get(i)
                    .only(
                            "position",
                            "thrust_direction",
                            "torque_direction",
                            "thrust_coefficients_n",
                            "torque_constant",
                            "rising",
                            "falling");
            position[i] = vector(rotor.child("position"), Dimension.LENGTH);
            thrust[i] = ParameterValues.unitVector(rotor.child("thrust_direction"));
            torque[i] = ParameterValues.unitVector(rotor.child("torque_direction"));
            coefficients[i] = vector(rotor.child("thrust_coefficients_n"), Dimension.RATIO);
            torqueConstant[i] = rotor.child("torque_constant").quantity(Dimension.LENGTH, 0, 1);
            rising[i] = rotor.child("rising").quantity(Dimension.TIME, 1e-4, 10);
            falling[i] = rotor.child("falling").quantity(Dimension.TIME, 1e-4, 10);
        }
        double[] range = ParameterValues.range(root.child("rotor_range"));
        return new QuadrotorParameters(
                root.child("name").string(),
                root.child("mass").quantity(Dimension.MASS, 1e-3, 1e3),
                vector(root.child("gravity"), Dimension.ACCELERATION),
                ParameterValues.positiveMatrix(root.child("inertia_kg_m2")),
                ParameterValues.positiveMatrix(root.child("inertia_inverse_per_kg_m2")),
                position,
                thrust,
                torque,
                ParameterValues.increasing(root.child("rotors"), coefficients, range),
                torqueConstant,
                rising,
                falling,
                range[0],
                range[1]);
    }

    private static double[] vector(ConfigNode node, Dimension dimension) {
        return ParameterValues.vector(node, dimension, WORLD.length);
    }
}
