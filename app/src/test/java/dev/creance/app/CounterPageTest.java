package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.creance.runtime.counters.Counter;
import dev.creance.runtime.counters.CounterFile;
import dev.creance.runtime.counters.CounterLayout;
import dev.creance.runtime.flight.FlightRing;
import dev.creance.runtime.flight.RecordSchema;
import dev.creance.runtime.lateness.LateCause;
import dev.creance.runtime.loop.Latencies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/counters.md says what is true, and its programs read a counter file. */
class CounterPageTest {
    private static final Path PAGE = Path.of("../docs/counters.md");

    @TempDir
    private Path folder;

    private String page;

    @BeforeEach
    void read() throws IOException {
        page = Files.readString(PAGE);
    }

    private String block(String language) {
        Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(page);
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private static String values() {
        return Arrays.stream(Counter.values())
                .map(counter -> "| `" + counter.key() + "` | " + counter.unit() + " | " + counter.meaning() + " |\n")
                .collect(Collectors.joining("", "| name | unit | meaning |\n| --- | --- | --- |\n", ""));
    }

    private static String causes() {
        return Arrays.stream(LateCause.values())
                .map(cause -> "| `" + cause.key() + "` | " + cause.words() + " | " + cause.meaning() + " | "
                        + cause.remedy() + " |\n")
                .collect(Collectors.joining(
                        "", "| key | in words | meaning | what to do |\n| --- | --- | --- | --- |\n", ""));
    }

    @Test
    void everyValueAndEveryCauseIsDescribed() throws IOException {
        // kept for whoever has to bring the page up to date
        Files.writeString(
                Files.createDirectories(Path.of("target")).resolve("counters.md"), values() + "\n" + causes());

        assertThat(page).contains(values()).contains(causes());
        for (Latencies.Kind kind : Latencies.Kind.values()) {
            assertThat(page).contains("`" + CounterLayout.word(kind) + "`");
        }
    }

    @Test
    void theProgramInPythonReadsEveryValue() throws Exception {
        assumeRuns("python3", "--version");
        Path script = Files.writeString(folder.resolve("read.py"), block("python"));

        List<String> lines = counted("python3", script.toString());

        assertThat(lines).hasSize(CounterLayout.size()).contains("ticks " + CounterLayout.at(Counter.TICKS));
    }

    @Test
    void theProgramInCReadsTheValueThatItIsAskedFor() throws Exception {
        assumeRuns("cc", "--version");
        Path source = Files.writeString(folder.resolve("read.c"), block("c"));
        Path program = folder.resolve("read");
        assertThat(run("cc", "-std=c11", "-Wall", "-Wextra", "-Werror", "-o", program.toString(), source.toString()))
                .isEmpty();

        assertThat(counted(program.toString(), "overruns"))
                .containsExactly(Integer.toString(CounterLayout.at(Counter.OVERRUNS)));
    }

    /** What a program prints whose first argument, or second after a script, is a file in which each value is its place. */
    private List<String> counted(String program, String argument) throws Exception {
        Path path = folder.resolve("counters");
        long[] values = new long[CounterLayout.size()];
        Arrays.setAll(values, i -> i);
        try (CounterFile file = CounterFile.create(path, "crazyflie", CounterLayout.names())) {
            file.publish(values);
            return program.equals("python3")
                    ? run(program, argument, path.toString())
                    : run(program, path.toString(), argument);
        }
    }

    private static List<String> run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).as(lines.toString()).isZero();
        return lines;
    }

    private static void assumeRuns(String... command) {
        boolean runs;
        try {
            run(command);
            runs = true;
        } catch (IOException | InterruptedException missing) {
            runs = false;
        }
        assumeThat(runs).as(command[0] + " is needed").isTrue();
    }

    @Test
    void theRingIsAsLargeAsThePageSays() throws Exception {
        RobotConfig config = RobotConfig.read(TestFlight.EXAMPLE, Map.of());
        Controls controls = Controls.of(config);
        try {
            RecordSchema schema = controls.schema(Map.of());
            long standardBytes = 32L << 20;
            assertThat(config.record().ringBytes()).isEqualTo(standardBytes);
            try (FlightRing ring = FlightRing.create(folder.resolve("ring"), schema, standardBytes)) {
                // the schema's own text takes a page or two more in a run
                assertThat(ring.capacity()).isBetween(40_300L, 40_330L);
                assertThat(standardBytes / ring.capacity()).isEqualTo(832);
            }
            assertThat(page).contains("40 300 ticks of the quadrotor, 832 bytes each");
        } finally {
            controls.policy().close();
        }
    }
}
