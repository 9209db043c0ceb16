package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.creance.policies.OnnxBuilder;
import dev.creance.record.mcap.McapCursor;
import dev.creance.record.mcap.McapReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a critic says of each action stands in the log and in the summary, by its name. */
class RatingFlightTest {
    /** Quantiles of a return: so many times as much as is asked for. */
    private static final float[] QUANTILES = {1, 2, 3, 4};

    private static final double MEAN = 2.5;
    private static final double DEVIATION = Math.sqrt(1.25);
    private static final double LOWEST_QUARTER = 1;

    @TempDir
    private Path folder;

    private Path rated;

    @BeforeEach
    void writeThePolicy() throws IOException {
        byte[] network = new OnnxBuilder(13)
                .input("obs", 1, 1)
                .output("action")
                .output("quantiles")
                .floats("w", new long[] {1, 4}, 1, 1, 1, 1)
                .floats("q", new long[] {1, 4}, QUANTILES)
                .node("MatMul", "obs w", "action")
                .node("MatMul", "obs q", "quantiles")
                .build();
        rated = AskedPolicy.in(folder, "rated", network, """
                critics:
                  - {name: risk, tensor: quantiles, kind: quantiles, count: 4, ratings: [mean, deviation, lower_cvar], tail: 0.25}
                """);
    }

    private static TestFlight flight(Path policy) {
        return TestFlight.of("3 s")
                .with("policy.use", policy.toString())
                .with("scenario.reference", "{kind: hover, height: 1 m, climb: 0.5 m/s}")
                .with(
                        "scenario.setpoints",
                        "[{at: 0 s, of: more.throttle, to: 0}, {at: 1 s, of: more.throttle, to: 0.5}]");
    }

    private static List<JsonNode> messages(Path log, String topic) throws IOException {
        List<JsonNode> messages = new ArrayList<>();
        try (McapReader reader = McapReader.open(log)) {
            assertThat(reader.channel(topic)).isPresent();
            McapCursor cursor = reader.cursor(topic);
            while (cursor.next()) {
                messages.add(Json.MAPPER.readTree(cursor.data()));
            }
        }
        return messages;
    }

    private static void assertRated(JsonNode message, double asked) {
        JsonNode ratings = message.get("ratings");
        assertThat(ratings.get("risk_mean").asDouble()).isCloseTo(MEAN * asked, within(1e-6));
        assertThat(ratings.get("risk_deviation").asDouble()).isCloseTo(DEVIATION * asked, within(1e-6));
        assertThat(ratings.get("risk_lower_cvar").asDouble()).isCloseTo(LOWEST_QUARTER * asked, within(1e-6));
        assertThat(ratings).hasSize(3);
    }

    @Test
    void eachAnswersRatingsAreLoggedAndTheirSpanIsSummarised() throws IOException {
        TestFlight.Flown flown = flight(rated).fly(folder);

        List<JsonNode> messages = messages(flown.file(), "/ratings");
        assertThat(messages).hasSizeBetween(300, 310); // 3 s at 100 Hz, and those before it landed
        assertRated(messages.getFirst(), 0);
        assertRated(messages.getLast(), 0.5);
        assertThat(messages.getFirst().get("policy").asText()).startsWith("rated (sha256 ");
        assertThat(messages.getLast().get("tick").asLong())
                .isBetween(3000L, flown.summary().ticks());
        JsonNode mean = flown.summary().toJson().at("/ratings/0");
        assertThat(mean.get("name").asText()).isEqualTo("risk.mean");
        assertThat(mean.get("policy").asText()).isEqualTo("rated");
        assertThat(mean.get("answers").asInt()).isEqualTo(messages.size());
        assertThat(mean.get("least").asDouble()).isZero();
        assertThat(mean.get("greatest").asDouble()).isCloseTo(MEAN * 0.5, within(1e-6));
        assertThat(mean.get("mean").asDouble()).isBetween(0.6 * MEAN * 0.5, 0.7 * MEAN * 0.5);
        assertThat(SummaryText.of(flown.summary())).contains("  rating     risk.mean of rated: 0");
        assertThat(Replayed.of(flown.file()).text()).contains("no bit differs");
    }

    @Test
    void aShadowsRatingsHaveAChannelOfTheirOwnAndWhoGivesNoneHasNone() throws IOException {
        TestFlight.Flown flown = flight(AskedPolicy.in(folder))
                .with("policy.shadow", rated.toString())
                .fly(folder);

        List<JsonNode> messages = messages(flown.file(), "/candidate_ratings");
        assertThat(messages).hasSizeBetween(300, 310);
        assertRated(messages.getLast(), 0.5);
        try (McapReader reader = McapReader.open(flown.file())) {
            assertThat(reader.channel("/ratings")).isEmpty();
        }
        assertThat(flown.summary().toJson().at("/ratings/0/policy").asText()).isEqualTo("rated");
        assertThat(flown.summary().toJson().get("ratings")).hasSize(3);
    }
}
