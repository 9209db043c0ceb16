package dev.creance.fleet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.creance.runtime.FailsafeState;
import java.util.Locale;

/** The payloads as JSON; the schemas beside this class say the same to others, and the tests hold one to the other. */
final class Payloads {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunFacts facts;
    private final String fleet;
    private final double stateRateHz;

    record Policy(String name, String sha256) {}

    record Birth(
            String schema,
            String fleet,
            String robot,
            String run,
            long birth,
            @JsonProperty("started_utc") String startedUtc,
            String version,
            Policy policy,
            @JsonProperty("tick_rate_hz") double tickRateHz,
            @JsonProperty("policy_rate_hz") double policyRateHz,
            @JsonProperty("state_rate_hz") double stateRateHz) {}

    /** How a robot left: by its own word, or because the broker lost it. */
    enum Leaving {
        ENDED,
        CONNECTION_LOST;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Death(
            String schema,
            String robot,
            String run,
            long birth,
            Leaving reason,
            FailsafeState state,
            Long states,
            Long events,
            Long interventions) {}

    record StateMessage(
            String schema,
            String robot,
            String run,
            long seq,
            @JsonUnwrapped StateSampler.State state) {}

    record EventMessage(
            String schema,
            String robot,
            String run,
            long seq,
            @JsonUnwrapped TelemetryEvent event) {}

    Payloads(RunFacts facts, String fleet, double stateRateHz) {
        this.facts = facts;
        this.fleet = fleet;
        this.stateRateHz = stateRateHz;
    }

    /** @param birth which birth of this run it is: each session with the broker begins with one */
    byte[] birth(long birth) {
        return bytes(new Birth(
                schema(Topics.BIRTH),
                fleet,
                facts.robot(),
                facts.run(),
                birth,
                facts.startedAt().toString(),
                facts.version(),
                new Policy(facts.policy(), facts.policySha256()),
                facts.tickRateHz(),
                facts.policyRateHz(),
                stateRateHz));
    }

    /** What the broker says for us. */
    byte[] will(long birth) {
        return bytes(new Death(
                schema(Topics.DEATH),
                facts.robot(),
                facts.run(),
                birth,
                Leaving.CONNECTION_LOST,
                null,
                null,
                null,
                null));
    }

    /** What we say ourselves, with how many states and events there were in all, so that missing ones are seen. */
    byte[] death(long birth, FailsafeState state, long states, long events, long interventions) {
        return bytes(new Death(
                schema(Topics.DEATH),
                facts.robot(),
                facts.run(),
                birth,
                Leaving.ENDED,
                state,
                states,
                events,
                interventions));
    }

    byte[] state(long seq, StateSampler.State state) {
        return bytes(new StateMessage(schema(Topics.STATE), facts.robot(), facts.run(), seq, state));
    }

    byte[] event(long seq, TelemetryEvent event) {
        return bytes(new EventMessage(schema(Topics.EVENT), facts.robot(), facts.run(), seq, event));
    }

    private static String schema(String kind) {
        return Topics.ROOT + "/" + kind;
    }

    private static byte[] bytes(Object payload) {
        try {
            return JSON.writeValueAsBytes(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(payload.getClass().getSimpleName() + " cannot be written as JSON", e);
        }
    }
}
