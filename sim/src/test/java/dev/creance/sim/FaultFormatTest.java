package dev.creance.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.runtime.config.ConfigError;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How faults are written. */
class FaultFormatTest {
    @Test
    void everyKindOfEveryLayerHasAFormThatIsRead() {
        List<Fault> faults = FaultRun.QUADROTOR.faults("\n" + """
                - {kind: link_cut, at: 8 s, for: forever}
                - {kind: sensor_freeze, at: 8 s, for: 200 ms, mode: stopped}
                - {kind: frame_corrupt, at: 8 s}
                - {kind: wind_gust, at: 8 s, for: 400 ms, force: [30 mN, 0 N, -1 N]}
                - {kind: policy_nan, at: 8 s, for: 200 ms}
                - {kind: policy_hang, at: 8 s, for: forever}
                - {kind: policy_slow, at: 8 s, for: 1 s, by: 5 ms}
                - {kind: policy_shape, at: 8 s, for: 1 s}
                - {kind: tick_overrun, at: 8 s, for: 1 s, by: 2 ms}
                - {kind: clock_jump, at: 8 s, for: forever, by: -20 ms}
                - {kind: sensor_dropout, at: 8 s, for: 1 s, signal: gyro}
                - {kind: sensor_stuck, at: 8 s, for: 1 s, signal: gyro.x}
                - {kind: sensor_bias, at: 8 s, for: 1 s, signal: gyro.x, size: 0.1 rad/s}
                - {kind: sensor_drift, at: 8 s, for: 1 s, signal: position.x, size: 1 m, over: 10 s}
                - {kind: sensor_spike, at: 8 s, signal: accel.z, size: 30 m/s2}
                - {kind: sensor_scale, at: 8 s, for: 1 s, signal: velocity, factor: 1.1}
                - {kind: sensor_noise, at: 8 s, for: 1 s, signal: gyro, size: 10 deg/s, reaches: frames}
                - {kind: sensor_swap, at: 8 s, for: 1 s, signal: gyro.x, with: gyro.y}
                - {kind: sensor_nan, at: 8 s, for: 1 s, signal: orientation}
                - {kind: actuator_loss, at: 8 s, for: 1 s, signal: motor.2}
                - {kind: actuator_partial, at: 8 s, for: 1 s, signal: motor.2, factor: 0.8}
                - {kind: actuator_stuck, at: 8 s, for: 1 s, signal: motor.2}
                - {kind: actuator_lag, at: 8 s, for: 1 s, signal: motor, time: 50 ms}
                - {kind: link_loss, at: 8 s, for: 1 s, share: 10 %}
                - {kind: link_burst, at: 8 s, for: 1 s, share: 10 %, length: 20}
                - {kind: link_delay, at: 8 s, for: 1 s, by: 5 ms, way: to_host}
                - {kind: link_reorder, at: 8 s, for: 1 s, share: 10 %}
                - {kind: link_duplicate, at: 8 s, for: 1 s, share: 10 %}
                - {kind: link_flip, at: 8 s, for: 1 s, share: 10 %}
                - {kind: link_flood, at: 8 s, for: 1 s, frames: 1 kHz, way: to_device}
                - {kind: plant_mass, at: 8 s, for: 1 s, factor: 1.2}
                - {kind: plant_inertia, at: 8 s, for: 1 s, factor: 1.2}
                - {kind: rotor_loss, at: 8 s, for: forever, signal: motor.2, share: 30 %}
                - {kind: supply_sag, at: 8 s, for: 1 s, factor: 0.9}
                """.indent(2)).all();

        assertThat(faults)
                .extracting(Fault::kind)
                .containsExactlyElementsOf(Arrays.stream(Fault.Kind.values())
                        .filter(kind -> kind != Fault.Kind.PLANT_FRICTION)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            QUADROTOR | {kind: plant_friction, at: 1 s, for: 1 s, factor: 2}                    | kind=plant_friction cannot befall crazyflie
            DRIVE     | {kind: plant_mass, at: 1 s, for: 1 s, factor: 2}                        | kind=plant_mass cannot befall gem-pmsm
            DRIVE     | {kind: wind_gust, at: 1 s, for: 1 s, force: [1 N, 0 N, 0 N]}            | kind=wind_gust cannot befall gem-pmsm
            ARM       | {kind: wind_gust, at: 1 s, for: 1 s, force: [1 N, 0 N, 0 N]}            | kind=wind_gust cannot befall franka-panda
            ARM       | {kind: rotor_loss, at: 1 s, for: 1 s, signal: effort.1, share: 30 %}        | kind=rotor_loss cannot befall franka-panda
            ARM       | {kind: sensor_stuck, at: 1 s, for: 1 s, signal: gyro.x}                 | signal='gyro.x' is no channel
            ARM       | {kind: actuator_loss, at: 1 s, for: 1 s, signal: motor.2}               | signal='motor.2' is no channel
            DRIVE     | {kind: sensor_bias, at: 1 s, for: 1 s, signal: current.d, size: 1 m}    | has the unit 'm'
            DRIVE     | {kind: sensor_bias, at: 1 s, for: 1 s, signal: shaft, size: 1 rad}      | different units
            ARM       | {kind: sensor_swap, at: 1 s, for: 1 s, signal: joint.position, with: joint.velocity.1} | are 1 channels
            ARM       | {kind: random, seed: 1, at: 0 s, for: 1 s, rate: 1 1/s, longest: 1 s, kinds: [wind_gust]} | cannot befall
            QUADROTOR | {kind: link_loss, at: 1 s, for: 1 s, share: 2}                          | share=2 is outside
            """)
    void whatAMachineCannotHaveIsRefusedWhereItStands(FaultRun machine, String fault, String message) {
        assertThatThrownBy(() -> machine.faults("[" + fault + "]"))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("robot.yaml:1:")
                .hasMessageContaining(message);
    }
}
