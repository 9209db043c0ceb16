package dev.creance.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.fleet.TelemetryEvent.Type;
import dev.creance.record.FlightEvent;
import dev.creance.record.FlightEvents;
import dev.creance.record.FlightMetrics;
import dev.creance.runtime.Cause;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Source;
import dev.creance.runtime.TickRecord;
import dev.creance.runtime.Verdict;
import dev.creance.runtime.flight.RecordSchema;
import dev.creance.runtime.property.Choices;
import dev.creance.runtime.property.Property;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever a flight was like: its log, its summary and its telemetry tell of the same interventions. */
class OneCountTest {
    private final List<FlightEvent> logged = new ArrayList<>();
    private final List<TelemetryEvent> told = new ArrayList<>();
    private final FlightEvents log = new FlightEvents();
    private final EventDetector telemetry = new EventDetector(told::add);
    private FlightMetrics summary;

    private void take(TickRecord record) {
        if (summary == null) {
            Layout none = new Layout(List.of());
            RecordSchema schema = new RecordSchema(
                    record.in.sensors.layout(), none, none, 22, 4, List.of(), Ticks.PERIOD_NS, 10, Map.of());
            summary = new FlightMetrics(schema, FlightMetrics.Window.WHOLE);
        }
        logged.addAll(log.accept(record));
        telemetry.accept(record);
        summary.accept(record);
    }

    private static void wildFlight(Ticks ticks, Choices choices) {
        for (int i = 0; i < 60; i++) {
            ticks.state(
                    choices.oneOf(FailsafeState.values()),
                    choices.oneOf(null, choices.oneOf(Cause.values())),
                    Double.NaN);
            Cause[] causes = new Cause[choices.integer(0, 3)];
            for (int k = 0; k < causes.length; k++) {
                causes[k] = choices.oneOf(Cause.values());
            }
            ticks.shield(choices.oneOf(Verdict.values()), choices.oneOf(Source.values()), causes);
            ticks.run(choices.integer(1, 150));
        }
    }

    private long logged(String message) {
        return logged.stream()
                .filter(event -> event.message().startsWith(message))
                .count();
    }

    private long told(Type type) {
        return told.stream().filter(event -> event.type() == type).count();
    }

    private Map<Cause, Long> toldByCause() {
        Map<Cause, Long> byCause = new EnumMap<>(Cause.class);
        for (TelemetryEvent event : told) {
            if (event.type() == Type.INTERVENTION_BEGIN || event.type() == Type.INTERVENTION_CAUSE) {
                event.causes().forEach(cause -> byCause.merge(cause, 1L, Long::sum));
            }
        }
        return byCause;
    }

    private Map<Cause, Long> loggedByCause() {
        Map<Cause, Long> byCause = new EnumMap<>(Cause.class);
        for (FlightEvent event : logged) {
            if (event.message().startsWith("intervention begins")
                    || event.message().startsWith("intervention has a further cause")) {
                byCause.merge(event.cause(), 1L, Long::sum);
            }
        }
        return byCause;
    }

    @Test
    void logSummaryAndTelemetryCountTheSameInterventionsByNumberAndByCause() {
        Property.check(50, choices -> {
            OneCountTest flight = new OneCountTest();
            wildFlight(new Ticks(flight::take), choices);
            FlightMetrics.Result result = flight.summary.result();

            assertThat(result.interventions()).isPositive();
            assertThat(flight.logged("intervention begins")).isEqualTo(result.interventions());
            assertThat(flight.telemetry.interventions()).isEqualTo(result.interventions());
            assertThat(flight.told(Type.INTERVENTION_BEGIN)).isEqualTo(result.interventions());
            assertThat(flight.logged("intervention ends")).isEqualTo(flight.told(Type.INTERVENTION_END));
            assertThat(flight.toldByCause()).isEqualTo(result.interventionsByCause());
            assertThat(flight.loggedByCause()).isEqualTo(result.interventionsByCause());
        });
    }
}
