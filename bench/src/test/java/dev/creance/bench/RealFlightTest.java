package dev.creance.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Each benchmark once, as short as can be: that it measures, not what. */
class RealFlightTest {
    private static final Path EXAMPLE = Path.of("../examples/quadrotor.yaml");

    private final StringWriter out = new StringWriter();

    @TempDir
    private Path folder;

    private JsonNode run(Object command, String... arguments) throws IOException {
        return run(EXAMPLE, "2 s", command, arguments);
    }

    private JsonNode run(Path example, String duration, Object command, String... arguments) throws IOException {
        Path json = folder.resolve("result.json");
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(example.toString(), "--alternations", "1", "--duration", duration, "--beginning", "0.5 s"));
        all.addAll(List.of("--json", json.toString()));
        CommandLine line = new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true));
        assertThat(line.execute(all.toArray(String[]::new))).isZero();
        return new ObjectMapper().readTree(json.toFile());
    }

    private static double figure(JsonNode result, String variant, String name) {
        for (JsonNode row : result.path("figures")) {
            if (row.path("variant").textValue().equals(variant)
                    && row.path("figure").textValue().equals(name)) {
                return row.path("value").asDouble(Double.NaN);
            }
        }
        throw new AssertionError(variant + " " + name + " is not in " + result);
    }

    @Test
    void theStartOfAFlightIsMeasuredFromItsLog() throws IOException {
        JsonNode result = run(new StartCommand(), "--variant", "neither");

        assertThat(figure(result, "neither", "armed_after_s")).isPositive();
        assertThat(figure(result, "neither", "tick_beginning_p999_us")).isPositive();
        assertThat(figure(result, "neither", "tick_p999_beginning_by_rest")).isPositive();
        assertThat(out.toString()).contains("neither", "machine: ");
    }

    @Test
    void aNeighbourAllocatesInTheSameJvmAndItsCollectorStopsTheFlight() throws IOException {
        JsonNode result = run(new JvmCommand(), "--collector", "serial", "--neighbour", "200");

        assertThat(figure(result, "serial 200", "neighbour_mb_per_s")).isPositive();
        assertThat(figure(result, "serial 200", "stops")).isPositive();
        assertThat(figure(result, "serial 200", "tick_p999_us")).isPositive();
        assertThat(figure(result, "serial 200", "peak_mib")).isPositive();
        assertThat(result.path("machine").textValue()).contains("processors");
    }

    @Test
    void theShieldsTimeIsMeasuredWithEverythingAndWithLimitsAlone() throws IOException {
        JsonNode result = run(Path.of("../examples/quadrotor-everything.yaml"), "4 s", new ShieldTimeCommand());

        for (String variant : List.of(ShieldTimeCommand.WHOLE, ShieldTimeCommand.LIMITS)) {
            double middle = figure(result, variant, "shield_p50_us");
            assertThat(middle).isPositive();
            assertThat(figure(result, variant, "shield_p999_us")).isGreaterThanOrEqualTo(middle);
            assertThat(figure(result, variant, "tick_p50_us")).isGreaterThan(middle);
            assertThat(figure(result, variant, "allocated_bytes_per_tick")).isNotNegative();
        }
        assertThat(result.path("rows").path(0).path("peer").textValue()).isEqualTo(ShieldTimeCommand.LIMITS);
    }
}
