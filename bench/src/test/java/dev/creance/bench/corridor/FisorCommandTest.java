package dev.creance.bench.corridor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A hundred seeded episodes each time; a thousand by {@code creance bench fisor}. */
class FisorCommandTest {
    private static final int EPISODES = 100;

    @TempDir
    Path folder;

    private JsonNode fly(int threads) throws IOException {
        Path json = folder.resolve(threads + ".json");
        StringWriter said = new StringWriter();
        int exit = new CommandLine(new FisorCommand())
                .setOut(new PrintWriter(said))
                .execute("--episodes=" + EPISODES, "--threads=" + threads, "--json=" + json);
        assertThat(exit).as(said.toString()).isZero();
        return new ObjectMapper().readTree(json.toFile());
    }

    @Test
    void choosingAFeasibleDrawKeepsClearOfWallsWhereTheFirstDrawDoesNotAndStillGetsThere() throws IOException {
        JsonNode result = fly(2);
        JsonNode rows = result.get("rows");
        JsonNode first = rows.get(0);
        JsonNode least = rows.get(1);
        JsonNode feasible = rows.get(2);

        assertThat(rows.findValuesAsText("name"))
                .containsExactly(
                        "first draw",
                        "least Qh of 16",
                        "least max(Qh, 0) of 16",
                        "the same, shielded",
                        "the same, shielded, backup where Vh > 0");
        assertThat(rows.get(3).get("violated").intValue())
                .as("the shield knows of no walls, and does not get in the way")
                .isLessThan(first.get("violated").intValue());
        assertThat(first.get("violated").intValue()).isGreaterThan(EPISODES / 10);
        assertThat(feasible.get("violated").intValue())
                .isLessThanOrEqualTo(first.get("violated").intValue() / 2);
        assertThat(least.get("violated").intValue())
                .isLessThan(first.get("violated").intValue());
        assertThat(feasible.get("succeeded").intValue())
                .isGreaterThan(first.get("succeeded").intValue());
        assertThat(least.get("succeeded").intValue())
                .as("the paper's rule does not get there")
                .isLessThan(EPISODES / 10);
        assertThat(result.at("/parity/differing").intValue())
                .isLessThanOrEqualTo(result.at("/parity/decisions").intValue() / 100);
    }

    @Test
    void theSameEpisodesComeOutOnAnyNumberOfThreads() throws IOException {
        Campaign alone = new Campaign(30, 7, 1);
        Campaign together = new Campaign(30, 7, 2);

        try {
            assertThat(together.fly(Actor.FEASIBLE)).isEqualTo(alone.fly(Actor.FEASIBLE));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anotherChoiceWouldBeSeenInTheThrottles() throws IOException {
        Parity parity = Parity.ofAnotherChoice(1, 1);

        assertThat(parity.differing()).isGreaterThan(parity.decisions() / 2);
    }

    @Test
    void clearanceIsMeasuredToTheNearestWallAndTheWayGoesByTheTurns() {
        assertThat(Chicane.clearanceM(-1.5, 0)).isCloseTo(Math.hypot(0.7, 0), within(1e-12));
        assertThat(Chicane.clearanceM(-0.7, 0.05)).isCloseTo(-0.05, within(1e-12));
        assertThat(Chicane.clearanceM(0, 0.9)).isCloseTo(0.1, within(1e-12));
        assertThat(Chicane.clearanceM(-0.5, 0.2)).isCloseTo(Math.hypot(0.1, 0.1), within(1e-12));
        assertThat(Chicane.wayM(1.6, 0)).isZero();
        assertThat(Chicane.wayM(-0.7, 0.55)).isCloseTo(Math.hypot(1.4, 1.1) + Math.hypot(0.9, 0.55), within(1e-12));
    }
}
