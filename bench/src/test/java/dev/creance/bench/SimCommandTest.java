package dev.creance.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Tiny: what comes of the comparison, not how fast anything is. */
class SimCommandTest {
    @TempDir
    Path folder;

    @Test
    void everyPlantComputesWhatItsPeerComputesAndHasItsRow() throws IOException {
        assumeThat(NativeProgram.compiler()).isPresent();
        Path json = folder.resolve("sim.json");
        StringWriter said = new StringWriter();

        int exit = new CommandLine(new SimCommand())
                .setOut(new PrintWriter(said))
                .execute("--alternations=2", "--warm-up=1", "--environments=32", "--json=" + json);

        assertThat(exit).as(said.toString()).isZero();
        JsonNode rows = new ObjectMapper().readTree(json.toFile()).get("rows");
        assertThat(rows).hasSizeGreaterThanOrEqualTo(9);
        for (JsonNode row : rows) {
            assertThat(row.get("ours").doubleValue()).isPositive();
            assertThat(row.get("peer_value").doubleValue()).isPositive();
            assertThat(row.get("ratio").doubleValue()).isPositive();
            assertThat(row.get("samples").intValue()).isEqualTo(2);
            assertThat(row.get("largest_difference").doubleValue()).isLessThan(1e-3);
            assertThat(row.has("name") && row.has("unit") && row.has("peer") && row.has("bytes_per_op"))
                    .isTrue();
        }
    }
}
