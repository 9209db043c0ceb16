package dev.creance.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Cause;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Source;
import dev.creance.runtime.StopRequest;
import dev.creance.runtime.Verdict;
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
}
