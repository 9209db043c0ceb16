package dev.creance.safety.quadrotor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.dynamics.quadrotor.QuadrotorState;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.PolicyStatus;
import org.junit.jupiter.api.Test;

/** The certified controller in charge of the plant, from the moment in which the policy returns NaN. */
class BackupControllerTest {
    /** Long enough in BACKUP to watch it. */
    private static final String PATIENT =
            "failsafe: {land_after: 60 s, longest_backup: 600 s, arming_hold: 0 ms, landing_timeout: 60 s}\n";

    private final Flight flight = Flight.of(ShieldFixtures.settings(PATIENT), ShieldFixtures.TIMING);

    private void takesOverAt(QuadrotorState start) {
        flight.startInFlight(start);
        flight.meddler = (f, in) -> in.actionStatus = PolicyStatus.NON_FINITE;
        flight.step();
        assertThat(flight.state()).isEqualTo(FailsafeState.BACKUP);
    }

    private static QuadrotorState tilted(double radians) {
        QuadrotorState state = Flight.hovering(0, 0, 1.5);
        state.values[3] = Math.cos(radians / 2);
        state.values[4] = Math.sin(radians / 2);
        return state;
    }

    private double tiltRad() {
        return Math.acos(Math.min(1, flight.truth.cosTilt()));
    }

    @Test
    void brakesFromOneAndAHalfMetresPerSecondWithinSixtyCentimetres() {
        QuadrotorState start = Flight.hovering(-1, 0, 1.5);
        start.values[QuadrotorState.VELOCITY] = 1.5;
        takesOverAt(start);

        double farthest = -1;
        for (int i = 0; i < 2000; i++) {
            flight.step();
            farthest = Math.max(farthest, flight.truth.values[0]);
        }

        assertThat(farthest).isBetween(-0.7, -0.4);
        assertThat(flight.truth.speedMPerS()).isLessThan(0.05);
    }

    @Test
    void recoversFromSixtyDegreesOfTiltWithinAQuarterOfASecondAndThirtyCentimetres() {
        takesOverAt(tilted(Math.PI / 3));

        flight.run(0.25);
        assertThat(tiltRad()).isLessThan(Math.PI / 8);
        flight.run(2);
        assertThat(flight.truth.values[2]).isBetween(1.2, 1.5);
        assertThat(tiltRad()).isLessThan(0.03);
    }

    @Test
    void recoversFromHangingOverAtAHundredDegrees() {
        takesOverAt(tilted(100 * Math.PI / 180));

        flight.run(0.5);
        assertThat(tiltRad()).isLessThan(Math.PI / 6);
        flight.run(8);
        assertThat(flight.truth.speedMPerS()).isLessThan(0.05);
    }

    @Test
    void recoversFromUpsideDown() {
        takesOverAt(tilted(Math.PI));

        flight.run(4);

        assertThat(tiltRad()).isLessThan(0.1);
    }

    @Test
    void stopsASpinAboutTheVertical() {
        QuadrotorState start = Flight.hovering(0, 0, 1.5);
        start.values[QuadrotorState.BODY_RATE + 2] = 10;
        takesOverAt(start);

        flight.run(4);

        assertThat(flight.truth.bodyRateRadPerS()).isLessThan(0.1);
    }

    @Test
    void holdsItsPointWithinTenCentimetresInAConstantWindAndInAGust() {
        takesOverAt(Flight.hovering(0, 0, 1.5));
        flight.run(1);
        double weight = ShieldFixtures.CRAZYFLIE.massKg();
        double x = flight.truth.values[0];
        double z = flight.truth.values[2];
        double farthest = 0;
        for (int i = 0; i < 6000; i++) {
            flight.windN[0] = i < 3000 ? 0.7 * weight : 0;
            flight.windN[2] = i < 4000 ? 0.7 * weight : 0;
            flight.step();
            double off = Math.hypot(flight.truth.values[0] - x, flight.truth.values[2] - z);
            farthest = Math.max(farthest, off);
        }

        assertThat(farthest).isLessThan(0.1);
    }

    @Test
    void holdsInsideTheFenceWhereItStoppedCloseToIt() {
        takesOverAt(Flight.hovering(2.45, 2.45, 2.45));

        flight.run(6);

        double inset = Insets.holdM(ShieldFixtures.settings()) - 0.02;
        assertThat(flight.truth.values[0]).isLessThan(2.5 - inset);
        assertThat(flight.truth.values[1]).isLessThan(2.5 - inset);
        assertThat(flight.truth.values[2]).isLessThan(2.5 - inset);
    }
}
