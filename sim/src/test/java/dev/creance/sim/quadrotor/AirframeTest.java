package dev.creance.sim.quadrotor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.dynamics.quadrotor.QuadrotorState;
import dev.creance.dynamics.quadrotor.air.Drag;
import dev.creance.runtime.Allocation;
import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigFile;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** What a plant does that is more than the reference models. */
class AirframeTest {
    private static final double STEP_S = 0.001;
    private static final double HOVER = 0.80612425;

    private final double[] measured = new double[QuadrotorChannels.sensors().size()];

    @Test
    void airThatMovesTakesTheVehicleAlong() {
        QuadrotorPlant plant = plant("ground: false, drag: crazyflie, wind: {velocity: [2 m/s, 0 m/s, 0 m/s]}");

        hover(plant, 1, HOVER);

        // v = w (1 − e^(−t d / m))
        double d = Drag.crazyflie().linearNsPerM()[0];
        assertThat(plant.state().values[QuadrotorState.VELOCITY])
                .isCloseTo(2 * (1 - Math.exp(-d / 0.0306)), Percentage.withPercentage(0.5));
    }

    @Test
    void aGustPushesWhileItBlows() {
        QuadrotorPlant plant = plant(
                "ground: false, drag: crazyflie, wind: {gusts: [{velocity: [0 m/s, 4 m/s, 0 m/s], at: 0.5 s, rise: 0.2 s}]}");

        hover(plant, 0.499, HOVER);
        assertThat(plant.state().values[QuadrotorState.VELOCITY + 1]).isZero();
        hover(plant, 0.5, HOVER);
        assertThat(plant.state().values[QuadrotorState.VELOCITY + 1]).isGreaterThan(0.1);
    }

    @Test
    void turbulenceIsTheSameForTheSameSeed() {
        String windy = "ground: false, drag: crazyflie, wind: {dryden: {wind_at_6m: 5 m/s}}";
        QuadrotorPlant one = plant(windy);
        QuadrotorPlant other = plant(windy);
        hover(one, 0.5, HOVER);
        hover(other, 0.5, HOVER);

        assertThat(one.state().values).isEqualTo(other.state().values);
        assertThat(one.state().values[QuadrotorState.VELOCITY + 1]).isNotZero();
    }

    @Test
    void movingAirWithoutDragIsRefused() {
        assertThatThrownBy(() -> plant("wind: {velocity: [2 m/s, 0 m/s, 0 m/s]}"))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("plant.drag");
    }

    /** A file that says so is refused; a program may still put it together. */
    @Test
    void movingAirPassesAVehicleWithoutDragBy() {
        AirMotion motion = new AirMotion(new double[] {2, 0, 0}, Optional.empty(), List.of());
        QuadrotorPlantConfig still = config("ground: false");
        QuadrotorPlant plant = new QuadrotorPlant(
                new QuadrotorPlantConfig(
                        still.parameters(),
                        still.nominal(),
                        false,
                        still.rateHz(),
                        1,
                        false,
                        still.start(),
                        still.errors(),
                        new WindConfig(new double[3], 0, 0.5, motion)),
                new QuadrotorJudge(QuadrotorLimits.none()),
                1);
        hover(plant, 1, HOVER);
        QuadrotorPlant inStillAir = plant("ground: false");
        hover(inStillAir, 1, HOVER);

        assertThat(plant.state().values).isEqualTo(inStillAir.state().values);
    }

    /** A quarter of the weight is missing at the front right, so that it sinks, rolls to the right and pitches down. */
    @Test
    void aRotorThatGivesLessTurnsAsItDid() {
        QuadrotorPlant plant = plant("ground: false");
        plant.rotors(new double[] {0, 1, 1, 1});
        hover(plant, 0.02, HOVER);
        plant.measure(measured);

        assertThat(measured[QuadrotorChannels.ROTOR]).isCloseTo(HOVER, within(1e-6));
        assertThat(measured[QuadrotorChannels.ACCEL + 2]).isCloseTo(0.75 * 9.81, within(0.02));
        assertThat(measured[QuadrotorChannels.GYRO]).isPositive();
        assertThat(measured[QuadrotorChannels.GYRO + 1]).isPositive();

        plant.rotors(new double[] {1, 1, 1, 1});
        plant.measure(measured);
        assertThat(measured[QuadrotorChannels.ACCEL + 2]).isCloseTo(9.81, within(0.01));
    }

    @Test
    void overGroundTheSameThrottleLifts() {
        String low = "start: {position: [0 m, 0 m, 0.05 m], throttle: 0.80612425}";
        QuadrotorPlant plain = plant(low);
        QuadrotorPlant cushioned = plant(low + ", ground_effect: crazyflie");
        hover(plain, 0.2, HOVER);
        hover(cushioned, 0.2, HOVER);

        assertThat(plain.state().values[2]).isCloseTo(0.05, within(1e-4));
        assertThat(cushioned.state().values[2]).isGreaterThan(0.06);
    }

