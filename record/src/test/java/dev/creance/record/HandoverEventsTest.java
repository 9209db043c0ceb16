package dev.creance.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Handover;
import dev.creance.runtime.PolicyStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandoverEventsTest {
    private final CandidateTicks ticks = new CandidateTicks();
    private final HandoverEvents finder = new HandoverEvents(new PolicyNames() {
        @Override
        public String name(long id) {
            return "P" + id;
        }

        @Override
        public String refusal(int count) {
            return "refusal " + count;
        }
    });
    private final List<FlightEvent> events = new ArrayList<>();

    private void fly(int count) {
        for (int i = 0; i < count; i++) {
            finder.find(ticks.next(), events);
        }
    }

    private List<String> messages() {
        return events.stream().map(FlightEvent::message).toList();
    }

    @Test
    void aFlightInWhichNobodyFollowsHasNone() {
        fly(100);

        assertThat(events).isEmpty();
    }

    @Test
    void aTakeoverIsToldWithBothPolicies() {
        ticks.joins(2, true);
        fly(30);
        ticks.record.out.handover = Handover.BLENDING;
        fly(30);
        ticks.record.out.handover = Handover.TAKEN_OVER;
        fly(1);
        ticks.record.in.candidate.begin(0, false);
        ticks.record.out.policy = 2;
        ticks.record.out.handover = Handover.NONE;
        fly(30);

        assertThat(messages())
                .containsExactly("P2 follows, to take over from P1", "P2 is blended in", "P2 takes over from P1");
        assertThat(events).extracting(FlightEvent::name).containsOnly("policy");
        assertThat(events.getLast().tick()).isEqualTo(60);
    }

    @Test
    void aShadowThatFailsIsToldOnce() {
        ticks.joins(2, false);
        fly(20);
        ticks.status = PolicyStatus.NON_FINITE;
        fly(50);

        assertThat(messages())
                .containsExactly("P2 follows as the shadow of P1", "P2 returns NaN or infinity while it follows");
        assertThat(events.getLast().level()).isEqualTo(FlightEvent.Level.WARNING);
    }

    @Test
    void whoeverIsRefusedIsToldWithTheReasonAndWhoFliesOn() {
        fly(5);
        ticks.record.in.candidate.refused = 1;
        fly(5);
        ticks.joins(2, true);
        fly(5);
        ticks.record.out.handover = Handover.LATE;
        fly(1);

        assertThat(messages())
                .containsExactly(
                        "refusal 1; P1 stays in charge",
                        "P2 follows, to take over from P1",
                        "P2 answered too late and will not take over; P1 flies on");
    }

    @Test
    void theSamePolicyThatJoinsAgainIsToldAgain() {
        ticks.joins(2, true);
        fly(5);
        ticks.record.out.handover = Handover.FAILED;
        fly(1);
        ticks.joins(2, true);
        fly(5);

        assertThat(messages())
                .filteredOn(message -> message.contains("follows, to take over"))
                .hasSize(2);
    }
}
