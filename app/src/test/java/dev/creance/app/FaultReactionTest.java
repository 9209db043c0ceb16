package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.record.FlightEvent;
import dev.creance.runtime.Cause;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.FailsafeState;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each fault that a scenario can inject, from the configuration to the exit code: the reaction is the one of the failsafe
 * table, its cause stands in summary and log, and by the plant's truth the vehicle never left its envelope and came down softly.
 */
class FaultReactionTest {
    /** docs/failsafe-landing.md, for the height of the example. */
    private static final double DEVICE_TOUCHDOWN_M_PER_S = 0.76;

    /** Setting backup.descent_rate: "touchdown below 0.5 m/s". */
    private static final double BACKUP_TOUCHDOWN_M_PER_S = 0.5;

    private static final String UP = "standby->arming cleared";
    private static final String OFF = "arming->active cleared";
    private static final String OVER = "active->landing completed";
    private static final String DOWN = "landing->landed completed";

    @TempDir
    private Path folder;

    private TestFlight.Flown fly(String duration, String fault) {
        return TestFlight.of(duration).fault(fault).fly(folder);
    }

    private static void assertCompleted(TestFlight.Flown flown) {
        assertThat(flown.summary().verdict())
                .isEqualTo(new RunSummary.Verdict(RunSummary.Outcome.COMPLETED, "completed", 0));
        assertLanded(flown, BACKUP_TOUCHDOWN_M_PER_S);
    }

    private static void assertEnded(
            TestFlight.Flown flown, RunSummary.Outcome outcome, Cause cause, int exitCode, double touchdownMPerS) {
        assertThat(flown.summary().verdict())
                .isEqualTo(new RunSummary.Verdict(outcome, RunSummary.lower(cause), exitCode));
        assertLanded(flown, touchdownMPerS);
        assertCause(flown, cause);
    }

    /** The same for all: down on the ground, inside the envelope all the way, and the log agrees with the summary. */
    private static void assertLanded(TestFlight.Flown flown, double touchdownMPerS) {
        assertThat(flown.summary().failsafeState()).isEqualTo("landed");
        assertThat(flown.log().lastState()).isEqualTo(FailsafeState.LANDED);
        assertThat(flown.log().transitions()).isEqualTo(flown.transitions());
        assertThat(flown.log().damages()).isEmpty();
        assertThat(flown.summary().truth()).isEqualTo(new RunSummary.EnvelopeTruth(0, "truth"));
        assertThat(flown.task("least_fence_margin_m")).isPositive();
        assertThat(flown.task("least_ceiling_margin_m")).isPositive();
        assertThat(flown.task("on_ground")).isEqualTo(1);
        assertThat(flown.task("touchdown_m_per_s")).isBetween(0.0, touchdownMPerS);
    }

    private static void assertCause(TestFlight.Flown flown, Cause cause) {
        assertThat(flown.summary().shield().byGuard()).containsKey(RunSummary.lower(cause));
        assertThat(flown.log().causes()).contains(cause);
        assertThat(flown.log().eventCauses()).contains(cause);
    }

    private static void assertInjected(TestFlight.Flown flown, String kind, double forS) {
        assertThat(flown.summary().faults()).containsExactly(new RunSummary.Fault(kind, 4, forS));
    }

    @Test
    void aPolicyThatReturnsNanForAMomentIsBridgedByTheBackupAndFliesOn() {
        TestFlight.Flown flown = fly("6 s", "{kind: policy_nan, at: 4 s, for: 200 ms}");

        assertInjected(flown, "policy_nan", 0.2);
        assertThat(flown.transitions())
                .containsExactly(UP, OFF, "active->backup policy_non_finite", "backup->active cleared", OVER, DOWN);
        assertCause(flown, Cause.POLICY_NON_FINITE);
        assertCompleted(flown);
    }

    @Test
    void aPolicyThatReturnsNanForGoodIsLanded() {
        TestFlight.Flown flown = fly("6 s", "{kind: policy_nan, at: 4 s, for: forever}");

        assertInjected(flown, "policy_nan", Double.POSITIVE_INFINITY);
        assertThat(flown.transitions())
                .containsExactly(
                        UP,
                        OFF,
                        "active->backup policy_non_finite",
                        "backup->landing policy_non_finite",
                        "landing->landed policy_non_finite");
        assertEnded(flown, RunSummary.Outcome.STOPPED, Cause.POLICY_NON_FINITE, 4, BACKUP_TOUCHDOWN_M_PER_S);
    }

    @Test
    void aPolicyThatHangsIsLandedWithoutIt() {
        TestFlight.Flown flown = fly("6 s", "{kind: policy_hang, at: 4 s, for: forever}");

        assertInjected(flown, "policy_hang", Double.POSITIVE_INFINITY);
        assertThat(flown.transitions())
                .containsExactly(
                        UP,
                        OFF,
                        "active->backup policy_stale",
                        "backup->landing policy_stale",
                        "landing->landed policy_stale");
        assertEnded(flown, RunSummary.Outcome.STOPPED, Cause.POLICY_STALE, 4, BACKUP_TOUCHDOWN_M_PER_S);
    }

