package dev.creance.sim.quadrotor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.dynamics.quadrotor.QuadrotorParameterFiles;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.runtime.Allocation;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.property.Property;
import org.junit.jupiter.api.Test;

class OnboardFailsafeTest {
    /** docs/failsafe-landing.md: from the example's height, and from its ceiling. */
    private static final double TOUCHDOWN_FROM_1_M = 0.76;

    private static final double TOUCHDOWN_FROM_CEILING = 1.05;

    private static final String EIGHT =
            "{kind: figure_eight, height: 1 m, climb: 0.5 m/s, hold: 1 s, interval: 5.5 s, scale: 1 m}";
    private static final String HIGH = "{kind: hover, height: 2.35 m, climb: 0.7 m/s}";

    private static final QuadrotorLimits EXAMPLE = QuadrotorLimits.from(ConfigFile.parse("limits", """
            altitude: {floor: 0.15 m, ceiling: 2.5 m}
            geofence: [[-2.5 m, -2.5 m], [2.5 m, -2.5 m], [2.5 m, 2.5 m], [-2.5 m, 2.5 m]]
            tilt: 60 deg
            body_rate: 12 rad/s
            """));

    private final QuadrotorParameters parameters = QuadrotorParameterFiles.named("crazyflie-2.x");

    @Test
    void landsBelowTheStatedSpeedInsideTheFenceWhereverInTheEightTheLinkGoes() {
        double[] fastest = new double[1];
        Property.check(100, choices -> {
            long seed = choices.bits();
            FailsafeFlight flight = flight(seed, EIGHT).run(millis(choices.between(2000, 14_000)));
            fastest[0] = Math.max(fastest[0], flight.speedAtCutMPerS);

            assertLanded(flight, TOUCHDOWN_FROM_1_M);
            assertThat(flight.judge.violations().outside()).isZero();
        });
        assertThat(fastest[0]).as("speed at which the link went").isGreaterThan(1.2);
    }

    @Test
    void landsBelowTheStatedSpeedWithEveryBiasAtItsBound() {
        int[] signs = new int[6];
        for (int corner = 0; corner < 64; corner++) {
            for (int i = 0; i < 6; i++) {
                signs[i] = (corner >>> i & 1) * 2 - 1;
            }
            SensorModel sensors = SensorModel.withBiasSigns(SensorConfig.crazyflie(), corner, signs);
            QuadrotorPlantConfig config = QuadrotorPlantConfig.onGround(parameters, SensorConfig.crazyflie());

            FailsafeFlight flight = new FailsafeFlight(config, sensors, EXAMPLE, EIGHT, corner).run(9_000_000_000L);

            assertLanded(flight, TOUCHDOWN_FROM_1_M);
            assertThat(flight.judge.violations().outside()).isZero();
        }
    }

    @Test
    void comesDownFromTheCeilingBelowTheSpeedStatedForItAndInsideTheFence() {
        int[] signs = new int[6];
        for (int corner = 0; corner < 64; corner++) {
            for (int i = 0; i < 6; i++) {
                signs[i] = (corner >>> i & 1) * 2 - 1;
            }
            SensorModel sensors = SensorModel.withBiasSigns(SensorConfig.crazyflie(), corner, signs);
            QuadrotorPlantConfig config = QuadrotorPlantConfig.onGround(parameters, SensorConfig.crazyflie());

            FailsafeFlight flight = new FailsafeFlight(config, sensors, EXAMPLE, HIGH, corner).run(7_000_000_000L);

            assertLanded(flight, TOUCHDOWN_FROM_CEILING);
            assertThat(flight.judge.violations().outside()).isZero();
        }
    }

    @Test
    void landsBelowTheStatedSpeedBeforeAnyBiasHasBeenLearnt() {
        Property.check(40, choices -> {
            // 2.2 s after power on, on the climb
            FailsafeFlight flight = flight(choices.bits(), "{kind: hover, height: 1 m, climb: 1 m/s}")
                    .run(millis(choices.between(1900, 2300)));

            assertLanded(flight, TOUCHDOWN_FROM_1_M);
        });
    }

    @Test
    void landsWithRotorsWeakerThanItsModelBelieves() {
        Property.check(20, choices -> {
            QuadrotorPlantConfig calm = QuadrotorPlantConfig.onGround(weaker(0.88), SensorConfig.crazyflie());
            QuadrotorPlantConfig config = new QuadrotorPlantConfig(
                    calm.parameters(),
                    parameters,
                    true,
                    1000,
                    1,
                    false,
                    calm.start(),
                    calm.errors(),
                    WindConfig.calm());
            long seed = choices.bits();
            FailsafeFlight flight = new FailsafeFlight(
                            config, new SensorModel(config.errors(), seed), EXAMPLE, EIGHT, seed)
                    .run(millis(choices.between(5000, 12_000)));

            assertLanded(flight, TOUCHDOWN_FROM_1_M);
            assertThat(flight.judge.violations().outside()).isZero();
        });
    }

