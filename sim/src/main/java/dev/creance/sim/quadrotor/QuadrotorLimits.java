package dev.creance.sim.quadrotor;

import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import dev.creance.sim.EnvelopeLimits;
import java.util.List;

/**
 * The envelope as section {@code shield.limits} writes it, as far as a quadrotor's state can violate it. A limit that the
 * section lacks is infinite.
 *
 * @param floorM least height while the floor applies
 * @param ceilingM greatest height
 * @param fenceXM corners of a convex polygon, in order; empty for none
 * @param fenceYM corners of a convex polygon, in order
 * @param obstacles what stands or moves inside it
 * @param tiltRad greatest angle between body z and vertical
 * @param bodyRateRadPerS greatest length of the body rate vector
 */
public record QuadrotorLimits(
        double floorM,
        double ceilingM,
        double[] fenceXM,
        double[] fenceYM,
        List<ObstacleLimit> obstacles,
        double tiltRad,
        double bodyRateRadPerS)
        implements EnvelopeLimits {
    private static final double INFINITE = Double.POSITIVE_INFINITY;

    /** Nothing violates it. */
    public static QuadrotorLimits none() {
        return new QuadrotorLimits(-INFINITE, INFINITE, new double[0], new double[0], List.of(), Math.PI, INFINITE);
    }

    /** Reads the keys it judges and leaves the others to the shield, which refuses unknown ones. */
    public static QuadrotorLimits from(ConfigNode limits) {
        double floorM = -INFINITE;
        double ceilingM = INFINITE;
        if (limits.has("altitude")) {
            ConfigNode altitude = limits.child("altitude");
            floorM = read(altitude, "floor", Dimension.LENGTH, -INFINITE);
            ceilingM = read(altitude, "ceiling", Dimension.LENGTH, INFINITE);
        }
        List<ConfigNode> corners =
                limits.has("geofence") ? limits.child("geofence").items() : List.of();
        double[] x = new double[corners.size()];
        double[] y = new double[corners.size()];
        for (int i = 0; i < x.length; i++) {
            List<ConfigNode> corner = corners.get(i).items(2);
            x[i] = corner.get(0).quantity(Dimension.LENGTH);
            y[i] = corner.get(1).quantity(Dimension.LENGTH);
        }
        return new QuadrotorLimits(
                floorM,
                ceilingM,
                x,
                y,
                limits.has("obstacles")
                        ? limits.child("obstacles").items().stream()
                                .map(ObstacleLimit::from)
                                .toList()
                        : List.of(),
                read(limits, "tilt", Dimension.ANGLE, Math.PI),
                read(limits, "body_rate", Dimension.ANGULAR_RATE, INFINITE));
    }

    private static double read(ConfigNode node, String key, Dimension dimension, double fallback) {
        return node.optional(key).map(value -> value.quantity(dimension)).orElse(fallback);
    }
}
