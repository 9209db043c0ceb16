package dev.creance.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Tiny: what comes of the comparison, not how fast anything is. */
class SimCommandTest {
    @TempDir
    Path folder;

    @Test
    void aPlantCanBeMeasuredAlone() {
        assumeThat(NativeProgram.compiler()).isPresent();
        StringWriter said = new StringWriter();

        int exit = new CommandLine(new SimCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(said))
                .execute("--plant=panda", "--alternations=2", "--warm-up=1", "--environments=32");

        assertThat(exit).as(said.toString()).isZero();
        assertThat(said.toString()).contains("Panda, double, single").doesNotContain("PMSM", "quadrotor");
    }

    @Test
    void everyPlantComputesWhatItsPeerComputesAndHasItsRow() throws IOException {
        assumeThat(NativeProgram.compiler()).isPresent();
        Path json = folder.resolve("sim.json");
        Path table = folder.resolve("sim.md");
        StringWriter said = new StringWriter();

        int exit = new CommandLine(new SimCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(said))
                .execute("--alternations=2", "--warm-up=1", "--environments=32", "--json=" + json, "--table=" + table);

        assertThat(exit).as(said.toString()).isZero();
        JsonNode rows = new ObjectMapper().readTree(json.toFile()).get("rows");
        assertThat(rows).hasSizeGreaterThanOrEqualTo(9);
        List<String> lines = Files.readAllLines(table);
        assertThat(lines).allMatch(line -> line.chars().filter(c -> c == '|').count() == 9);
        assertThat(lines)
                .hasSize(2
                        + (int) StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> row.get("name").textValue())
                                .distinct()
                                .count());
        for (JsonNode row : rows) {
            assertThat(lines)
                    .anyMatch(line -> line.startsWith("| " + row.get("name").textValue() + " | "));
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