    @Test
    void landsInWind() {
        Property.check(40, choices -> {
            QuadrotorPlantConfig calm = QuadrotorPlantConfig.onGround(parameters, SensorConfig.crazyflie());
            double[] force = {choices.between(-0.015, 0.015), choices.between(-0.015, 0.015), 0};
            QuadrotorPlantConfig config = new QuadrotorPlantConfig(
                    parameters,
                    parameters,
                    true,
                    1000,
                    1,
                    false,
                    calm.start(),
                    calm.errors(),
                    new WindConfig(force, 0.003, 0.3));
            long seed = choices.bits();
            FailsafeFlight flight = new FailsafeFlight(
                            config, new SensorModel(config.errors(), seed), EXAMPLE, EIGHT, seed)
                    .run(millis(choices.between(5000, 12_000)));

            assertLanded(flight, TOUCHDOWN_FROM_1_M);
            assertThat(flight.judge.violations().outside()).isZero();
        });
    }

    @Test
    void doesNotTakeAnUpdraughtForTheGround() {
        Property.check(30, choices -> {
            FailsafeFlight flight = flight(choices.bits(), HIGH);
            flight.updraughtN = choices.between(0.1, 0.35) * parameters.massKg() * 9.81;
            flight.run(millis(choices.between(7500, 8500)));

            assertThat(flight.stoppedOnGround).isTrue();
            assertThat(flight.plant.truth().touchdownMPerS()).isLessThan(TOUCHDOWN_FROM_CEILING);
        });
    }

    @Test
    void stopsItsRotorsWhenItLiesUpsideDown() {
        OnboardFailsafe failsafe = new OnboardFailsafe(parameters);
        double[] measured = new double[21];
        double[] throttle = new double[4];
        measured[4] = 1; // half a turn about x
        measured[15] = -9.81;
        failsafe.track(measured, throttle, true, 0.001);
        boolean stopped = false;
        int steps = 0;
        while (!stopped && steps < 2000) {
            stopped = failsafe.fly(measured, false, steps * 0.001, throttle, 0.001);
            steps++;
        }

        assertThat(steps).isBetween(1000, 1002);
    }

    @Test
    void aPeriodAllocatesNothing() {
        OnboardFailsafe failsafe = new OnboardFailsafe(parameters);
        double[] measured = new double[21];
        measured[3] = 1;
        measured[15] = 9.81;
        double[] throttle = new double[4];
        int[] period = new int[1];

        assertThat(Allocation.bytesOf(20_000, () -> {
                    int i = period[0]++;
                    failsafe.idle(measured, true, 0.001);
                    failsafe.track(measured, throttle, true, 0.001);
                    failsafe.fly(measured, i > 500, i * 0.001, throttle, 0.001);
                }))
                .isZero();
    }

    private static void assertLanded(FailsafeFlight flight, double greatestMPerS) {
        assertThat(flight.stopped).as("stopped its rotors").isTrue();
        assertThat(flight.stoppedOnGround).as("on the ground").isTrue();
        assertThat(flight.plant.truth().touchdownMPerS()).isBetween(0.05, greatestMPerS);
        assertThat(flight.plant.state().cosTilt()).as("rests level").isGreaterThan(0.999);
        assertThat(flight.plant.state().speedMPerS()).as("rests").isLessThan(0.02);
    }

    private FailsafeFlight flight(long seed, String reference) {
        QuadrotorPlantConfig config = QuadrotorPlantConfig.onGround(parameters, SensorConfig.crazyflie());
        return new FailsafeFlight(config, new SensorModel(config.errors(), seed), EXAMPLE, reference, seed);
    }

    private QuadrotorParameters weaker(double factor) {
        double[][] coefficients = new double[4][3];
        for (int i = 0; i < 4; i++) {
            for (int k = 0; k < 3; k++) {
                coefficients[i][k] = factor * parameters.thrustCoefficients()[i][k];
            }
        }
        return new QuadrotorParameters(
                "weak",
                parameters.massKg(),
                parameters.gravityMPerS2(),
                parameters.inertiaKgM2(),
                parameters.inertiaInverse(),
                parameters.rotorPositionM(),
                parameters.thrustDirection(),
                parameters.torqueDirection(),
                coefficients,
                parameters.torqueConstantM(),
                parameters.risingTimeS(),
                parameters.fallingTimeS(),
                parameters.rotorMin(),
                parameters.rotorMax());
    }

    private static long millis(double ms) {
        return Math.round(ms) * 1_000_000L;
    }
}
