package dev.creance.safety.quadrotor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.runtime.Cause;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.Directive;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.Source;
import dev.creance.runtime.StopRequest;
import dev.creance.runtime.Verdict;
import dev.creance.runtime.loop.OverrunReaction;
import org.junit.jupiter.api.Test;

/** Each fault of the failsafe table, injected into a hovering flight. */
class FaultReactionTest {
    private final Flight flight = hovering(OverrunReaction.STOP);

    private static Flight hovering(OverrunReaction overrun) {
        Flight flight =
                Flight.of(ShieldFixtures.settings("failsafe: {arming_hold: 0 ms}"), ShieldFixtures.timing(overrun));
        GentlePilot pilot = new GentlePilot();
        flight.pilot = pilot;
        flight.startInFlight(Flight.hovering(0, 0, 1));
        pilot.fliesTo(0, 0, 1);
        flight.run(1);
        flight.ground = true;
        assertThat(flight.state()).isEqualTo(FailsafeState.ACTIVE);
        return flight;
    }

    private void assertTransition(FailsafeState state, Cause cause) {
        assertThat(flight.state()).isEqualTo(state);
        assertThat(flight.decision().transitionCause).isEqualTo(cause);
        assertThat(flight.decision().transitionTick).isEqualTo(flight.tick());
    }

    /** To the end, with the vehicle down gently and rotors off. */
    private void assertLands(Cause cause) {
        flight.until(FailsafeState.LANDED, 12);
        assertThat(flight.decision().transitionCause).isEqualTo(cause);
        assertThat(flight.truth.values[2]).isLessThan(0.01);
        assertThat(flight.hardestTouchMPerS).isBetween(0.1, 0.5);
        assertThat(flight.device).isEqualTo(DeviceState.DISARMED);
    }

    @Test
    void aNanFromThePolicyIsCaughtInItsTickAndThePolicyReturnsAfterTheDwell() {
        flight.meddler = (f, in) -> f.out.proposal[2] = Double.NaN;
        flight.step();
        assertTransition(FailsafeState.BACKUP, Cause.POLICY_NON_FINITE);
        assertThat(flight.decision().verdict).isEqualTo(Verdict.REJECTED);
        assertThat(flight.decision().source).isEqualTo(Source.BACKUP);

        flight.meddler = (f, in) -> {};
        long from = flight.tick();
        flight.until(FailsafeState.ACTIVE, 1);

        assertThat(flight.tick() - from).isEqualTo(501);
        assertThat(flight.decision().transitionCause).isEqualTo(Cause.CLEARED);
    }

    @Test
    void aPolicyThatKeepsFailingIsLanded() {
        flight.meddler = (f, in) -> in.actionStatus = PolicyStatus.FAILED;
        long from = flight.tick();
        flight.until(FailsafeState.LANDING, 2);
        assertThat(flight.tick() - from).isEqualTo(1001);
        assertLands(Cause.POLICY_FAILED);
    }

    @Test
    void anActionLateWithinItsDeadlineIsHeldAndAfterItTheBackupFlies() {
        long last = flight.tick();
        flight.meddler = (f, in) -> in.actionTick = last;
        flight.run(0.010);
        assertThat(flight.decision().source).isEqualTo(Source.POLICY);
        flight.step();
        assertThat(flight.decision().source).isEqualTo(Source.HELD);
        flight.run(0.019);
        assertThat(flight.state()).isEqualTo(FailsafeState.ACTIVE);
        flight.step();
        assertTransition(FailsafeState.BACKUP, Cause.POLICY_STALE);
        assertThat(flight.decision().transitionValue).isCloseTo(0.031, within(1e-12));
    }