    @Test
    void aBatterySagsAndTakesThrustAway() {
        QuadrotorPlant plant = plant("ground: false, battery: {charge: 50 %}, start: {throttle: 0.80612425}");

        hover(plant, 1, HOVER);
        plant.measure(measured);

        // about 10 W at 3.9 V through 60 mΩ
        assertThat(measured[QuadrotorChannels.BATTERY]).isBetween(3.70, 3.80);
        assertThat(measured[QuadrotorChannels.ROTOR])
                .isCloseTo(HOVER * measured[QuadrotorChannels.BATTERY] / 3.92, within(2e-3));
        assertThat(plant.state().values[QuadrotorState.VELOCITY + 2]).isNegative();
    }

    @Test
    void aHoveringCrazyflieEmptiesItsBatteryInSevenMinutes() {
        QuadrotorPlant plant = plant("ground: false, rate: 100 Hz, battery: crazyflie, start: {throttle: 0.7}");
        double[] throttle = new double[4];
        double minutes = 0;
        do {
            // 27 g, as in the datasheet: by its voltage, so that rotors stay where they are
            plant.measure(measured);
            Arrays.fill(throttle, Math.min(1, 0.751 * 3.92 / Math.max(1, measured[QuadrotorChannels.BATTERY])));
            plant.step(throttle, 0.01);
            minutes += 0.01 / 60;
        } while (measured[QuadrotorChannels.BATTERY] > 3 && minutes < 20);

        assertThat(minutes).isBetween(6.3, 7.7);
    }

    @Test
    void aPayloadMakesItSinkAndIsGoneWhenItIsDropped() {
        QuadrotorPlant plant = plant("ground: false, start: {throttle: 0.80612425},"
                + " payload: {mass: 3 g, position: [0 m, 0 m, -2 cm], from: 0.1 s, to: 0.3 s}");

        hover(plant, 0.2, HOVER);
        plant.measure(measured);
        double heavy = measured[QuadrotorChannels.ACCEL + 2];
        hover(plant, 0.2, HOVER);
        plant.measure(measured);

        assertThat(heavy).isCloseTo(9.81 * 30.6 / 33.6, within(1e-3));
        assertThat(measured[QuadrotorChannels.ACCEL + 2]).isCloseTo(9.81, within(1e-3));
        assertThat(measured[QuadrotorChannels.VELOCITY + 2]).isCloseTo(-0.2 * 9.81 * 3 / 33.6, within(5e-3));
    }

    @Test
    void whatIsHungOnOneSideTiltsTheVehicle() {
        QuadrotorPlant plant = plant(
                "ground: false, start: {throttle: 0.80612425}," + " payload: {mass: 2 g, position: [0 m, 3 cm, 0 m]}");

        hover(plant, 0.05, HOVER);

        // the common centre of mass is to the left, so that the rotors' thrust rolls it to the left: about −x
        assertThat(plant.state().values[QuadrotorState.BODY_RATE]).isNegative();
        assertThat(plant.state().values[QuadrotorState.BODY_RATE + 1]).isCloseTo(0, within(1e-6));
    }

    @Test
    void aPayloadThatIsTakenOnTheGroundDoesNotMoveTheVehicle() {
        QuadrotorPlant plant = plant("payload: {mass: 5 g, position: [0 m, 0 m, -2 cm], from: 1 s}");
        hover(plant, 2, 0);
        plant.measure(measured);

        assertThat(measured[QuadrotorChannels.POSITION + 2]).isBetween(-3e-4, 0.0);
        assertThat(measured[QuadrotorChannels.ACCEL + 2]).isCloseTo(9.81, within(1e-3));
    }

    @Test
    void allOfItTogetherAllocatesNothing() {
        QuadrotorPlant plant = plant("drag: crazyflie, ground_effect: crazyflie, battery: crazyflie,"
                + " payload: {mass: 3 g, position: [0 m, 1 cm, -2 cm], from: 0.1 s, to: 0.3 s},"
                + " wind: {dryden: {wind_at_6m: 5 m/s}, gusts: [{velocity: [1 m/s, 0 m/s, 0 m/s], at: 2 s}]}");
        double[] throttle = {0.7, 0.7, 0.7, 0.7};

        assertThat(Allocation.bytesOf(5_000, () -> {}, () -> {
                    plant.step(throttle, STEP_S);
                    plant.measure(measured);
                }))
                .isZero();
    }

    private static void hover(QuadrotorPlant plant, double seconds, double throttle) {
        double[] all = {throttle, throttle, throttle, throttle};
        for (long i = 0; i < Math.round(seconds / STEP_S); i++) {
            plant.step(all, STEP_S);
        }
    }

    private static QuadrotorPlant plant(String settings) {
        return new QuadrotorPlant(config(settings), new QuadrotorJudge(QuadrotorLimits.none()), 1);
    }

    private static QuadrotorPlantConfig config(String settings) {
        String start = settings.contains("start:")
                ? ""
                : ", start: {throttle: " + (settings.contains("ground: false") ? HOVER : 0) + "}";
        return QuadrotorPlantConfig.from(
                ConfigFile.parse("robot.yaml", "{model: quadrotor, params: crazyflie-2.x, " + settings + start + "}"));
    }
}
