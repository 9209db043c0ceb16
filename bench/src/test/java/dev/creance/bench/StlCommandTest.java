package dev.creance.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Tiny: what is measured and counted, not how fast anything is. */
class StlCommandTest {
    @TempDir
    Path folder;

    @Test
    void everyFormulaHasARowForEachWindowAndEveryWayOneForItsRuns() throws IOException {
        Path json = folder.resolve("stl.json");
        StringWriter said = new StringWriter();

        int exit = new CommandLine(new StlCommand())
                .setOut(new PrintWriter(said))
                .execute("--alternations=2", "--warm-up=1", "--episodes=2", "--json=" + json);

        assertThat(exit).as(said.toString()).isZero();
        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertThat(result.get("rows")).hasSize(6 * 3);
        for (JsonNode row : result.get("rows")) {
            assertThat(row.get("ours").doubleValue()).isPositive();
            assertThat(row.get("samples").intValue()).isEqualTo(2);
        }
        assertThat(result.get("episodes")).hasSize(4);
    }

    @Test
    void aSearchThroughTheTableBreaksTheRuleLessOftenThanThePolicyAlone() {
        int alone = 0;
        int searched = 0;
        for (int seed = 0; seed < 8; seed++) {
            alone += new PlanEpisode(PlanEpisode.Way.POLICY_ALONE, seed).run().isViolated() ? 1 : 0;
            searched += new PlanEpisode(PlanEpisode.Way.TABLE_WITH_MARGIN, seed)
                            .run()
                            .isViolated()
                    ? 1
                    : 0;
        }

        assertThat(alone).isGreaterThanOrEqualTo(6);
        assertThat(searched).isLessThanOrEqualTo(alone / 3);
    }

    @Test
    void theSameSeedIsTheSameRun() {
        PlanEpisode one = new PlanEpisode(PlanEpisode.Way.TABLE, 3).run();
        PlanEpisode other = new PlanEpisode(PlanEpisode.Way.TABLE, 3).run();

        assertThat(other.replaced()).isEqualTo(one.replaced());
        assertThat(other.reached()).isEqualTo(one.reached());
    }

    /** Wilson's own form, by hand for 10 of 100: (10 + 1.9207)/(103.8415) ± 1.96/103.8415·√(9 + 0.9604). */
    @Test
    void theBoundsOfAShareAreThoseOfWilson() {
        Share share = new Share(10, 100);

        assertThat(share.lower()).isCloseTo(0.0552, Offset.offset(1e-4));
        assertThat(share.upper()).isCloseTo(0.1744, Offset.offset(1e-4));
        assertThat(new Share(0, 1000).upper()).isCloseTo(0.00383, Offset.offset(1e-5));
    }
}