    @Test
    void aLinkThatIsCutFor300MsIsBridgedByTheDeviceAndThePolicyFliesOn() {
        TestFlight.Flown flown = fly("6 s", "{kind: link_cut, at: 4 s, for: 300 ms}");

        assertInjected(flown, "link_cut", 0.3);
        assertThat(flown.transitions())
                .containsExactly(UP, OFF, "active->backup sensor_stale", "backup->active cleared", OVER, DOWN);
        assertThat(flown.log().deviceStates())
                .containsExactly(
                        DeviceState.DISARMED,
                        DeviceState.ARMED,
                        DeviceState.LEVELLING,
                        DeviceState.ARMED,
                        DeviceState.DISARMED);
        assertCause(flown, Cause.SENSOR_STALE);
        assertCause(flown, Cause.DEVICE_FAILSAFE);
        assertThat(flown.summary().link().missedFrames()).isEqualTo(300);
        assertCompleted(flown);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 7, 8, 9})
    void aLinkThatIsCutForGoodEndsWithTheDeviceLandingByItselfBelowTheStatedSpeed(int atS) {
        TestFlight.Flown flown = fly("12 s", "{kind: link_cut, at: " + atS + " s, for: forever}");

        assertThat(flown.summary().faults())
                .containsExactly(new RunSummary.Fault("link_cut", atS, Double.POSITIVE_INFINITY));
        assertThat(flown.transitions())
                .containsExactly(
                        UP,
                        OFF,
                        "active->backup sensor_stale",
                        "backup->device_landing link_lost",
                        "device_landing->landed link_lost");
        assertEnded(flown, RunSummary.Outcome.FAILED, Cause.LINK_LOST, 3, DEVICE_TOUCHDOWN_M_PER_S);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stuck", "stopped"})
    void sensorFramesThatFreezeEndWithTheDeviceLandingOnItsOwnSensors(String mode) {
        TestFlight.Flown flown = fly("6 s", "{kind: sensor_freeze, at: 4 s, for: 200 ms, mode: " + mode + "}");

        assertInjected(flown, "sensor_freeze", 0.2);
        assertThat(flown.transitions())
                .containsExactly(UP, OFF, "active->device_landing sensor_stuck", "device_landing->landed sensor_stuck");
        assertThat(flown.log().deviceStates())
                .containsExactly(DeviceState.DISARMED, DeviceState.ARMED, DeviceState.DESCENDING, DeviceState.DISARMED);
        assertEnded(flown, RunSummary.Outcome.STOPPED, Cause.SENSOR_STUCK, 4, DEVICE_TOUCHDOWN_M_PER_S);
    }

    @Test
    void aFrameWithAWrongChecksumIsCountedAndTheFlightGoesOn() {
        TestFlight.Flown flown = fly("6 s", "{kind: frame_corrupt, at: 4 s}");

        assertInjected(flown, "frame_corrupt", 0);
        assertThat(flown.transitions()).containsExactly(UP, OFF, OVER, DOWN);
        assertThat(flown.summary().link().rejectedFrames()).isOne();
        assertThat(flown.summary().link().missedFrames()).isOne();
        assertThat(flown.log().events())
                .extracting(FlightEvent::message)
                .contains("1 frames were dropped for a wrong checksum or encoding (1 in all)");
        assertCompleted(flown);
    }

    /** A force of 1.2 times the weight for half a second: unopposed 1.2 m and 4.9 m/s towards a fence that is 2.5 m away. */
    @Test
    void aGustThatThrowsTheVehicleAtTheGeofenceIsCaughtBeforeIt() {
        TestFlight.Flown flown = fly("6 s", "{kind: wind_gust, at: 4 s, for: 500 ms, force: [300 mN, 0 N, 200 mN]}");

        assertInjected(flown, "wind_gust", 0.5);
        assertThat(flown.transitions()).contains("active->backup geofence");
        assertCause(flown, Cause.GEOFENCE);
        assertCompleted(flown);
    }

    @Test
    void aGustTowardsANearFenceCostsOneInterventionAndThePolicyFliesOn() {
        TestFlight.Flown flown = TestFlight.of("6 s")
                .with("shield.limits.geofence", "[[-1.2 m, -1.2 m], [1.2 m, -1.2 m], [1.2 m, 1.2 m], [-1.2 m, 1.2 m]]")
                .fault("{kind: wind_gust, at: 4 s, for: 400 ms, force: [200 mN, 0 N, 0 N]}")
                .fly(folder);

        assertInjected(flown, "wind_gust", 0.4);
        assertThat(flown.transitions())
                .containsExactly(UP, OFF, "active->backup geofence", "backup->active cleared", OVER, DOWN);
        assertCause(flown, Cause.GEOFENCE);
        assertCompleted(flown);
    }
}