    @Test
    void aSilentLinkMeansBackupAfterTheSensorAgeAndThePolicyReturnsWhenItComesBack() {
        flight.linkUp = false;
        flight.run(0.020);
        assertThat(flight.state()).isEqualTo(FailsafeState.ACTIVE);
        flight.step();
        assertTransition(FailsafeState.BACKUP, Cause.SENSOR_STALE);
        flight.run(0.279);
        assertThat(flight.state()).isEqualTo(FailsafeState.BACKUP);

        flight.linkUp = true;
        flight.until(FailsafeState.ACTIVE, 1.5);
    }

    @Test
    void aGyroThatContradictsTheOrientationTakesTheVehicleFromThePolicyUntilItAgreesAgain() {
        flight.meddler = (f, in) -> in.sensors.values[QuadrotorChannels.GYRO] += 5;
        flight.until(FailsafeState.BACKUP, 0.05);
        assertTransition(FailsafeState.BACKUP, Cause.INCONSISTENT);
        flight.run(1);
        assertThat(flight.state()).isEqualTo(FailsafeState.BACKUP);
        assertThat(flight.truth.values[2]).isBetween(0.8, 1.2);

        flight.meddler = (f, in) -> {};
        flight.until(FailsafeState.ACTIVE, 1);
    }

    @Test
    void aDeviceThatLevelledItselfIsTakenBackByTheBackup() {
        flight.linkUp = false;
        flight.run(0.1);
        flight.linkUp = true;
        flight.device = DeviceState.LEVELLING;
        flight.run(0.01);
        assertThat(flight.state()).isEqualTo(FailsafeState.BACKUP);
        assertThat(flight.decision().causes & Cause.DEVICE_FAILSAFE.bit()).isNotZero();
        assertThat(flight.decision().directive).isEqualTo(Directive.NONE);

        flight.device = DeviceState.ARMED;
        flight.until(FailsafeState.ACTIVE, 2);
    }

    @Test
    void commandsThatExpiredOnTheirWayMakeTheBackupTakeOver() {
        flight.meddler = (f, in) -> in.device.state = DeviceState.LEVELLING;
        flight.step();
        assertTransition(FailsafeState.BACKUP, Cause.DEVICE_FAILSAFE);
    }

    @Test
    void aLinkLostForEverIsLeftToTheDeviceAndEndsTheRun() {
        flight.linkUp = false;
        flight.run(0.5);
        assertThat(flight.state()).isEqualTo(FailsafeState.BACKUP);
        flight.step();
        assertTransition(FailsafeState.DEVICE_LANDING, Cause.LINK_LOST);
        assertThat(flight.decision().directive).isEqualTo(Directive.LAND);
        flight.until(FailsafeState.LANDED, 16);
        assertThat(flight.decision().transitionCause).isEqualTo(Cause.LINK_LOST);
    }

    @Test
    void aClosedLinkIsLostAtOnce() {
        flight.meddler = (f, in) -> in.device.linkClosed = true;
        flight.step();
        assertTransition(FailsafeState.DEVICE_LANDING, Cause.LINK_LOST);
    }

    @Test
    void aDeviceThatDescendsByItselfIsLeftAloneUntilItIsOff() {
        flight.device = DeviceState.DESCENDING;
        flight.step();
        assertTransition(FailsafeState.DEVICE_LANDING, Cause.DEVICE_FAILSAFE);
        assertThat(flight.decision().directive).isEqualTo(Directive.NONE);
        flight.device = DeviceState.STOPPED;
        flight.step();
        assertTransition(FailsafeState.LANDED, Cause.DEVICE_FAILSAFE);
    }

    @Test
    void frozenInertialSensorsAreFoundWithinTheStuckTimeAndLandedByTheDevice() {
        double[] frozen = flight.in.sensors.values.clone();
        flight.meddler = (f, in) -> System.arraycopy(frozen, 0, in.sensors.values, 0, frozen.length);
        long from = flight.tick();
        flight.until(FailsafeState.DEVICE_LANDING, 0.1);

        assertThat(flight.tick() - from).isEqualTo(30);
        assertTransition(FailsafeState.DEVICE_LANDING, Cause.SENSOR_STUCK);
        assertThat(flight.decision().directive).isEqualTo(Directive.LAND);
    }

