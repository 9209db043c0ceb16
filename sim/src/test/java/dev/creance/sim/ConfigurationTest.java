package dev.creance.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.sim.quadrotor.QuadrotorPlantConfig;
import dev.creance.sim.quadrotor.SensorConfig;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    @Test
    void theExamplesPlantIsARestingCrazyflieWithItsSensors() {
        QuadrotorPlantConfig config = plant("{model: quadrotor, params: crazyflie-2.x, ground: true}");

        assertThat(config.rateHz()).isEqualTo(1000);
        assertThat(config.ground()).isTrue();
        assertThat(config.held()).isFalse();
        assertThat(config.errors()).isEqualTo(SensorConfig.crazyflie());
        assertThat(config.nominal()).isSameAs(config.parameters());
    }

    @Test
    void aStartMayBeGivenInFull() {
        QuadrotorPlantConfig config =
                plant("{model: quadrotor, params: crazyflie-l2f, ground: false, rate: 100 Hz, start:"
                        + " {position: [1 m, 2 m, 3 m], orientation: [0, 1, 0, 0], velocity: [1 m/s, 0 m/s, 0 m/s],"
                        + " body_rate: [0 rad/s, 2 rad/s, 0 rad/s], throttle: 0.5}}");

        assertThat(config.start().values)
                .containsExactly(1, 2, 3, 0, 1, 0, 0, 1, 0, 0, 0, 2, 0, 10851, 10851, 10851, 10851);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {model: rocket, params: crazyflie-2.x}                                      | robot.yaml:1:16: plant.model='rocket' is none of quadrotor
            {model: quadrotor, params: crazyfly}                                        | robot.yaml:1:35: plant.params='crazyfly' is neither
            {model: quadrotor, params: crazyflie-2.x, grond: true}                      | unknown key 'grond' in plant
            {model: quadrotor, params: crazyflie-2.x, rate: 1000}                       | plant.rate=1000 lacks its unit
            {model: quadrotor, params: crazyflie-2.x, sensors: perfect}                 | plant.sensors='perfect' is none of
            {model: quadrotor, params: crazyflie-2.x, sensors: {gyro_noise: 1 m}}       | plant.sensors.gyro_noise='1 m' has the unit 'm'
            {model: quadrotor, params: crazyflie-2.x, wind: {force: [1 N, 2 N]}}        | plant.wind.force has 2 items, not 3
            {model: quadrotor, params: crazyflie-2.x, start: {orientation: [1,1,0,0]}}  | plant.start.orientation has the length 1.41
            """)
    void aBrokenPlantIsRefusedWhereItIsBroken(String section, String message) {
        assertRefused(ConfigurationTest::plant, section, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [{kind: link_cutt, at: 1 s, for: 1 s}]                          | faults[0].kind='link_cutt' is none of
            [{kind: link_cut, at: 1 s}]                                     | faults[0] lacks 'for'
            [{kind: link_cut, for: 1 s}]                                    | faults[0] lacks 'at'
            [{kind: link_cut, at: 1 s, for: ever}]                          | faults[0].for='ever' is not a quantity
            [{kind: link_cut, at: -1 s, for: 1 s}]                          | faults[0].at=-1 s is outside
            [{kind: link_cut, at: 1 s, for: 1 s, force: [1 N, 0 N, 0 N]}]   | unknown key 'force' in faults[0]
            [{kind: wind_gust, at: 1 s, for: 1 s}]                          | faults[0] lacks 'force'
            [{kind: wind_gust, at: 1 s, for: 1 s, force: [1 m, 0 N, 0 N]}]  | faults[0].force[0]='1 m' has the unit 'm'
            [{kind: sensor_freeze, at: 1 s, for: 1 s, mode: iced}]          | faults[0].mode='iced' is none of stuck, stopped
            """)
    void aBrokenFaultIsRefusedWhereItIsBroken(String list, String message) {
        assertRefused(
                text -> Faults.from(
                        ConfigFile.parse("robot.yaml", "faults: " + text).child("faults")),
                list,
                message);
    }

    private static void assertRefused(Function<String, ?> binding, String text, String message) {
        assertThatThrownBy(() -> binding.apply(text))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("robot.yaml:1:")
                .hasMessageContaining(message);
    }

    private static QuadrotorPlantConfig plant(String section) {
        return QuadrotorPlantConfig.from(
                ConfigFile.parse("robot.yaml", "plant: " + section).child("plant"));
    }
}
