package dev.creance.sim.quadrotor;

import dev.creance.dynamics.quadrotor.air.Drag;
import dev.creance.dynamics.quadrotor.air.GroundEffect;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.List;
import java.util.Optional;

/**
 * Keys of section {@code plant} that make more of a vehicle than the reference models do; none of them is there by default.
 *
 * <pre>{@code
 * plant: {…, drag: crazyflie, ground_effect: {rotor_radius: 23 mm, rest_height: 29 mm}, battery: {charge: 60 %}, payload: {…}}
 * }</pre>
 *
 * @param drag {@code drag}
 * @param groundEffect {@code ground_effect}; needs a ground
 * @param battery {@code battery}
 * @param payload {@code payload}
 */
record AirframeConfig(
        Optional<Drag> drag,
        Optional<GroundEffect> groundEffect,
        Optional<BatteryConfig> battery,
        Optional<PayloadConfig> payload) {
    /** As the reference models have it. */
    static AirframeConfig plain() {
        return new AirframeConfig(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** @param plant the section that the keys are in */
    static AirframeConfig from(ConfigNode plant, boolean ground) {
        Optional<GroundEffect> effect = plant.optional("ground_effect").flatMap(AirframeConfig::groundEffect);
        if (effect.isPresent() && !ground) {
            throw plant.child("ground_effect")
                    .error(" is there, but no ground")
                    .withHint("leave it out, or set ground: true");
        }
        return new AirframeConfig(
                plant.optional("drag").flatMap(AirframeConfig::drag),
                effect,
                plant.optional("battery").map(BatteryConfig::from),
                plant.optional("payload").map(PayloadConfig::from));
    }

    private static Optional<Drag> drag(ConfigNode node) {
        if (node.isScalar()) {
            return switch (node.choice("none", "crazyflie", "x500")) {
                case "none" -> Optional.empty();
                case "crazyflie" -> Optional.of(Drag.crazyflie());
                default -> Optional.of(Drag.x500());
            };
        }
        node.only("linear_ns_per_m", "quadratic_ns2_per_m2");
        return Optional.of(new Drag(axes(node, "linear_ns_per_m"), axes(node, "quadratic_ns2_per_m2")));
    }

    private static double[] axes(ConfigNode node, String key) {
        double[] axes = new double[3];
        node.optional(key).ifPresent(list -> {
            List<ConfigNode> items = list.items(3);
            for (int i = 0; i < 3; i++) {
                axes[i] = items.get(i).quantity(Dimension.RATIO, 0, 100);
            }
        });
        return axes;
    }

    private static Optional<GroundEffect> groundEffect(ConfigNode node) {
        if (node.isScalar()) {
            return node.choice("none", "crazyflie").equals("none")
                    ? Optional.empty()
                    : Optional.of(GroundEffect.crazyflie());
        }
        node.only("coefficient", "rotor_radius", "rest_height", "most");
        return Optional.of(new GroundEffect(
                node.optional("coefficient")
                        .map(c -> c.quantity(Dimension.RATIO, 0, 100))
                        .orElse(1.0),
                node.child("rotor_radius").quantity(Dimension.LENGTH, 1e-3, 10),
                node.child("rest_height").quantity(Dimension.LENGTH, 0, 10),
                node.optional("most")
                        .map(m -> m.quantity(Dimension.RATIO, 1, 4))
                        .orElse(GroundEffect.DEFAULT_MOST)));
    }
}