    @Test
    void framesThatRepeatAnOldSampleAreAStuckSensorNotASilentLink() {
        long sample = flight.in.sensors.sampleNs;
        flight.meddler = (f, in) -> in.sensors.sampleNs = sample;
        flight.until(FailsafeState.DEVICE_LANDING, 0.1);
        assertThat(flight.decision().transitionCause).isEqualTo(Cause.SENSOR_STUCK);
    }

    @Test
    void oneInvalidFrameIsBridgedAndManyAreAFailedSensor() {
        flight.meddler = (f, in) -> in.sensors.values[0] = Double.NaN;
        flight.run(0.005);
        flight.meddler = (f, in) -> {};
        flight.run(0.1);
        assertThat(flight.state()).isEqualTo(FailsafeState.ACTIVE);

        flight.meddler = (f, in) -> in.sensors.validBits &= ~1L;
        flight.until(FailsafeState.DEVICE_LANDING, 0.1);
        assertThat(flight.decision().transitionCause).isEqualTo(Cause.SENSOR_INVALID);
    }

    @Test
    void tooManyOverrunsLandWhereTheLoopSaysStop() {
        flight.meddler = (f, in) -> in.overrunsInARow = 51;
        flight.step();
        assertTransition(FailsafeState.LANDING, Cause.OVERRUN);
        flight.meddler = (f, in) -> in.overrunsInARow = 0;
        assertLands(Cause.OVERRUN);
    }

    @Test
    void tooManyOverrunsAreHeldThroughByTheBackupWhereTheLoopSaysHold() {
        Flight held = hovering(OverrunReaction.HOLD);
        held.meddler = (f, in) -> in.overrunsInARow = 50;
        held.step();
        assertThat(held.state()).isEqualTo(FailsafeState.ACTIVE);

        held.meddler = (f, in) -> in.overrunsInARow = 51;
        held.run(2);
        assertThat(held.state()).isEqualTo(FailsafeState.BACKUP);
        assertThat(held.decision().transitionCause).isEqualTo(Cause.OVERRUN);
        assertThat(held.decision().transitionValue).isEqualTo(51);
        assertThat(held.decision().source).isEqualTo(Source.BACKUP);

        held.meddler = (f, in) -> in.overrunsInARow = 0;
        long from = held.tick();
        held.until(FailsafeState.ACTIVE, 1);
        assertThat(held.tick() - from).isEqualTo(501);
    }

    @Test
    void tooManyOverrunsAreOnlyReportedWhereTheLoopSaysSkip() {
        Flight skipping = hovering(OverrunReaction.SKIP);
        skipping.meddler = (f, in) -> in.overrunsInARow = 51;

        skipping.run(2);

        assertThat(skipping.state()).isEqualTo(FailsafeState.ACTIVE);
        assertThat(skipping.decision().causes & Cause.OVERRUN.bit()).isNotZero();
        assertThat(skipping.decision().source).isEqualTo(Source.POLICY);
    }

    @Test
    void aControlledStopLands() {
        flight.meddler = (f, in) -> in.stop = StopRequest.CONTROLLED;
        flight.step();
        assertTransition(FailsafeState.LANDING, Cause.STOP_REQUESTED);
        assertLands(Cause.STOP_REQUESTED);
    }

    @Test
    void aCutStopsTheMotorsInItsTickAndStaysCut() {
        flight.meddler = (f, in) -> in.stop = StopRequest.CUT;
        flight.step();
        assertTransition(FailsafeState.TERMINATED, Cause.CUT_REQUESTED);
        assertThat(flight.decision().command).containsOnly(0);
        assertThat(flight.decision().directive).isEqualTo(Directive.STOP);

        flight.meddler = (f, in) -> in.stop = StopRequest.NONE;
        flight.run(1);
        assertThat(flight.state()).isEqualTo(FailsafeState.TERMINATED);
        assertThat(flight.decision().directive).isEqualTo(Directive.NONE);
    }

