package dev.creance.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each fault of an actuator shows in the frames of each class of machine. */
class ActuatorFaultsTest extends FaultScene {
    private static final String WHEN = ", at: 600 ms, for: 500 ms}";

    @Shows(Fault.Kind.ACTUATOR_LOSS)
    @ParameterizedTest
    @CsvSource({"QUADROTOR, motor.2, rotor.2", "DRIVE, duty.a, current.q", "ARM, effort.1, joint.effort.1"})
    void anActuatorThatIsLostIsMissed(FaultRun machine, String actuator, String channel) {
        Pair pair = after(machine, "{kind: actuator_loss, signal: " + actuator + WHEN, 650 * FaultRun.MS);

        assertThat(Math.abs(pair.difference(channel))).isGreaterThan(0.05);
    }

    @Shows(value = Fault.Kind.ACTUATOR_PARTIAL, on = FaultRun.ARM)
    @Test
    void aPartIsGivenOfWhatIsAskedFor() {
        Pair pair = parted(FaultRun.ARM, "{kind: actuator_partial, signal: effort.1, factor: 0.5" + WHEN);

        assertThat(pair.faulty().measured("joint.effort.1"))
                .isCloseTo(0.5 * pair.clean().measured("joint.effort.1"), within(1e-4));
    }

    @Shows(Fault.Kind.ACTUATOR_PARTIAL)
    @ParameterizedTest
    @CsvSource({"QUADROTOR, motor.2, rotor.2", "DRIVE, duty.a, current.d"})
    void aPartOfAMotorOrALegIsMissed(FaultRun machine, String actuator, String channel) {
        Pair pair =
                after(machine, "{kind: actuator_partial, factor: 0.5, signal: " + actuator + WHEN, 650 * FaultRun.MS);

        assertThat(Math.abs(pair.difference(channel))).isGreaterThan(0.02);
    }

    @Shows(value = Fault.Kind.ACTUATOR_STUCK, on = FaultRun.ARM)
    @Test
    void aStuckActuatorGoesOnAsItDid() {
        Pair pair = parted(FaultRun.ARM, "{kind: actuator_stuck, signal: effort.1" + WHEN);
        double held = pair.faulty().measured("joint.effort.1");
        pair.faulty().run(100 * FaultRun.MS);

        assertThat(pair.faulty().measured("joint.effort.1")).isEqualTo(held);
    }

    @Shows(Fault.Kind.ACTUATOR_STUCK)
    @ParameterizedTest
    @CsvSource({"QUADROTOR, motor.0, rotor.0", "DRIVE, duty.b, current.q"})
    void aStuckMotorOrLegDoesNotFollow(FaultRun machine, String actuator, String channel) {
        Pair pair = after(machine, "{kind: actuator_stuck, signal: " + actuator + WHEN, 800 * FaultRun.MS);

        assertThat(Math.abs(pair.difference(channel))).isGreaterThan(0.001);
    }

    @Shows(Fault.Kind.ACTUATOR_LAG)
    @ParameterizedTest
    @CsvSource({"QUADROTOR, motor, rotor.0", "DRIVE, duty, current.q", "ARM, effort, joint.effort.1"})
    void aSlowActuatorComesLater(FaultRun machine, String actuator, String channel) {
        Pair pair = after(machine, "{kind: actuator_lag, time: 50 ms, signal: " + actuator + WHEN, 700 * FaultRun.MS);

        assertThat(Math.abs(pair.difference(channel))).isGreaterThan(1e-4);
    }
}
