package dev.creance.safety.quadrotor;

import dev.creance.dynamics.Interval;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.safety.IdentifiedBounds;
import dev.creance.safety.Setting;
import java.util.Map;
import java.util.Optional;

/** How a quadrotor's settings rest on what was identified of it: names as {@code QuadrotorIdentification} writes them. */
final class IdentifiedQuadrotor {
    private static final String WIND = "acceleration_m_per_s2";
    private static final String COLLECTIVE = "collective_m_per_s2";

    private IdentifiedQuadrotor() {}

    static Map<Setting, Double> standards(Optional<IdentifiedBounds> bounds) {
        return bounds.<Map<Setting, Double>>map(identified -> Map.of(
                        QuadrotorSetting.DISTURBANCE,
                        identified.raised(QuadrotorSetting.DISTURBANCE, identified.disturbance(WIND))))
                .orElse(Map.of());
    }

    static void check(IdentifiedBounds bounds, QuadrotorShieldSettings settings, QuadrotorParameters believed) {
        bounds.covered(settings.section(), QuadrotorSetting.DISTURBANCE, bounds.disturbance(WIND));
        bounds.believes("mass_kg", believed.massKg());
        bounds.believes("inertia_xx_kg_m2", believed.inertiaKgM2()[0]);
        bounds.believes("inertia_yy_kg_m2", believed.inertiaKgM2()[4]);
        bounds.believes("inertia_zz_kg_m2", believed.inertiaKgM2()[8]);
        bounds.believes("rising_s", believed.risingTimeS()[0]);
        bounds.believes("falling_s", believed.fallingTimeS()[0]);
    }

    /** Thrust over mass that the rotors were seen to come down and up to. */
    static Optional<Interval> collective(Optional<IdentifiedBounds> bounds) {
        return bounds.flatMap(identified -> identified.actuator(COLLECTIVE));
    }
}