    @Test
    void aFaultOfTheDeviceLandsAndOneOfTheProtocolIsOnlyReported() {
        flight.meddler = (f, in) -> in.device.faultBits = 1 << 3;
        flight.run(0.1);
        assertThat(flight.state()).isEqualTo(FailsafeState.ACTIVE);
        assertThat(flight.decision().causes & Cause.DEVICE_FAULT.bit()).isNotZero();

        flight.meddler = (f, in) -> in.device.faultBits = 1 << 17;
        flight.step();
        assertTransition(FailsafeState.LANDING, Cause.DEVICE_FAULT);
    }

    @Test
    void aDeviceThatSwitchesItsMotorsOffInFlightEndsTheFlight() {
        flight.device = DeviceState.DISARMED;
        flight.step();
        assertTransition(FailsafeState.TERMINATED, Cause.DEVICE_FAULT);
    }

    @Test
    void timeThatGoesBackwardsMeansBackup() {
        long now = flight.in.nowNs;
        flight.meddler = (f, in) -> in.nowNs = now - 1;
        flight.step();
        assertTransition(FailsafeState.BACKUP, Cause.CLOCK_FAULT);
    }

    @Test
    void aFullFlightRecordIsReportedAndFliesOn() {
        flight.meddler = (f, in) -> in.droppedRecords = 3;
        flight.run(0.1);
        assertThat(flight.state()).isEqualTo(FailsafeState.ACTIVE);
        assertThat(flight.decision().causes & Cause.RECORD_FULL.bit()).isNotZero();
    }

    @Test
    void aPolicyThatWillNotStayInsideIsLandedAfterSoManyTakeovers() {
        flight.pilot = (f, proposal) -> {
            proposal[0] = 1;
            proposal[1] = 0.5;
            proposal[2] = 0.5;
            proposal[3] = 1;
        };
        int takeovers = 0;
        FailsafeState before = flight.state();
        for (int i = 0; i < 15_000 && flight.state() != FailsafeState.LANDING; i++) {
            flight.step();
            takeovers += flight.state() == FailsafeState.BACKUP && before != FailsafeState.BACKUP ? 1 : 0;
            before = flight.state();
        }
        assertThat(flight.state()).isEqualTo(FailsafeState.LANDING);
        assertThat(takeovers).isEqualTo(7);
        assertThat(flight.decision().transitionCause)
                .isIn(Cause.TILT, Cause.BODY_RATE, Cause.GEOFENCE, Cause.ALTITUDE_FLOOR);
    }

    @Test
    void aGustAgainstAVehicleAtTheFenceIsMetByTheBackupInsideTheFence() {
        ((GentlePilot) flight.pilot).fliesTo(1.2, 0, 1);
        flight.run(4);
        assertThat(flight.state()).isEqualTo(FailsafeState.ACTIVE);
        EnvelopeTruth truth = new EnvelopeTruth(ShieldFixtures.settings());
        boolean caught = false;
        // A policy that does not see the gust: it holds hovering throttles, while 3 m/s2 push it to the fence for 0.6
        // s.
        flight.pilot = (f, proposal) -> java.util.Arrays.fill(proposal, ShieldFixtures.CRAZYFLIE.hoverThrottle());
        for (int i = 0; i < 3000; i++) {
            flight.windN[0] = i < 600 ? 3 * ShieldFixtures.CRAZYFLIE.massKg() : 0;
            flight.step();
            truth.observe(flight);
            caught |= flight.state() == FailsafeState.BACKUP && flight.decision().transitionCause == Cause.GEOFENCE;
        }
        assertThat(caught).isTrue();
        assertThat(truth.leastFenceM).isGreaterThan(0);
    }
}
