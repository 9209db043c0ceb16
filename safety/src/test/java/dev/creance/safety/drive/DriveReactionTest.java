package dev.creance.safety.drive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Cause;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.Source;
import dev.creance.runtime.StopRequest;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.Verdict;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What follows from a fault: detection, reaction, end state. */
class DriveReactionTest {
    private static final long TICK_NS = 250_000;
    private final DriveRun run = DriveRun.of(DriveFixtures.PMSM, DriveFixtures.PMSM_LIMITS, TICK_NS);

    /** Turning at 100 rad/s without current, under a policy that keeps it so. */
    private void turning() {
        run.until(FailsafeState.ACTIVE, 1);
        run.teleport(100, 0, 0);
        run.pilot = DriveReactionTest::withoutCurrent;
        run.run(0.05);
        assertThat(run.state()).isEqualTo(FailsafeState.ACTIVE);
        assertThat(run.decision().verdict).isEqualTo(Verdict.PASS);
    }

    /** Against the voltage that the magnets induce. */
    private static void withoutCurrent(DriveRun run, double[] proposal) {
        proposal[0] = 0;
        proposal[1] = 3 * 0.066 * run.drive.state[0] / (run.drive.supplyV / 2);
    }

    @Test
    void anAdmissibleProposalIsExecutedAsItRoundsToTheWire() {
        turning();
        run.step();
        assertThat(run.decision().source).isEqualTo(Source.POLICY);
        assertThat(run.decision().command[1]).isEqualTo((float) run.out.proposal[1]);
    }

    @Test
    void aProposalOfTooMuchCurrentIsProjectedAndSaysSo() {
        turning();
        run.pilot = (r, proposal) -> {
            proposal[0] = 0;
            proposal[1] = 1;
        };
        run.run(0.01);
        assertThat(run.state()).isEqualTo(FailsafeState.ACTIVE);
        assertThat(run.decision().verdict).isEqualTo(Verdict.MODIFIED);
        assertThat(run.decision().causes & Cause.CURRENT.bit()).isNotZero();
        assertThat(run.drive.currentA()).isBetween(0.7 * 300, 300.0);
    }

    @Test
    void aPolicyThatMotorsOnIsHeldBelowTheSpeedLimitAndKeepsTheDrive() {
        DriveRun run = DriveRun.of(DriveFixtures.KNOWN_PMSM, DriveFixtures.PMSM_LIMITS, TICK_NS);
        run.until(FailsafeState.ACTIVE, 1);
        run.teleport(380, 0, 0);
        double motoringA = 60;
        run.pilot = (r, proposal) -> {
            double electrical = 3 * r.drive.state[0];
            proposal[0] = -electrical * 1.2e-3 * motoringA / (r.drive.supplyV / 2);
            proposal[1] = (electrical * 0.066 + 0.018 * motoringA) / (r.drive.supplyV / 2);
        };
        long causes = 0;
        for (int i = 0; i < 2000; i++) {
            run.step();
            causes |= run.decision().causes;
            assertThat(run.state()).isEqualTo(FailsafeState.ACTIVE);
        }
        assertThat(causes & Cause.SPEED.bit()).isNotZero();
        assertThat(run.drive.mostRadPerS).isBetween(385.0, 400.0);
    }

    @Test
    void aPolicyThatReturnsNaNLosesTheDriveInTheSameTickAndItsCurrentInTheNextFew() {
        turning();
        run.meddler = (r, in) -> Arrays.fill(r.out.proposal, Double.NaN);
        run.step();
        assertThat(run.decision().source).isEqualTo(Source.BACKUP);
        assertThat(run.state()).isEqualTo(FailsafeState.BACKUP);
        assertThat(run.decision().transitionCause).isEqualTo(Cause.POLICY_NON_FINITE);
        run.run(0.005);
        assertThat(run.drive.currentA()).isLessThan(5);
        run.until(FailsafeState.LANDING, 1.1);
        run.until(FailsafeState.LANDED, 5);
        assertThat(Math.abs(run.drive.state[0])).isLessThan(1.5);
    }

    @Test
    void aControlledStopBrakesToStandstillAndSwitchesTheConverterOff() {
        turning();
        run.meddler = (r, in) -> in.stop = StopRequest.CONTROLLED;
        run.step();
        assertThat(run.state()).isEqualTo(FailsafeState.LANDING);
        run.until(FailsafeState.LANDED, 5);
        assertThat(run.device).isEqualTo(DeviceState.DISARMED);
        assertThat(Math.abs(run.drive.state[0])).isLessThan(1.5);
        assertThat(run.drive.mostA).isLessThan(300);
    }

