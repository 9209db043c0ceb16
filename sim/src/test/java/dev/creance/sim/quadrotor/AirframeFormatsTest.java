package dev.creance.sim.quadrotor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.quadrotor.air.GroundEffect;
import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.ConfigNode;
import org.junit.jupiter.api.Test;

class AirframeFormatsTest {
    @Test
    void dragAndGroundEffectAreNoneUnlessTheyAreNamed() {
        assertThat(AirframeConfig.from(node("{model: quadrotor}"), true)).isEqualTo(AirframeConfig.plain());
        assertThat(AirframeConfig.from(node("{drag: none, ground_effect: none}"), true))
                .isEqualTo(AirframeConfig.plain());
    }

    @Test
    void dragIsReadPerBodyAxis() {
        AirframeConfig air = AirframeConfig.from(node("{drag: {linear_ns_per_m: [0.1, 0.2, 0.3]}}"), true);

        assertThat(air.drag().orElseThrow().linearNsPerM()).containsExactly(0.1, 0.2, 0.3);
        assertThat(air.drag().orElseThrow().quadraticNs2PerM2()).containsExactly(0, 0, 0);
    }

    @Test
    void aGroundEffectIsCheesemanAndBennettsByDefault() {
        AirframeConfig air =
                AirframeConfig.from(node("{ground_effect: {rotor_radius: 12 cm, rest_height: 20 cm}}"), true);

        assertThat(air.groundEffect()).contains(new GroundEffect(1, 0.12, 0.2, GroundEffect.DEFAULT_MOST));
    }

    @Test
    void aGroundEffectWithoutGroundIsRefused() {
        assertThatThrownBy(() -> AirframeConfig.from(node("{ground_effect: crazyflie}"), false))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("ground: true");
    }

    @Test
    void turbulenceDriftsWithTheMeanWind() {
        AirMotion motion = AirMotion.from(node("{velocity: [0 m/s, 3 m/s, 0 m/s], dryden: {wind_at_6m: 2 m/s}}"));

        assertThat(motion.dryden().orElseThrow().airspeedMPerS()).isEqualTo(3);
        assertThat(motion.dryden().orElseThrow().directionRad()).isCloseTo(Math.PI / 2, within(1e-15));
        assertThat(motion.dryden().orElseThrow().spectrum().verticalMPerS()).isCloseTo(0.2, within(1e-15));
    }

    @Test
    void movingAirIsTheSumOfItsParts() {
        MovingAir air = new MovingAir(
                AirMotion.from(
                        node(
                                "{velocity: [1 m/s, 0 m/s, 0 m/s], gusts: [{velocity: [0 m/s, 4 m/s, 0 m/s], at: 2 s, rise: 1 s}]}")),
                0.001,
                1);

        air.advance(1);
        assertThat(air.airMPerS).containsExactly(1, 0, 0);
        air.advance(2.5);
        assertThat(air.airMPerS).containsExactly(new double[] {1, 2, 0}, within(1e-12));
    }

    @Test
    void aBatterysGapsAreFilledWithACrazyflies() {
        BatteryConfig battery = BatteryConfig.from(node("{charge: 40 %, capacity_mah: 350}"));

        assertThat(battery.charge()).isEqualTo(0.4);
        assertThat(battery.battery().capacityC()).isCloseTo(350 * 3.6, within(1e-9));
        assertThat(battery.battery().openCircuitV()).hasSize(11);
    }

    @Test
    void aPayloadIsOnForItsTime() {
        PayloadConfig payload =
                PayloadConfig.from(node("{mass: 5 g, position: [0 m, 0 m, -2 cm], from: 2 s, to: 3 s}"));

        assertThat(payload.isOn(1.999)).isFalse();
        assertThat(payload.isOn(2)).isTrue();
        assertThat(payload.isOn(3)).isFalse();
    }

    private static ConfigNode node(String text) {
        return ConfigFile.parse("robot.yaml", text);
    }
}
