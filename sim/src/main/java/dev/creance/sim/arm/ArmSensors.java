package dev.creance.sim.arm;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.JointKind;
import dev.creance.dynamics.estimate.VelocityFilter;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import dev.creance.sim.sensor.Sensor;
import dev.creance.sim.sensor.SensorBank;
import dev.creance.sim.sensor.SensorFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Section {@code plant.sensors} of an arm: encoders, sensors of speed and of effort in its joints. A section that is left out is a
 * perfect sensor.
 *
 * <pre>{@code
 * sensors: {estimate: filter, position: {resolution: 0.005 deg, latency: 1 ms}, effort: {noise: 0.1 Nm, scale: 2 %}}
 * }</pre>
 *
 * @param velocity left out where a filter finds velocities
 * @param filter {@code estimate: filter}: positions and velocities by a filter in the firmware, from the encoders alone; default
 *     {@code measured}
 */
record ArmSensors(
        Sensor.Parameters position,
        Optional<Sensor.Parameters> velocity,
        Sensor.Parameters effort,
        Optional<VelocityFilter.Settings> filter) {
    private static final double MOST_POSITION = 1;
    private static final double MOST_VELOCITY = 10;
    private static final double MOST_EFFORT = 1000;

    /** What the joints of a manipulator at work are pushed about by. */
    private static final double DEFAULT_ACCELERATION = 10;

    /** Nobody's encoder is finer. */
    private static final double LEAST_DEVIATION = 1e-7;

    private static final int LONGEST_MISSING = 20;

    /** None where all of them are ideal. */
    static Optional<ArmSensors> from(Optional<ConfigNode> section, Chain chain, int rateHz) {
        if (section.isEmpty() || section.get().isScalar()) {
            section.ifPresent(node -> node.choice("ideal"));
            return Optional.empty();
        }
        ConfigNode node = section.get().only("estimate", "position", "velocity", "effort", "filter");
        boolean turns = turns(node, chain);
        int n = chain.size();
        Sensor.Parameters position =
                read(node, "position", n, turns ? Dimension.ANGLE : Dimension.LENGTH, MOST_POSITION, rateHz);
        Optional<VelocityFilter.Settings> filter = filter(node, position, turns, rateHz);
        return Optional.of(new ArmSensors(
                position,
                filter.isPresent()
                        ? Optional.empty()
                        : Optional.of(read(
                                node,
                                "velocity",
                                n,
                                turns ? Dimension.ANGULAR_RATE : Dimension.SPEED,
                                MOST_VELOCITY,
                                rateHz)),
                read(node, "effort", n, turns ? Dimension.TORQUE : Dimension.FORCE, MOST_EFFORT, rateHz),
                filter));
    }

    private static boolean turns(ConfigNode node, Chain chain) {
        long turning = chain.joints().stream()
                .filter(joint -> joint.kind() == JointKind.REVOLUTE)
                .count();
        if (turning != 0 && turning != chain.size()) {
            throw node.error(
                            ": some joints of " + chain.name() + " turn and some slide, and one figure is not for both")
                    .withHint("leave it out: sensors are ideal then");
        }
        return turning != 0;
    }

    private static Sensor.Parameters read(
            ConfigNode node, String key, int axes, Dimension dimension, double most, int rateHz) {
        return node.optional(key)
                .map(section -> SensorFormat.from(section, axes, dimension, most, rateHz))
                .orElseGet(() -> SensorFormat.ideal(axes));
    }

    private static Optional<VelocityFilter.Settings> filter(
            ConfigNode node, Sensor.Parameters position, boolean turns, int rateHz) {
        Optional<ConfigNode> settings = node.optional("filter").map(n -> n.only("acceleration"));
        boolean wanted = node.optional("estimate")
                .map(n -> n.choice("measured", "filter").equals("filter"))
                .orElse(false);
        String without = wanted ? "velocity" : "filter";
        node.optional(without).ifPresent(n -> {
            throw n.error(" has no meaning with estimate: " + (wanted ? "filter" : "measured"))
                    .withHint("leave it out");
        });
        if (!wanted) {
            return Optional.empty();
        }
        double acceleration = settings.flatMap(n -> n.optional("acceleration"))
                .map(n -> n.quantity(turns ? Dimension.ANGULAR_ACCELERATION : Dimension.ACCELERATION, 1e-3, 1e4))
                .orElse(DEFAULT_ACCELERATION);
        double periodS = (double) position.timing().divider() / rateHz;
        // steps are even noise of their width over √12
        double step = position.errors().resolution() / Math.sqrt(12);
        double noise = position.errors().noiseDensity() / Math.sqrt(periodS);
        double deviation = Math.max(LEAST_DEVIATION, Math.sqrt(step * step + noise * noise));
        return Optional.of(new VelocityFilter.Settings(periodS, acceleration, deviation, LONGEST_MISSING));
    }

    /** Where each stands among what the joints measure. */
    List<SensorBank.Placed> placed() {
        int n = position.axes();
        List<SensorBank.Placed> placed = new ArrayList<>();
        placed.add(new SensorBank.Placed(position, 0));
        placed.add(new SensorBank.Placed(effort, 2 * n));
        velocity.ifPresent(sensor -> placed.add(new SensorBank.Placed(sensor, n)));
        return placed;
    }
}
