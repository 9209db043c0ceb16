package dev.creance.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import dev.creance.runtime.TickRecord;
import dev.creance.runtime.flight.RecordSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SetpointChangesTest {
    private static final RecordSchema SCHEMA = new RecordSchema(
            new Layout(List.of()),
            new Layout(List.of(
                    Channel.unbounded("reference.position.z", "m"),
                    Channel.unbounded("setpoint.skill.index", "1"),
                    Channel.unbounded("setpoint.goal.x", "m"))),
            new Layout(List.of()),
            0,
            0,
            List.of(),
            1_000_000,
            10,
            Map.of());

    private final TickRecord record = SCHEMA.newRecord();
    private final SetpointChanges changes = new SetpointChanges();
    private final FlightEvents events = new FlightEvents();
    private final List<String> told = new ArrayList<>();

    /** The reference asks for skill 0 and a goal of 1 m. */
    private void tick(double... asked) {
        record.in.tick++;
        record.in.nowNs += 1_000_000;
        record.in.setpoints.fresh = asked.length > 0;
        if (asked.length > 0) {
            record.in.setpoints.take(asked);
        }
        record.out.reference.sampleNs = record.in.nowNs + 250_000_000;
        for (int i = 0; i < 2; i++) {
            double live = record.in.setpoints.values[i];
            record.out.reference.values[i + 1] = Double.isNaN(live) ? i : live;
        }
        changes.accept(record);
        events.accept(record).forEach(event -> told.add(event.name() + ": " + event.message()));
    }

    @Test
    void aFlightInWhichNobodyAsksHasNone() {
        tick();
        tick();

        assertThat(changes.results()).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void eachChangeIsTakenDownWithTheFlownTimeAndWhatHeldBefore() {
        tick();
        tick(2, Double.NaN);
        tick();
        tick(Double.NaN, -0.5);

        assertThat(changes.results())
                .containsExactly(
                        new SetpointChange(0.252, SCHEMA.setpoints().getFirst(), 0, 2),
                        new SetpointChange(0.254, SCHEMA.setpoints().getLast(), 1, -0.5));
        assertThat(told)
                .containsExactly(
                        "policy: set point skill.index is 2 from 0.252 s of flight on, was 0",
                        "policy: set point goal.x is -0.5 m from 0.254 s of flight on, was 1 m");
    }

    /** From then on the reference no longer decides. */
    @Test
    void whoeverAsksForWhatTheReferenceAsksForIsTakenDownOnce() {
        tick();
        tick(0, Double.NaN);
        tick(0, Double.NaN);

        assertThat(changes.results()).extracting(SetpointChange::name).containsExactly("skill.index");
    }
}
