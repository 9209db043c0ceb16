package dev.creance.sim.drive;

import dev.creance.dynamics.drive.Load;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;

/** Section {@code plant.load}. */
final class LoadFormat {
    private LoadFormat() {}

    static Load from(ConfigNode node, double rotorInertiaKgM2) {
        return switch (node.child("kind").choice("friction", "constant_speed", "course")) {
            case "friction" -> friction(node, rotorInertiaKgM2);
            case "constant_speed" -> {
                node.only("kind");
                yield new Load.ConstantSpeed();
            }
            default -> course(node);
        };
    }

    private static Load friction(ConfigNode node, double rotorInertiaKgM2) {
        node.only("kind", "inertia_kg_m2", "coulomb", "viscous_nms", "quadratic_nms2");
        double coulombNm = node.optional("coulomb")
                .map(n -> n.quantity(Dimension.TORQUE, 0, 1e6))
                .orElse(0.0);
        return new Load.Polynomial(
                rotorInertiaKgM2 + coefficient(node, "inertia_kg_m2"),
                coulombNm,
                coefficient(node, "viscous_nms"),
                coefficient(node, "quadratic_nms2"));
    }

    private static double coefficient(ConfigNode node, String key) {
        return node.optional(key).map(n -> n.quantity(Dimension.RATIO, 0, 1e6)).orElse(0.0);
    }

    private static Load course(ConfigNode node) {
        node.only("kind", "offset", "amplitude", "frequency", "following");
        return new Load.ExternalSpeed(
                node.child("offset").quantity(Dimension.ANGULAR_RATE, -1e4, 1e4),
                node.child("amplitude").quantity(Dimension.ANGULAR_RATE, 0, 1e4),
                node.child("frequency").quantity(Dimension.FREQUENCY, 0, 1e3),
                node.child("following").quantity(Dimension.TIME, 1e-6, 10));
    }
}
