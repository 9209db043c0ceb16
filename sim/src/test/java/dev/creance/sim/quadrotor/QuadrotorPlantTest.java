package dev.creance.sim.quadrotor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.Quaternion;
import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.dynamics.quadrotor.QuadrotorParameterFiles;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.dynamics.quadrotor.QuadrotorState;
import dev.creance.runtime.Allocation;
import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.property.Property;
import org.junit.jupiter.api.Test;

class QuadrotorPlantTest {
    private static final double STEP_S = 0.001;
    private static final double[] OFF = new double[4];

    private final QuadrotorParameters parameters = QuadrotorParameterFiles.named("crazyflie-2.x");
    private final double[] measured = new double[QuadrotorChannels.sensors().size()];

    @Test
    void restsOnTheGroundWithoutMoving() {
        // constant thrust c0 of still rotors takes 1.4 % of the weight, so it rises by 1.4 % of the sink
        QuadrotorPlant plant = plant("ground: true");
        run(plant, OFF, 2000);
        double z = plant.state().values[2];
        run(plant, OFF, 2000);

        assertThat(plant.state().values[2]).isCloseTo(z, within(1e-12)).isBetween(-1.1e-4, 0.0);
        assertThat(plant.state().speedMPerS()).isLessThan(1e-9);
        assertThat(plant.truth().onGround()).isTrue();
        assertThat(plant.truth().touchdowns()).isZero();
    }

    @Test
    void anAccelerometerAtRestFeelsGravityUpwards() {
        QuadrotorPlant plant = plant("ground: true");
        run(plant, OFF, 1000);
        plant.measure(measured);

        assertThat(measured[QuadrotorChannels.ACCEL]).isCloseTo(0, within(1e-9));
        assertThat(measured[QuadrotorChannels.ACCEL + 2]).isCloseTo(9.81, within(1e-6));
    }

    @Test
    void anAccelerometerInFreeFallFeelsTheRotorsOnly() {
        QuadrotorPlant plant = plant("ground: false");
        run(plant, OFF, 100);
        plant.measure(measured);

        assertThat(measured[QuadrotorChannels.ACCEL + 2])
                .isCloseTo(4 * parameters.thrustN(0, 0) / parameters.massKg(), within(1e-9));
    }

    @Test
    void specificForceTurnedToTheWorldAndIntegratedGivesTheVelocity() {
        QuadrotorPlant plant = plant("ground: false, wind: {force: [3 mN, -2 mN, 1 mN]}");
        double[] throttle = {0.8, 0.82, 0.81, 0.805};
        double[] velocity = new double[3];
        double[] world = new double[3];
        for (int i = 0; i < 300; i++) {
            plant.measure(measured);
            System.arraycopy(measured, QuadrotorChannels.ACCEL, world, 0, 3);
            Quaternion.toWorld(measured, QuadrotorChannels.ORIENTATION, world, world);
            velocity[0] += world[0] * STEP_S;
            velocity[1] += world[1] * STEP_S;
            velocity[2] += (world[2] - 9.81) * STEP_S;
            plant.step(throttle, STEP_S);
        }
        // rectangles over 300 steps of 1 ms: half a step of the total change in acceleration, 5 m/s2 or less
        for (int i = 0; i < 3; i++) {
            assertThat(velocity[i]).isCloseTo(plant.state().values[QuadrotorState.VELOCITY + i], within(5e-3));
        }
    }

    @Test
    void aFallEndsOnTheGroundAndItsTouchdownSpeedIsThatOfTheFall() {
        QuadrotorPlant plant = plant("ground: true, start: {position: [0 m, 0 m, 0.5 m]}");
        run(plant, OFF, 3000);

        double g = 9.81 - 4 * parameters.thrustN(0, 0) / parameters.massKg();
        // up to one sub-step of fall later than the exact contact
        assertThat(plant.truth().touchdownMPerS()).isCloseTo(Math.sqrt(2 * g * 0.5), within(g * STEP_S));
        assertThat(plant.truth().touchdowns()).isEqualTo(1);
        assertThat(plant.state().values[2]).isBetween(-1.1e-4, 0.0);
        assertThat(plant.state().speedMPerS()).isLessThan(1e-6);
    }

