package dev.creance.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.Handover;
import dev.creance.runtime.PolicyStatus;
import org.junit.jupiter.api.Test;

class CandidateFlightsTest {
    private final CandidateTicks ticks = new CandidateTicks();
    private final CandidateFlights flights = new CandidateFlights(CandidateTicks.SCHEMA);

    private void fly(int count) {
        for (int i = 0; i < count; i++) {
            flights.accept(ticks.next());
        }
    }

    private void apart(double motor0, double motor1) {
        ticks.record.out.proposal[0] = 0.5;
        ticks.record.out.proposal[1] = 0.5;
        ticks.record.out.candidateProposal[0] = 0.5 + motor0;
        ticks.record.out.candidateProposal[1] = 0.5 + motor1;
    }

    @Test
    void aShadowsAnswersAreComparedWithThoseToTheSameObservation() {
        fly(100);
        ticks.joins(2, false);
        apart(0.3, -0.1);
        fly(10);
        apart(0.1, -0.1);
        fly(30);
        flights.close();

        assertThat(flights.results()).hasSize(1);
        CandidateFlights.Result shadow = flights.results().getFirst();
        assertThat(shadow.id()).isEqualTo(2);
        assertThat(shadow.succeeds()).isFalse();
        assertThat(shadow.joinedS()).isCloseTo(0.1, within(1e-12));
        assertThat(shadow.compared()).isEqualTo(4);
        assertThat(shadow.channels().get(0).max()).isCloseTo(0.3, within(1e-12));
        // (0.3² + 3 · 0.1²) / 4 = 0.03
        assertThat(shadow.channels().get(0).rms()).isCloseTo(Math.sqrt(0.03), within(1e-12));
        assertThat(shadow.channels().get(1).rms()).isCloseTo(0.1, within(1e-12));
        assertThat(shadow.channels().get(1).unit()).isEqualTo("1");
    }

    @Test
    void answersThatAreNoneAreCountedAndNotCompared() {
        ticks.joins(2, false);
        fly(20);
        ticks.status = PolicyStatus.NON_FINITE;
        fly(30);
        flights.close();

        CandidateFlights.Result shadow = flights.results().getFirst();
        assertThat(shadow.answers()).isEqualTo(2);
        assertThat(shadow.failures()).isEqualTo(3);
        assertThat(shadow.compared()).isEqualTo(2);
    }

    @Test
    void eachPolicyThatFollowedHasItsResultAndHowFarItCame() {
        ticks.joins(2, false);
        fly(20);
        ticks.joins(3, true);
        fly(20);
        ticks.record.out.handover = Handover.BLENDING;
        apart(0.9, 0.9); // a mixture: not compared
        fly(20);
        ticks.record.out.handover = Handover.TAKEN_OVER;
        fly(1);
        ticks.record.in.candidate.begin(0, false);
        ticks.record.out.handover = Handover.NONE;
        fly(10);
        flights.close();

        assertThat(flights.results())
                .extracting(CandidateFlights.Result::id, CandidateFlights.Result::last)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(2L, Handover.SHADOW),
                        org.assertj.core.groups.Tuple.tuple(3L, Handover.TAKEN_OVER));
        CandidateFlights.Result successor = flights.results().getLast();
        assertThat(successor.lastS()).isCloseTo(0.06, within(1e-12));
        assertThat(successor.channels().getFirst().max()).isZero();
        assertThat(successor.compared()).isEqualTo(2);
    }
}
