package dev.creance.safety.quadrotor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Cause;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Source;
import dev.creance.runtime.StopRequest;
import dev.creance.runtime.Verdict;
import dev.creance.runtime.property.Property;
import dev.creance.sim.adversary.QuadrotorAdversary;
import org.junit.jupiter.api.Test;

class TakeOffAndLandingTest {
    private final Flight flight = Flight.of(ShieldFixtures.settings(), ShieldFixtures.TIMING);

    @Test
    void armsClimbsAndHoversWithoutOneInterventionThenLandsWhenTheScenarioIsOver() {
        GentlePilot pilot = new GentlePilot();
        flight.pilot = pilot;
        flight.until(FailsafeState.ACTIVE, 1);
        pilot.fliesTo(0, 0, 1);
        for (int i = 0; i < 5000; i++) {
            flight.step();
            assertThat(flight.state()).isEqualTo(FailsafeState.ACTIVE);
            assertThat(flight.decision().source).isEqualTo(Source.POLICY);
        }
        assertThat(flight.truth.values[2]).isBetween(0.9, 1.1);
        assertThat(flight.decision().verdict).isEqualTo(Verdict.PASS);

        flight.meddler = (f, in) -> in.stop = StopRequest.COMPLETED;
        flight.until(FailsafeState.LANDED, 10);

        assertThat(flight.decision().transitionCause).isEqualTo(Cause.COMPLETED);
        assertThat(flight.hardestTouchMPerS).isBetween(0.2, 0.5);
        assertThat(flight.truth.values[2]).isLessThan(0.01);
        flight.run(0.1);
        assertThat(flight.decision().command).containsOnly(0);
    }

    @Test
    void aStopAtAnyMomentOfTheTakeOffSetsTheVehicleDownGently() {
        Property.check(60, choices -> {
            Flight rising = climbing(choices.between(0, 0.4));
            rising.meddler = (f, in) -> in.stop = StopRequest.CONTROLLED;
            rising.until(FailsafeState.LANDED, 10);
            assertThat(rising.hardestTouchMPerS).isLessThan(0.5);
        });
    }

    @Test
    void aPolicyThatWouldHitTheGroundOnItsWayUpHasLostCommandInTime() {
        int[] causes = new int[Cause.values().length];
        Property.check(120, choices -> {
            Flight rising = climbing(choices.between(0.05, 0.4));
            QuadrotorAdversary.Kind kind = ShieldFixtures.attack(rising, ShieldFixtures.settings(), choices);
            for (int i = 0; i < 3000; i++) {
                FailsafeState before = rising.state();
                rising.step();
                if (before == FailsafeState.ACTIVE && rising.state() == FailsafeState.BACKUP) {
                    causes[rising.decision().transitionCause.ordinal()]++;
                }
            }
            assertThat(rising.hardestTouchMPerS)
                    .as(kind.name())
                    .isLessThan(ShieldFixtures.settings().value(QuadrotorSetting.GROUND_IMPACT) + 0.1);
        });
        assertThat(causes[Cause.GROUND.ordinal()]).as("the ground was near").isGreaterThan(10);
    }

    /** Just off the ground, or higher. */
    private static Flight climbing(double toM) {
        Flight flight = Flight.of(ShieldFixtures.settings(), ShieldFixtures.TIMING);
        GentlePilot pilot = new GentlePilot();
        flight.pilot = pilot;
        flight.until(FailsafeState.ACTIVE, 1);
        pilot.fliesTo(0, 0, 1);
        while (flight.truth.values[2] < toM) {
            flight.step();
        }
        return flight;
    }
}