    @Test
    void comesToRestLevelFromAnyModerateTouchdown() {
        Property.check(60, choices -> {
            double tilt = choices.between(0, 0.35);
            double axis = choices.between(0, 2 * Math.PI);
            QuadrotorPlant plant = plant(String.format(
                    java.util.Locale.ROOT,
                    "ground: true, start: {position: [0 m, 0 m, %.4f m], orientation: [%.12f, %.12f, %.12f, 0],"
                            + " velocity: [%.4f m/s, %.4f m/s, %.4f m/s]}",
                    choices.between(0.03, 0.1),
                    Math.cos(tilt / 2),
                    Math.sin(tilt / 2) * Math.cos(axis),
                    Math.sin(tilt / 2) * Math.sin(axis),
                    choices.between(-0.4, 0.4),
                    choices.between(-0.4, 0.4),
                    choices.between(-0.5, 0)));
            run(plant, OFF, 3000);

            assertThat(plant.state().cosTilt()).isGreaterThan(0.999999);
            assertThat(plant.state().speedMPerS()).isLessThan(1e-3);
            assertThat(plant.truth().onGround()).isTrue();
        });
    }

    @Test
    void takesOffUnderFullThrottle() {
        QuadrotorPlant plant = plant("ground: true");
        run(plant, new double[] {1, 1, 1, 1}, 500);

        assertThat(plant.state().values[2]).isGreaterThan(0.2);
        assertThat(plant.truth().onGround()).isFalse();
    }

    @Test
    void aGustPushesUntilItIsOver() {
        QuadrotorPlant plant = plant("ground: false");
        plant.gust(parameters.massKg(), 0, 0);
        run(plant, OFF, 100);
        plant.gust(0, 0, 0);
        run(plant, OFF, 100);

        assertThat(plant.state().values[QuadrotorState.VELOCITY]).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void turbulenceHasItsDeviationAndRepeatsWithItsSeed() {
        Wind wind = new Wind(new WindConfig(new double[3], 0.002, 0.1), 7);
        Wind same = new Wind(new WindConfig(new double[3], 0.002, 0.1), 7);
        double square = 0;
        int samples = 200_000;
        for (int i = 0; i < samples; i++) {
            wind.advance(STEP_S);
            same.advance(STEP_S);
            assertThat(wind.forceN).isEqualTo(same.forceN);
            square += wind.forceN[0] * wind.forceN[0];
        }
        // 1000 independent correlation times: 2.2 % relative deviation of the estimate, taken three times
        assertThat(Math.sqrt(square / samples)).isCloseTo(0.002, within(0.002 * 0.067));
    }

    @Test
    void aHeldVehicleStaysAsItStartedUntilItIsReleased() {
        QuadrotorPlant plant = plant("ground: false, held: true, start: {position: [1 m, 2 m, 3 m]}");
        run(plant, OFF, 100);
        plant.measure(measured);
        assertThat(plant.state().values[2]).isEqualTo(3);
        assertThat(measured[QuadrotorChannels.ACCEL + 2]).isEqualTo(9.81);

        plant.release();
        run(plant, OFF, 100);
        assertThat(plant.state().values[2]).isLessThan(3);
    }

    @Test
    void withoutGroundAndWindItIsTheReferenceModel() {
        QuadrotorPlant plant = plant("ground: false, rate: 100 Hz");
        QuadrotorState state = new QuadrotorState(4);
        var dynamics = new dev.creance.dynamics.quadrotor.QuadrotorDynamics(parameters);
        double[] throttle = {0.9, 0.7, 0.8, 0.85};
        for (int i = 0; i < 100; i++) {
            plant.step(throttle, 0.01);
            dynamics.step(state, throttle, new double[3], new double[3], 0.01);
        }
        assertThat(plant.state().values).isEqualTo(state.values);
    }

    @Test
    void aStepTooLongForTheGroundIsRefused() {
        assertThatThrownBy(() -> config("ground: true, rate: 100 Hz"))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("0.01 s is above 0.002 s");
    }

    @Test
    void aRateWithoutWholePeriodIsRefused() {
        assertThatThrownBy(() -> config("rate: 300 Hz")).isInstanceOf(ConfigError.class);
    }

    @Test
    void steppingAndMeasuringAllocateNothing() {
        QuadrotorPlant plant = plant("ground: true, wind: {turbulence: 1 mN}");
        double[] throttle = {0.81, 0.8, 0.81, 0.8};

        assertThat(Allocation.bytesOf(10_000, () -> {
                    plant.step(throttle, STEP_S);
                    plant.measure(measured);
                }))
                .isZero();
    }

    private static void run(QuadrotorPlant plant, double[] throttle, int steps) {
        for (int i = 0; i < steps; i++) {
            plant.step(throttle, STEP_S);
        }
    }

    private static QuadrotorPlant plant(String settings) {
        return new QuadrotorPlant(config(settings), new QuadrotorJudge(QuadrotorLimits.none()), 1);
    }

    private static QuadrotorPlantConfig config(String settings) {
        return QuadrotorPlantConfig.from(
                ConfigFile.parse("robot.yaml", "plant: {model: quadrotor, params: crazyflie-2.x, " + settings + "}")
                        .child("plant"));
    }
}
