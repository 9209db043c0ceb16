package dev.creance.safety.quadrotor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Cause;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Source;
import dev.creance.runtime.StopRequest;
import dev.creance.safety.Stage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Invariant I13: what throws in a stage costs the policy its command, and never the vehicle its envelope. */
class StageExceptionTest {
    private static final QuadrotorShieldSettings SETTINGS = ShieldFixtures.settings("failsafe: {arming_hold: 0 ms}");

    private Stage failing;

    private Flight hovering() {
        Stage.Probe probe = stage -> {
            if (stage == failing) {
                throw new IllegalStateException(stage + " threw");
            }
        };
        Flight flight = new Flight(ShieldFixtures.shield(SETTINGS, ShieldFixtures.EVERY_TICK, probe));
        GentlePilot pilot = new GentlePilot();
        flight.pilot = pilot;
        flight.startInFlight(Flight.hovering(0, 0, 1.3));
        pilot.fliesTo(0, 0, 1.3);
        flight.run(0.5);
        assertThat(flight.state()).isEqualTo(FailsafeState.ACTIVE);
        return flight;
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void oneThrowMeansTheBackupAtOnceAndThePolicyAgainAfterTheDwell(Stage stage) {
        Flight flight = hovering();
        failing = stage;
        flight.step();
        failing = null;

        assertThat(flight.decision().source).isEqualTo(Source.BACKUP);
        assertThat(flight.decision().causes & Cause.SHIELD_EXCEPTION.bit()).isNotZero();
        flight.step();
        assertThat(flight.state()).isEqualTo(FailsafeState.BACKUP);
        assertThat(flight.decision().transitionCause).isEqualTo(Cause.SHIELD_EXCEPTION);
        flight.until(FailsafeState.ACTIVE, 0.6);
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void aStageThatThrowsForGoodBringsTheVehicleDownInsideItsEnvelope(Stage stage) {
        Flight flight = hovering();
        flight.ground = true;
        failing = stage;
        EnvelopeTruth truth = new EnvelopeTruth(SETTINGS);
        for (int i = 0; i < 1500; i++) {
            flight.step();
            truth.observe(flight);
        }

        assertThat(flight.state()).isIn(FailsafeState.LANDING, FailsafeState.DEVICE_LANDING);
        assertThat(truth.leastFenceM).isGreaterThan(0);
        assertThat(truth.leastCeilingM).isGreaterThan(0);
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void aCutWorksWhateverThrows(Stage stage) {
        Flight flight = hovering();
        failing = stage;
        flight.meddler = (f, in) -> in.stop = StopRequest.CUT;

        flight.step();

        assertThat(flight.state()).isEqualTo(FailsafeState.TERMINATED);
        assertThat(flight.decision().command).containsOnly(0);
    }
}
