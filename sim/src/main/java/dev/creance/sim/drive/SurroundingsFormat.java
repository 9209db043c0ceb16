package dev.creance.sim.drive;

import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.Optional;

/** Sections {@code plant.temperatures} and {@code plant.encoder}. */
final class SurroundingsFormat {
    private static final double ROOM_K = 293.15;

    /** So large that no loss warms it. */
    private static final Temperatures.Body COLD = new Temperatures.Body(1e12, 1);

    private SurroundingsFormat() {}

    static Temperatures.Parameters temperatures(Optional<ConfigNode> section) {
        if (section.isEmpty()) {
            return new Temperatures.Parameters(ROOM_K, COLD, COLD, new Temperatures.InverterLosses(0, 0, 0));
        }
        ConfigNode node = section.get().only("ambient_k", "winding", "inverter", "losses");
        ConfigNode losses = node.child("losses").only("threshold_v", "resistance_ohm", "switching");
        return new Temperatures.Parameters(
                node.optional("ambient_k")
                        .map(n -> n.quantity(Dimension.RATIO, 200, 400))
                        .orElse(ROOM_K),
                body(node.child("winding")),
                body(node.child("inverter")),
                new Temperatures.InverterLosses(
                        losses.child("threshold_v").quantity(Dimension.RATIO, 0, 10),
                        losses.child("resistance_ohm").quantity(Dimension.RATIO, 0, 10),
                        losses.child("switching").quantity(Dimension.RATIO, 0, 1)));
    }

    private static Temperatures.Body body(ConfigNode node) {
        node.only("capacity_j_per_k", "resistance_k_per_w");
        return new Temperatures.Body(
                node.child("capacity_j_per_k").quantity(Dimension.RATIO, 1e-3, 1e9),
                node.child("resistance_k_per_w").quantity(Dimension.RATIO, 1e-6, 1e3));
    }

    static Encoder.Parameters encoder(Optional<ConfigNode> section) {
        if (section.isEmpty()) {
            return new Encoder.Parameters(4096, 0, 10);
        }
        ConfigNode node = section.get().only("counts", "offset", "speed_periods");
        return new Encoder.Parameters(
                node.child("counts").integer(1, 1 << 26),
                node.optional("offset")
                        .map(n -> n.quantity(Dimension.ANGLE, -2 * Math.PI, 2 * Math.PI))
                        .orElse(0.0),
                node.optional("speed_periods").map(n -> n.integer(1, 100_000)).orElse(10));
    }
}
