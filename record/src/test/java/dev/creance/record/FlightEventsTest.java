package dev.creance.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Cause;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Source;
import dev.creance.runtime.TickRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FlightEventsTest {
    private final FlightEvents finder = new FlightEvents();
    private final TickRecord record = TestFlight.schema().newRecord();
    private final List<FlightEvent> events = new ArrayList<>();

    @BeforeEach
    void fly() {
        record.out.decision.state = FailsafeState.ACTIVE;
        record.out.decision.source = Source.POLICY;
        ticks(10, 0);
    }

    /** So many ticks of 1 ms, late or not. */
    private void ticks(int count, int overrunsInARow) {
        for (int i = 0; i < count; i++) {
            record.in.tick++;
            record.in.nowNs += TestFlight.TICK_NS;
            record.in.overrunsInARow = overrunsInARow == 0 ? 0 : overrunsInARow + i;
            record.out.decision.causes = overrunsInARow == 0 ? 0 : Cause.OVERRUN.bit();
            events.addAll(finder.accept(record));
        }
    }

    @Test
    void tooManyLateTicksWithoutAConsequenceAreOneEventWithTheirCause() {
        ticks(30, 51);
        ticks(50, 0);
        ticks(30, 51);

        assertThat(events).hasSize(1);
        assertThat(events.getFirst().cause()).isEqualTo(Cause.OVERRUN);
        assertThat(events.getFirst().level()).isEqualTo(FlightEvent.Level.WARNING);
        assertThat(events.getFirst().tick()).isEqualTo(11);
        assertThat(events.getFirst().message())
                .isEqualTo("OVERRUN (too many ticks in a row ended late), 51 in a row by now");
    }

    @Test
    void onceTheyWereOverForAWhileTheNextAreAnotherEvent() {
        ticks(30, 51);
        ticks(200, 0);
        ticks(1, 51);

        assertThat(events).extracting(FlightEvent::cause).containsExactly(Cause.OVERRUN, Cause.OVERRUN);
    }

    @Test
    void whereTheyHaveAConsequenceThatTellsOfThem() {
        record.out.decision.state = FailsafeState.LANDING;
        record.out.decision.transitionCause = Cause.OVERRUN;
        ticks(30, 51);

        assertThat(events).extracting(FlightEvent::name).containsExactly("failsafe", "shield");
    }

    @Test
    void droppedRecordsAreToldOnceASecondWithTheirCause() {
        record.in.droppedRecords = 7;
        ticks(1, 0);
        record.in.droppedRecords = 9;
        ticks(500, 0);
        assertThat(events).hasSize(1);

        ticks(500, 0);

        assertThat(events).extracting(FlightEvent::cause).containsExactly(Cause.RECORD_FULL, Cause.RECORD_FULL);
        assertThat(events.getLast().message())
                .startsWith("2 records were dropped")
                .endsWith("(9 in all)");
    }
}
