package dev.creance.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.creance.runtime.Cause;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Source;
import dev.creance.runtime.Verdict;
import dev.creance.runtime.property.Property;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PayloadsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Payloads payloads = new Payloads(Ticks.facts("run-1"), "lab", 10);

    @Test
    void birthAndBothDeathsFollowTheirSchemas() {
        assertThat(Schemas.errors("birth", payloads.birth(1))).isEmpty();
        assertThat(Schemas.errors("death", payloads.will(1))).isEmpty();
        assertThat(Schemas.errors("death", payloads.death(1, FailsafeState.LANDED, 200, 7, 2)))
                .isEmpty();
    }

    @Test
    void everyStateAndEventOfAWildRobotFollowsItsSchema() {
        Property.check(20, choices -> {
            List<byte[]> states = new ArrayList<>();
            List<byte[]> events = new ArrayList<>();
            StateSampler sampler = new StateSampler(100);
            EventDetector detector = new EventDetector(event -> events.add(payloads.event(events.size() + 1, event)));
            Ticks ticks = new Ticks(record -> {
                detector.accept(record);
                if (sampler.isDue(record)) {
                    states.add(payloads.state(states.size() + 1, sampler.sample(record, detector.timeS(record.in), 0)));
                }
            });
            for (int i = 0; i < 20; i++) {
                for (int v = 0; v < ticks.record.in.sensors.values.length; v++) {
                    ticks.record.in.sensors.values[v] = choices.hostile(-10, 10);
                }
                ticks.record.in.sensors.validBits = choices.bits();
                ticks.record.in.device.state = choices.oneOf(DeviceState.values());
                ticks.record.in.device.faultBits = choices.integer(-5, 5);
                ticks.state(
                        choices.oneOf(FailsafeState.values()),
                        choices.oneOf(null, choices.oneOf(Cause.values())),
                        choices.hostile(-1, 1));
                ticks.shield(
                        choices.oneOf(Verdict.values()),
                        choices.oneOf(Source.values()),
                        choices.oneOf(Cause.values()),
                        choices.oneOf(Cause.values()));
                ticks.run(choices.integer(1, 150));
            }
            assertThat(states)
                    .isNotEmpty()
                    .allSatisfy(p -> assertThat(Schemas.errors("state", p)).isEmpty());
            assertThat(events)
                    .isNotEmpty()
                    .allSatisfy(p -> assertThat(Schemas.errors("event", p)).isEmpty());
        });
    }

    @Test
    void aStateReadsAsDocumented() {
        List<String> states = new ArrayList<>();
        StateSampler sampler = new StateSampler(10);
        Ticks ticks = new Ticks(record -> {
            if (sampler.isDue(record)) {
                states.add(new String(payloads.state(1, sampler.sample(record, 0, 0)), StandardCharsets.UTF_8));
            }
        });
        ticks.record.in.sensors.values[2] = 1.25;
        ticks.record.in.sensors.values[10] = 3.9;
        ticks.shield(Verdict.MODIFIED, Source.POLICY, Cause.COMMAND_SLEW)
                .state(FailsafeState.ACTIVE, null, 0)
                .run(1);

        assertThat(states.getFirst())
                .isEqualTo("{\"schema\":\"creance/v1/state\",\"robot\":\"crazyflie\",\"run\":\"run-1\",\"seq\":1,"
                        + "\"tick\":0,\"t_s\":0.0,\"state\":\"ACTIVE\",\"source\":\"POLICY\",\"verdict\":\"MODIFIED\","
                        + "\"causes\":[\"COMMAND_SLEW\"],\"device\":\"DISARMED\",\"position_m\":[0.0,0.0,1.25],"
                        + "\"orientation_wxyz\":[0.0,0.0,0.0,0.0],\"velocity_m_per_s\":[0.0,0.0,0.0],"
                        + "\"battery_v\":3.9,\"sensor_age_s\":0.0,\"wakeup_max_us\":0.0,\"tick_max_us\":0.0,"
                        + "\"overruns\":0,\"dropped_records\":0,\"rejected_frames\":0,\"missed_frames\":0,"
                        + "\"interventions\":0}");
    }

    /** Fails where a cause, state or source was added to runtime and the schema was forgotten. */
    @Test
    void theSchemasKnowEveryNameThereIs() throws IOException {
        JsonNode state = JSON.readTree(Schemas.text("state")).path("properties");
        JsonNode event = JSON.readTree(Schemas.text("event")).path("properties");

        assertThat(names(state.path("causes").path("items"))).isEqualTo(names(Cause.values()));
        assertThat(names(event.path("cause"))).isEqualTo(names(Cause.values()));
        assertThat(names(state.path("state"))).isEqualTo(names(FailsafeState.values()));
        assertThat(names(state.path("source"))).isEqualTo(names(Source.values()));
        assertThat(names(state.path("device"))).isEqualTo(names(DeviceState.values()));
        assertThat(names(event.path("type")))
                .isEqualTo(Stream.of(TelemetryEvent.Type.values())
                        .map(TelemetryEvent.Type::word)
                        .toList());
    }

    private static List<String> names(Enum<?>... constants) {
        return Stream.of(constants).map(Enum::name).toList();
    }

    private static List<String> names(JsonNode property) {
        List<String> names = new ArrayList<>();
        property.path("enum").forEach(name -> names.add(name.asText()));
        return names;
    }
}
