package dev.creance.sim.quadrotor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.quadrotor.QuadrotorState;
import dev.creance.runtime.config.ConfigFile;
import org.junit.jupiter.api.Test;

class QuadrotorJudgeTest {
    private final QuadrotorJudge judge = new QuadrotorJudge(QuadrotorLimits.from(ConfigFile.parse("limits", """
            motor:    {min: 0, max: 1, slew: 60 1/s}
            altitude: {floor: 0.15 m, ceiling: 2.5 m}
            geofence: [[-2.5 m, -2.5 m], [2.5 m, -2.5 m], [2.5 m, 2.5 m], [-2.5 m, 2.5 m]]
            tilt: 60 deg
            body_rate: 12 rad/s
            sensor_age: 20 ms
            """)));
    private final QuadrotorState state = new QuadrotorState(4);

    @Test
    void nothingIsViolatedInside() {
        at(2.49, -2.49, 2.49);

        assertThat(judge.violations().outside()).isZero();
        assertThat(judge.violations().subSteps()).isEqualTo(1);
        assertThat(judge.leastFenceMarginM()).isCloseTo(0.01, within(1e-12));
        assertThat(judge.leastCeilingMarginM()).isCloseTo(0.01, within(1e-12));
    }

    @Test
    void everyWallOfTheFenceCounts() {
        at(2.51, 0, 1);
        at(-2.51, 0, 1);
        at(0, 2.51, 1);
        at(0, -2.51, 1);

        assertThat(judge.violations().of(QuadrotorJudge.Kind.FENCE)).isEqualTo(4);
    }

    @Test
    void aFenceMayRunClockwise() {
        QuadrotorJudge clockwise = new QuadrotorJudge(
                QuadrotorLimits.from(ConfigFile.parse("limits", "geofence: [[0 m, 0 m], [0 m, 2 m], [2 m, 0 m]]")));
        place(0.5, 0.5, 1);
        clockwise.observe(state, false, 0.001);
        assertThat(clockwise.violations().outside()).isZero();
        place(1.5, 1.5, 1);
        clockwise.observe(state, false, 0.001);
        assertThat(clockwise.violations().outside()).isEqualTo(1);
    }

    @Test
    void theCeilingCountsAlways() {
        at(0, 0, 2.51);

        assertThat(judge.violations().of(QuadrotorJudge.Kind.CEILING)).isEqualTo(1);
    }

    @Test
    void theFloorCountsOnlyWhileItApplies() {
        at(0, 0, 0.1);
        judge.floorApplies(true);
        at(0, 0, 0.1);
        judge.floorApplies(false);
        at(0, 0, 0.1);

        assertThat(judge.violations().of(QuadrotorJudge.Kind.FLOOR)).isEqualTo(1);
    }

    @Test
    void theFloorDoesNotCountForWhatTheDeviceDescendsByItselfNorBeforeTheVehicleWasAboveItAgain() {
        judge.floorApplies(true);
        judge.deviceFlies(true);
        at(0, 0, 0.1);
        judge.deviceFlies(false);
        at(0, 0, 0.1);
        assertThat(judge.violations().of(QuadrotorJudge.Kind.FLOOR)).isZero();

        at(0, 0, 0.2);
        at(0, 0, 0.1);
        assertThat(judge.violations().of(QuadrotorJudge.Kind.FLOOR)).isEqualTo(1);
    }

    @Test
    void theFloorCountsForTheHostEvenWhereTheDeviceTakesOverBelowIt() {
        judge.floorApplies(true);
        at(0, 0, 0.1);
        judge.deviceFlies(true);
        at(0, 0, 0.1);

        assertThat(judge.violations().of(QuadrotorJudge.Kind.FLOOR)).isEqualTo(1);
    }

    @Test
    void tiltAndRateCountInFlightOnly() {
        double half = Math.toRadians(61) / 2;
        state.values[QuadrotorState.ORIENTATION] = Math.cos(half);
        state.values[QuadrotorState.ORIENTATION + 2] = Math.sin(half);
        state.values[QuadrotorState.BODY_RATE + 1] = 12.1;
        judge.observe(state, true, 0.001);
        assertThat(judge.violations().outside()).isZero();

        judge.observe(state, false, 0.001);
        assertThat(judge.violations().of(QuadrotorJudge.Kind.TILT)).isEqualTo(1);
        assertThat(judge.violations().of(QuadrotorJudge.Kind.BODY_RATE)).isEqualTo(1);
        assertThat(judge.violations().outside()).as("one sub-step").isEqualTo(1);
    }

    @Test
    void aStateThatIsNoNumberIsAViolation() {
        at(Double.NaN, 0, 1);

        assertThat(judge.violations().of(QuadrotorJudge.Kind.NON_FINITE)).isEqualTo(1);
    }

    private void at(double x, double y, double z) {
        place(x, y, z);
        judge.observe(state, false, 0.001);
    }

    private void place(double x, double y, double z) {
        state.values[0] = x;
        state.values[1] = y;
        state.values[2] = z;
    }
}
