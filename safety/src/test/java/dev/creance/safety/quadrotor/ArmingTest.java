package dev.creance.safety.quadrotor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Cause;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.Directive;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.Source;
import dev.creance.runtime.StopRequest;
import dev.creance.runtime.Verdict;
import org.junit.jupiter.api.Test;

class ArmingTest {
    private final Flight flight = Flight.of(ShieldFixtures.settings(), ShieldFixtures.TIMING);

    private long blockers() {
        return flight.decision().armingBlockers;
    }

    @Test
    void armsWhenNothingHasForbiddenItForTheHoldAndTheDeviceConfirms() {
        flight.run(0.2);
        assertThat(flight.state()).isEqualTo(FailsafeState.STANDBY);
        assertThat(blockers()).isZero();
        flight.step();
        assertThat(flight.state()).isEqualTo(FailsafeState.ARMING);
        assertThat(flight.decision().directive).isEqualTo(Directive.ARM);
        flight.step();
        assertThat(flight.state()).isEqualTo(FailsafeState.ACTIVE);
        assertThat(flight.decision().activeSinceNs).isEqualTo(flight.in.nowNs);
        assertThat(flight.decision().source).isEqualTo(Source.NONE);
        assertThat(flight.decision().verdict).isEqualTo(Verdict.PASS);
    }

    @Test
    void allBlockersAreShownAtOnce() {
        flight.truth.values[3] = Math.cos(0.3);
        flight.truth.values[4] = Math.sin(0.3);
        flight.truth.values[0] = 3;
        flight.meddler = (f, in) -> {
            in.device.ready = false;
            in.device.faultBits = 1 << 16;
            in.overrunsInARow = 60;
            in.droppedRecords = 1;
        };
        flight.step();

        assertThat(blockers())
                .isEqualTo(Cause.DEVICE_NOT_READY.bit()
                        | Cause.DEVICE_FAULT.bit()
                        | Cause.OVERRUN.bit()
                        | Cause.RECORD_FULL.bit()
                        | Cause.TILT.bit()
                        | Cause.GEOFENCE.bit());
    }

    @Test
    void withoutSensorsThereIsNoArming() {
        flight.linkUp = false;
        flight.run(0.3);
        assertThat(flight.state()).isEqualTo(FailsafeState.STANDBY);
        assertThat(blockers()).isEqualTo(Cause.SENSOR_STALE.bit() | Cause.DEVICE_NOT_READY.bit());
    }

    @Test
    void aBlockerThatComesAndGoesStartsTheHoldAgain() {
        flight.run(0.15);
        flight.meddler = (f, in) -> in.device.ready = false;
        flight.step();
        flight.meddler = (f, in) -> {};
        flight.run(0.19);
        assertThat(flight.state()).isEqualTo(FailsafeState.STANDBY);
    }

    @Test
    void aDeviceThatDoesNotArmEndsTheRun() {
        flight.meddler = (f, in) -> in.device.state = DeviceState.DISARMED;
        flight.until(FailsafeState.ARMING, 1);
        long from = flight.tick();
        flight.until(FailsafeState.LANDED, 4);
        assertThat(flight.tick() - from).isEqualTo(3000);
        assertThat(flight.decision().transitionCause).isEqualTo(Cause.ARMING_TIMEOUT);
    }

    @Test
    void aBlockerWhileArmingGoesBackToStandbyAndDisarms() {
        flight.meddler = (f, in) -> in.device.state = DeviceState.DISARMED;
        flight.until(FailsafeState.ARMING, 1);
        flight.meddler = (f, in) -> {
            in.device.ready = false;
            in.device.state = DeviceState.ARMED;
        };
        flight.step();
        // The confirmation comes with the blocker: the blocker counts.
        assertThat(flight.state()).isEqualTo(FailsafeState.STANDBY);
        assertThat(flight.decision().directive).isEqualTo(Directive.DISARM);
    }

    @Test
    void standbyThatIsBlockedForTooLongEndsTheRunWithWhatBlockedIt() {
        flight.meddler = (f, in) -> in.device.ready = false;
        flight.until(FailsafeState.LANDED, 11);
        assertThat(flight.decision().transitionCause).isEqualTo(Cause.DEVICE_NOT_READY);
        assertThat(flight.decision().transitionValue).isEqualTo(10.0);
    }

    @Test
    void aStopBeforeArmingEndsTheRun() {
        flight.run(0.1);
        flight.meddler = (f, in) -> in.stop = StopRequest.CONTROLLED;
        flight.step();
        assertThat(flight.state()).isEqualTo(FailsafeState.LANDED);
        assertThat(flight.decision().transitionCause).isEqualTo(Cause.STOP_REQUESTED);
    }

    @Test
    void onTheGroundThePolicyMaySpoolUpAndShakeWithoutATrigger() {
        flight.until(FailsafeState.ACTIVE, 1);
        flight.pilot = (f, proposal) -> {
            for (int i = 0; i < 4; i++) {
                proposal[i] = 0.35 + 0.3 * ((f.tick() / 10 + i) % 2);
            }
        };
        for (int i = 0; i < 1000; i++) {
            flight.step();
            assertThat(flight.state()).isEqualTo(FailsafeState.ACTIVE);
            assertThat(flight.decision().source).isEqualTo(Source.POLICY);
        }
    }

    @Test
    void theFirstActionMayTakeItsTimeOnTheGroundWithTheMotorsIdle() {
        flight.until(FailsafeState.ACTIVE, 1);
        flight.meddler = (f, in) -> {
            in.actionTick = -1;
            in.actionStatus = PolicyStatus.NONE;
        };
        flight.run(0.5);
        assertThat(flight.state()).isEqualTo(FailsafeState.ACTIVE);
        assertThat(flight.decision().source).isEqualTo(Source.NONE);
        assertThat(flight.decision().command).containsOnly(0);
        flight.run(0.01);
        assertThat(flight.state()).isEqualTo(FailsafeState.BACKUP);
        assertThat(flight.decision().transitionCause).isEqualTo(Cause.POLICY_MISSING);
        assertThat(flight.decision().command).containsOnly(0);
        flight.until(FailsafeState.LANDED, 1.5);
    }

    @Test
    void anActionThatAnswersAnObservationFromBeforeTheTakeOverDoesNotCount() {
        flight.until(FailsafeState.ACTIVE, 1);
        long before = flight.tick() - 1;
        flight.meddler = (f, in) -> in.actionTick = before;
        flight.step();
        assertThat(flight.decision().source).isEqualTo(Source.NONE);
    }
}
