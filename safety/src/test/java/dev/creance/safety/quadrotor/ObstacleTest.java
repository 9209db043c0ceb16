package dev.creance.safety.quadrotor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.Cause;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.StopRequest;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.property.Property;
import dev.creance.safety.Margins;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObstacleTest {
    private static final String MOVING = "{kind: sphere, centre: [1 m, 0 m, 1 m], radius: 0.2 m,"
            + " moves: {velocity: [0 m/s, 0.5 m/s, 0 m/s], from: 2 s, for: 4 s, acceleration: 0.05 m/s2}}";

    private final Approach approach = new Approach();

    private static Obstacle obstacle(String yaml) {
        return Obstacle.from(ConfigFile.parse("robot.yaml", yaml));
    }

    private static String limits(String obstacles) {
        return ShieldFixtures.LIMITS + "  obstacles: [" + obstacles + "]\n";
    }

    @Test
    void aSphereIsRoundAndAPillarHasNoEnd() {
        Obstacle sphere = obstacle("{kind: sphere, centre: [1 m, 0 m, 1 m], radius: 0.2 m}");
        Obstacle pillar = obstacle("{kind: pillar, centre: [1 m, 0 m], radius: 0.2 m}");

        assertThat(sphere.distanceM(0, 0, 1, 0, 2)).isCloseTo(0.8, within(1e-12));
        assertThat(pillar.distanceM(0, 0, 1, 0, 2)).isCloseTo(-0.2, within(1e-12));
        assertThat(pillar.distanceM(9, 0, 1, 1, 50)).isCloseTo(0.8, within(1e-12));
    }

    @Test
    void itGoesItsWayOnceAndMayStrayMoreTheLongerItGoes() {
        Obstacle moving = obstacle(MOVING);

        assertThat(moving.distanceM(1, 0, 1, 3, 1)).as("not yet").isCloseTo(3 - 0.2, within(1e-12));
        assertThat(moving.distanceM(4, 0, 1, 3, 1)).as("half way").isCloseTo(2 - 0.2 - 0.1, within(1e-12));
        assertThat(moving.distanceM(60, 0, 1, 3, 1)).as("there").isCloseTo(1 - 0.2 - 0.4, within(1e-12));
    }

    @Test
    void whatItHasYetToSweepIsNoFartherAwayThanItEverComes() {
        Obstacle moving = obstacle(MOVING);
        Property.check(2000, choices -> {
            double x = choices.between(-1, 3);
            double y = choices.between(-1, 4);
            double z = choices.between(0, 2);
            double fromS = choices.between(0, 8);
            moving.sweep(fromS, x, y, z, approach);
            double least = Double.POSITIVE_INFINITY;
            for (double t = fromS; t < 10; t += 0.01) {
                least = Math.min(least, moving.distanceM(t, 0, x, y, z));
            }
            assertThat(approach.distanceM).isLessThanOrEqualTo(least + 1e-9);
        });
    }

    @Test
    void behindItTheWayIsFreeAndBeforeItIsNot() {
        Obstacle moving = obstacle(MOVING);

        moving.sweep(4, 1, 0, 1, approach);
        assertThat(approach.distanceM).as("it has passed").isCloseTo(1 - 0.6, within(1e-12));
        moving.sweep(4, 1, 2, 1, approach);
        assertThat(approach.distanceM).as("it will come by").isCloseTo(-0.6, within(1e-12));
    }

    /** As the fence is, by the same formula: 55 cm from 1 m/s. */
    @Test
    void aPillarIsBrakedForAsAWallIs() {
        QuadrotorShieldSettings settings = QuadrotorShieldSettings.from(
                ConfigFile.parse("robot.yaml", limits("{kind: pillar, centre: [1.8 m, 0 m], radius: 0.3 m}")),
                ShieldFixtures.CRAZYFLIE);
        StateEstimate estimate = new StateEstimate();
        estimate.positionRadiusM = 0.01;
        estimate.velocityRadiusMPerS = 0.03;
        GentlePilot.see(Flight.hovering(0, 0, 1.3), estimate.state);
        estimate.state.vx = 1;
        Margins margins = QuadrotorMargins.of(settings);
        double hover = ShieldFixtures.CRAZYFLIE.hoverThrottle();
        CertificateTest.certificate(settings)
                .evaluate(estimate, new double[] {hover, hover, hover, hover}, Certificate.NO_GROUND, margins);

        double tillWallM = 2.5 - margins.values[QuadrotorMargins.FENCE];
        assertThat(1.5 - margins.values[QuadrotorMargins.OBSTACLE]).isCloseTo(tillWallM, within(1e-3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{kind: box, centre: [1 m, 0 m, 1 m], radius: 0.2 m}       | is none of sphere, pillar",
                "{kind: pillar, centre: [1 m, 0 m, 1 m], radius: 0.2 m}    | has 3 items, not 2",
                "{kind: sphere, centre: [1 m, 0 m], radius: 0.2 m}         | has 2 items, not 3",
                "{kind: sphere, centre: [1 m, 0 m, 1 m], radius: 0 m}      | is outside",
                "{kind: sphere, centre: [1 m, 0 m, 1 m], radius: 0.2 m, velocity: [1 m/s, 0 m/s, 0 m/s]} | unknown key 'velocity'",
                "{kind: pillar, centre: [1 m, 0 m], radius: 0.2 m, moves: {velocity: [1 m/s, 0 m/s]}}   | lacks 'for'",
                "{kind: pillar, centre: [1 m, 0 m], radius: 0.2 m, moves: {velocity: [20 m/s, 0 m/s], for: 1 s}} | is outside",
            })
    void whatIsNoObstacleIsRefused(String obstacle, String message) {
        assertThatThrownBy(() -> ShieldFixtures.shield(
                        QuadrotorShieldSettings.from(
                                ConfigFile.parse("robot.yaml", limits(obstacle)), ShieldFixtures.CRAZYFLIE),
                        ShieldFixtures.TIMING))
                .hasMessageContaining(message);
    }

    @Test
    void oneThatMayBeAnywhereIsRefusedWithTheNumbers() {
        String strays = "{kind: pillar, centre: [1 m, 0 m], radius: 0.2 m,"
                + " moves: {velocity: [0.1 m/s, 0 m/s], for: 10 s, acceleration: 0.1 m/s2}}";

        assertThatThrownBy(() -> ShieldFixtures.shield(
                        QuadrotorShieldSettings.from(
                                ConfigFile.parse("robot.yaml", limits(strays)), ShieldFixtures.CRAZYFLIE),
                        ShieldFixtures.TIMING))
                .hasMessageContaining("5.20 m radius in the end, 5.00 m of that because it may stray");
    }

    @Test
    void aVehicleInTheWayOfOneIsNotArmed() {
        Flight flight = flight("{kind: pillar, centre: [-1 m, 0 m], radius: 0.2 m,"
                + " moves: {velocity: [0.5 m/s, 0 m/s], from: 20 s, for: 2 s}}");
        for (int i = 0; i < 500; i++) {
            flight.step();
        }

        assertThat(Cause.ofBits(flight.decision().armingBlockers)).containsExactly(Cause.OBSTACLE);
    }

    /** Stopped above a sphere that stands between it and the ground, the backup goes beside it before it sinks. */
    @Test
    void aLandingGoesBesideWhatIsBeneath() {
        Flight flight = flight("{kind: sphere, centre: [0.7 m, 0 m, 0.6 m], radius: 0.5 m}");
        flight.startInFlight(Flight.hovering(0.72, 0.02, 1.55));
        flight.ground = true;
        GentlePilot pilot = new GentlePilot();
        pilot.fliesTo(0.72, 0.02, 1.55);
        flight.pilot = pilot;
        EnvelopeTruth truth = new EnvelopeTruth(QuadrotorShieldSettings.from(
                ConfigFile.parse("robot.yaml", limits("{kind: sphere, centre: [0.7 m, 0 m, 0.6 m], radius: 0.5 m}")),
                ShieldFixtures.CRAZYFLIE));
        double lowestAboveM = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 15_000 && flight.state() != FailsafeState.LANDED; i++) {
            flight.meddler = (f, in) -> in.stop = f.tick() > 1000 ? StopRequest.CONTROLLED : StopRequest.NONE;
            flight.step();
            truth.observe(flight);
            double[] x = flight.truth.values;
            boolean above = Math.hypot(x[0] - 0.7, x[1]) < 0.5;
            lowestAboveM = above ? Math.min(lowestAboveM, x[2]) : lowestAboveM;
        }

        assertThat(flight.state()).isEqualTo(FailsafeState.LANDED);
        assertThat(truth.leastObstacleM).isPositive();
        assertThat(lowestAboveM).as("it goes aside first, m").isGreaterThan(1.5);
    }

    private static Flight flight(String obstacles) {
        Flight flight = Flight.of(
                QuadrotorShieldSettings.from(
                        ConfigFile.parse("robot.yaml", limits(obstacles) + "failsafe: {arming_hold: 0 ms}\n"),
                        ShieldFixtures.CRAZYFLIE),
                ShieldFixtures.EVERY_TICK);
        flight.noise = new SplittableRandom(3);
        return flight;
    }
}
