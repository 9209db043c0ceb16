package dev.creance.sim.quadrotor;

import dev.creance.dynamics.quadrotor.air.CosineGust;
import dev.creance.dynamics.quadrotor.air.DrydenSpectrum;
import dev.creance.dynamics.quadrotor.air.DrydenTurbulence;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.List;
import java.util.Optional;

/**
 * Keys of {@code plant.wind} that say how the air moves; a vehicle feels it by its drag.
 *
 * <pre>{@code
 * wind: {velocity: [2 m/s, 0 m/s, 0 m/s], dryden: {wind_at_6m: 5 m/s, altitude: 3 m}, gusts: [{velocity: [3 m/s, 0 m/s, 0 m/s], at: 8 s}]}
 * }</pre>
 *
 * @param velocityMPerS {@code velocity}: its mean
 * @param dryden {@code dryden}: turbulence that drifts past with the mean wind, or at {@code airspeed}
 * @param gusts {@code gusts}, since the plant's start
 */
record AirMotion(double[] velocityMPerS, Optional<DrydenTurbulence.Site> dryden, List<CosineGust> gusts) {
    static AirMotion still() {
        return new AirMotion(new double[3], Optional.empty(), List.of());
    }

    /** @param wind the section that the keys are in */
    static AirMotion from(ConfigNode wind) {
        double[] mean = wind.optional("velocity").map(AirMotion::velocity).orElseGet(() -> new double[3]);
        return new AirMotion(
                mean,
                wind.optional("dryden").map(node -> dryden(node, mean)),
                wind.optional("gusts")
                        .map(list -> list.items().stream().map(AirMotion::gust).toList())
                        .orElse(List.of()));
    }

    boolean isStill() {
        return dryden.isEmpty()
                && gusts.isEmpty()
                && velocityMPerS[0] == 0
                && velocityMPerS[1] == 0
                && velocityMPerS[2] == 0;
    }

    private static DrydenTurbulence.Site dryden(ConfigNode node, double[] mean) {
        node.only("wind_at_6m", "altitude", "airspeed", "direction");
        double wind = node.child("wind_at_6m").quantity(Dimension.SPEED, 0, 100);
        double altitudeM = node.optional("altitude")
                .map(h -> h.quantity(Dimension.LENGTH, 0, DrydenSpectrum.MOST_ALTITUDE_M))
                .orElse(DrydenSpectrum.LEAST_ALTITUDE_M);
        double level = Math.hypot(mean[0], mean[1]);
        double airspeed = node.optional("airspeed")
                .map(v -> v.quantity(Dimension.SPEED, 0.1, 100))
                .orElse(Math.max(level, Math.max(0.1, wind)));
        double direction = node.optional("direction")
                .map(d -> d.quantity(Dimension.ANGLE, -2 * Math.PI, 2 * Math.PI))
                .orElse(level > 0 ? StrictMath.atan2(mean[1], mean[0]) : 0.0);
        return new DrydenTurbulence.Site(DrydenSpectrum.lowAltitude(wind, altitudeM), airspeed, direction);
    }

    private static CosineGust gust(ConfigNode node) {
        node.only("velocity", "at", "rise", "hold");
        return new CosineGust(
                velocity(node.child("velocity")),
                time(node, "at", 0),
                node.optional("rise")
                        .map(t -> t.quantity(Dimension.TIME, 1e-3, 60))
                        .orElse(0.25),
                time(node, "hold", 0));
    }

    private static double time(ConfigNode node, String key, double usual) {
        return node.optional(key).map(t -> t.quantity(Dimension.TIME, 0, 1e6)).orElse(usual);
    }

    private static double[] velocity(ConfigNode node) {
        List<ConfigNode> items = node.items(3);
        double[] velocity = new double[3];
        for (int i = 0; i < 3; i++) {
            velocity[i] = items.get(i).quantity(Dimension.SPEED, -100, 100);
        }
        return velocity;
    }
}
