package dev.creance.safety.quadrotor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.property.Choices;
import dev.creance.runtime.property.Property;
import dev.creance.safety.CommandProjection;
import dev.creance.safety.Margins;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CertificateTest {
    private static final double TICK_S = 1e-3;

    static Certificate certificate(QuadrotorShieldSettings settings) {
        return new Certificate(
                new Airframe(ShieldFixtures.CRAZYFLIE, 0, 1),
                BackupGains.of(settings),
                Envelope.of(settings),
                new CommandProjection(settings.commandLimits(), TICK_S),
                TICK_S,
                0);
    }

    private static StateEstimate anyEstimate(Choices choices) {
        StateEstimate estimate = new StateEstimate();
        VehicleState s = estimate.state;
        GentlePilot.see(Flight.hovering(choices.between(-2, 2), choices.between(-2, 2), choices.between(0.3, 2.3)), s);
        s.vx = choices.between(-2, 2);
        s.vy = choices.between(-2, 2);
        s.vz = choices.between(-1, 1);
        s.wx = choices.between(-5, 5);
        s.wy = choices.between(-5, 5);
        estimate.positionRadiusM = choices.between(0, 0.02);
        estimate.velocityRadiusMPerS = choices.between(0, 0.05);
        return estimate;
    }

    private static QuadrotorShieldSettings box(double halfM, double floorM, double ceilingM, double tiltDeg) {
        return QuadrotorShieldSettings.from(
                ConfigFile.parse(
                        "robot.yaml",
                        String.format(
                                Locale.ROOT,
                                "limits: {altitude: {floor: %3$s m, ceiling: %4$s m}, tilt: %5$s deg,"
                                        + " geofence: [[%1$s m, %1$s m], [%2$s m, %1$s m], [%2$s m, %2$s m], [%1$s m, %2$s m]]}",
                                -halfM,
                                halfM,
                                floorM,
                                ceilingM,
                                tiltDeg)),
                ShieldFixtures.CRAZYFLIE);
    }

    @Test
    void aTighterEnvelopeNeverHasMoreMargin() {
        Certificate loose = certificate(box(3, 0.1, 2.6, 60));
        Certificate tight = certificate(box(2.8, 0.2, 2.4, 60));
        Property.check(500, choices -> {
            StateEstimate estimate = anyEstimate(choices);
            double[] command = new double[4];
            for (int i = 0; i < 4; i++) {
                command[i] = choices.between(0, 1);
            }
            Margins wide = QuadrotorMargins.of(ShieldFixtures.settings());
            Margins narrow = QuadrotorMargins.of(ShieldFixtures.settings());
            loose.evaluate(estimate, command, Certificate.NO_GROUND, wide);
            tight.evaluate(estimate, command, Certificate.NO_GROUND, narrow);
            for (int margin : List.of(QuadrotorMargins.CEILING, QuadrotorMargins.FLOOR, QuadrotorMargins.FENCE)) {
                // Not (narrow > wide): NaN, no certificate, is the narrowest.
                assertThat(narrow.values[margin] > wide.values[margin]).isFalse();
            }
        });
    }

    @Test
    void aLargerRadiusOfTheStateNeverHasMoreMargin() {
        Certificate certificate = certificate(ShieldFixtures.settings());
        Property.check(500, choices -> {
            StateEstimate estimate = anyEstimate(choices);
            double[] command = {0.8, 0.8, 0.8, 0.8};
            Margins sure = QuadrotorMargins.of(ShieldFixtures.settings());
            Margins unsure = QuadrotorMargins.of(ShieldFixtures.settings());
            certificate.evaluate(estimate, command, Certificate.NO_GROUND, sure);
            estimate.positionRadiusM += 0.05;
            estimate.velocityRadiusMPerS += 0.1;
            certificate.evaluate(estimate, command, Certificate.NO_GROUND, unsure);
            for (int margin : List.of(QuadrotorMargins.CEILING, QuadrotorMargins.FLOOR, QuadrotorMargins.FENCE)) {
                assertThat(unsure.values[margin] > sure.values[margin]).isFalse();
            }
        });
    }

    @Test
    void atRestTheMarginIsTheDistanceLessWhatGustsAndClearanceTake() {
        Certificate certificate = certificate(ShieldFixtures.settings());
        StateEstimate estimate = new StateEstimate();
        GentlePilot.see(Flight.hovering(1, 0, 1.3), estimate.state);
        Margins margins = QuadrotorMargins.of(ShieldFixtures.settings());
        double hover = ShieldFixtures.CRAZYFLIE.hoverThrottle();
        certificate.evaluate(estimate, new double[] {hover, hover, hover, hover}, Certificate.NO_GROUND, margins);

        double speed = 1 * Insets.windS(ShieldFixtures.settings());
        assertThat(margins.values[QuadrotorMargins.FENCE]).isCloseTo(1.5 - 0.1 - speed / 4, within(0.01));
        assertThat(margins.values[QuadrotorMargins.TILT]).isGreaterThan(0.9);
    }

    /** The figure that docs/shield.md gives. */
    @Test
    void flightAtOneMetrePerSecondIsBrakedFromFiftyFiveCentimetresBeforeTheWall() {
        Certificate certificate = certificate(ShieldFixtures.settings());
        StateEstimate estimate = new StateEstimate();
        estimate.positionRadiusM = 0.01;
        estimate.velocityRadiusMPerS = 0.03;
        GentlePilot.see(Flight.hovering(1, 0, 1.3), estimate.state);
        estimate.state.vx = 1;
        Margins margins = QuadrotorMargins.of(ShieldFixtures.settings());
        double hover = ShieldFixtures.CRAZYFLIE.hoverThrottle();
        certificate.evaluate(estimate, new double[] {hover, hover, hover, hover}, Certificate.NO_GROUND, margins);

        assertThat(1.5 - margins.values[QuadrotorMargins.FENCE]).isCloseTo(0.55, within(0.02));
    }

    @Test
    void theMarginOfTheGroundIsWhatIsLeftOfTheImpactThatIsAllowed() {
        Certificate certificate = certificate(ShieldFixtures.settings());
        double hover = ShieldFixtures.CRAZYFLIE.hoverThrottle();
        double[] hovering = {hover, hover, hover, hover};
        StateEstimate estimate = new StateEstimate();
        GentlePilot.see(Flight.hovering(0, 0, 0.1), estimate.state);
        Margins margins = QuadrotorMargins.of(ShieldFixtures.settings());

        certificate.evaluate(estimate, hovering, 0, margins);
        assertThat(margins.values[QuadrotorMargins.GROUND]).as("stays above it").isInfinite();

        estimate.state.vz = -0.5;
        certificate.evaluate(estimate, hovering, 0, margins);
        assertThat(margins.values[QuadrotorMargins.GROUND])
                .as("too fast to stop")
                .isBetween(-0.2, -0.05);
        certificate.evaluate(estimate, hovering, -1, margins);
        assertThat(margins.values[QuadrotorMargins.GROUND])
                .as("in time, higher up")
                .isInfinite();
    }

    @Test
    void aStateFromWhichNoReactionSettlesHasNoCertificate() {
        Certificate certificate = certificate(ShieldFixtures.settings());
        StateEstimate estimate = new StateEstimate();
        GentlePilot.see(Flight.hovering(0, 0, 1.3), estimate.state);
        estimate.state.wz = 50;
        Margins margins = QuadrotorMargins.of(ShieldFixtures.settings());
        certificate.evaluate(estimate, new double[4], Certificate.NO_GROUND, margins);

        assertThat(margins.values[QuadrotorMargins.FENCE]).isNaN();
        assertThat(margins.isBelow(QuadrotorMargins.FENCE, 0)).isTrue();
    }

    @Test
    void theReferenceFigureEightOfOneMetreIsFlownWithoutOneIntervention() {
        Flight flight = Flight.of(ShieldFixtures.settings("failsafe: {arming_hold: 0 ms}"), ShieldFixtures.TIMING);
        flight.noise = new SplittableRandom(7);
        TrackingPilot pilot = new TrackingPilot(
                "{kind: figure_eight, height: 1 m, climb: 0.5 m/s, hold: 3 s, interval: 5.5 s, scale: 1 m}");
        flight.pilot = pilot;
        flight.until(FailsafeState.ACTIVE, 1);
        for (int i = 0; i < 15_000; i++) {
            flight.step();
            assertThat(flight.state()).as("at %s s", flight.timeS()).isEqualTo(FailsafeState.ACTIVE);
        }
        assertThat(pilot.farthestM).isGreaterThan(0.8);
    }
}