    @Test
    void aStopThatCoastsEndsWithTheCurrentWhateverTurnsTheShaft() {
        DriveRun bench =
                DriveRun.of(DriveFixtures.PMSM, DriveFixtures.PMSM_LIMITS + "backup: {stop: coast}\n", TICK_NS);
        bench.teleport(200, 0, 0);
        bench.pilot = DriveReactionTest::withoutCurrent;
        bench.until(FailsafeState.ACTIVE, 1);
        bench.run(0.01);
        bench.meddler = (r, in) -> in.stop = StopRequest.COMPLETED;
        bench.until(FailsafeState.LANDED, 1);
        assertThat(bench.drive.state[0]).isGreaterThan(150);
        assertThat(bench.drive.mostA).isLessThan(30);
    }

    @Test
    void withoutFramesTheDriveIsHandedToItsFirmware() {
        turning();
        run.linkUp = false;
        run.run(0.006);
        assertThat(run.state()).isEqualTo(FailsafeState.BACKUP);
        assertThat(run.decision().transitionCause).isEqualTo(Cause.SENSOR_STALE);
        run.run(0.06);
        assertThat(run.state()).isEqualTo(FailsafeState.DEVICE_LANDING);
    }

    @Test
    void aShaftThatTurnsWithoutItsAngleChangingIsAStuckSensor() {
        turning();
        double[] frozen = run.in.sensors.values.clone();
        run.meddler = (r, in) -> System.arraycopy(frozen, 0, in.sensors.values, 0, frozen.length);
        run.run(0.032);
        assertThat(run.state()).isEqualTo(FailsafeState.DEVICE_LANDING);
        assertThat(run.decision().transitionCause).isEqualTo(Cause.SENSOR_STUCK);
    }

    @Test
    void aCurrentThatNoSensorCouldShowIsNotBelieved() {
        turning();
        run.meddler = (r, in) -> in.sensors.values[6] = 900;
        run.run(0.003);
        assertThat(run.decision().margins[DriveMargins.CURRENT]).isGreaterThan(0);
        run.until(FailsafeState.DEVICE_LANDING, 0.1);
        assertThat(run.decision().transitionCause).isIn(Cause.SENSOR_INVALID, Cause.SENSOR_STALE);
    }

    @Test
    void aDeviceThatFliesTheDriveAloneMayHoldTheSameCurrentsForAsLongAsItLikes() {
        turning();
        double direct = run.in.sensors.values[5];
        double quadrature = run.in.sensors.values[6];
        run.meddler = (r, in) -> hold(in, direct, quadrature);
        run.run(0.003);
        run.meddler = (r, in) -> {
            in.device.state = DeviceState.LEVELLING;
            hold(in, direct, quadrature);
        };
        run.run(0.2);
        assertThat(run.state()).isEqualTo(FailsafeState.BACKUP);
        assertThat(run.decision().transitionCause).isEqualTo(Cause.DEVICE_FAILSAFE);
        assertThat(run.decision().causes & Cause.SENSOR_STALE.bit()).isZero();
    }

    private static void hold(TickInputs in, double direct, double quadrature) {
        in.sensors.values[5] = direct;
        in.sensors.values[6] = quadrature;
    }

    @Test
    void aHotMachineGetsLessCurrent() {
        turning();
        run.drive.windingK = 395;
        run.teleport(run.drive.state[0], 0, 0);
        run.pilot = (r, proposal) -> {
            proposal[0] = 0;
            proposal[1] = 1;
        };
        run.run(0.02);
        assertThat(run.decision().causes & Cause.TEMPERATURE.bit()).isNotZero();
        assertThat(run.drive.currentA()).isLessThan(150);
    }

    @Test
    void aCutEndsEverythingAtOnce() {
        turning();
        run.meddler = (r, in) -> in.stop = StopRequest.CUT;
        run.step();
        assertThat(run.state()).isEqualTo(FailsafeState.TERMINATED);
        assertThat(run.device).isEqualTo(DeviceState.STOPPED);
    }

    @Test
    void aPolicyThatHasNotActedYetIsWaitedForWhileTheBackupHolds() {
        run.meddler = (r, in) -> {
            in.actionTick = -1;
            in.actionStatus = PolicyStatus.NONE;
        };
        run.until(FailsafeState.ACTIVE, 1);
        run.run(0.4);
        assertThat(run.state()).isEqualTo(FailsafeState.ACTIVE);
        run.run(0.2);
        assertThat(run.state()).isEqualTo(FailsafeState.BACKUP);
        assertThat(run.decision().transitionCause).isEqualTo(Cause.POLICY_MISSING);
    }

    @Test
    void aShaftThatTurnsACurrentAndAWrongSupplyForbidArming() {
        run.drive.supplyV = 100;
        run.teleport(50, 40, 0);
        run.advanceInputs();
        run.in.sensors.values[5] = 40;
        run.shield.decide(run.in, run.out);
        assertThat(run.decision().armingBlockers).isEqualTo(Cause.NOT_AT_REST.bit() | Cause.SUPPLY_VOLTAGE.bit());
    }
}
