package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code creance run} of the example in a JVM of its own: in real time, without telemetry. What it prints tells where the flight
 * is, so that nobody has to wait for a time. A machine that is busy may hold it up for long; it is not to be taken for hung, nor
 * the vehicle to be held.
 */
final class ChildRun implements AutoCloseable {
    private static final Pattern HEIGHT = Pattern.compile("height +(-?[0-9.]+) m ");

    private final Process process;
    private final BufferedReader output;
    private final Path out;
    private final Path json;
    private final List<String> seen = new ArrayList<>();

    private ChildRun(Process process, Path out, Path json) {
        this.process = process;
        this.output = process.inputReader();
        this.out = out;
        this.json = json;
    }

    /** Below {@code folder}: the run's folder {@code runs/flight} and the summary. */
    static ChildRun start(Path folder, String... sets) throws IOException {
        List<String> all = new ArrayList<>();
        TestFlight.BUSY_MACHINE.forEach((key, value) -> all.add(key + "=" + value));
        all.addAll(List.of(sets));
        return start(TestFlight.EXAMPLE, folder, all);
    }

    static ChildRun start(Path example, Path folder, List<String> sets) throws IOException {
        Path out = folder.resolve("runs").resolve("flight");
        Path json = folder.resolve("summary.json");
        List<String> all = new ArrayList<>(List.of("record.dir=" + folder.resolve("runs"), "telemetry.mqtt=off"));
        all.addAll(sets);
        Process process = ChildJvm.start(
                "512m", List.of("run", example.toString(), "--out", out.toString(), "--json", json.toString()), all);
        return new ChildRun(process, out, json);
    }

    /** Reads on until the failsafe machine enters this state; the line that says so. */
    String awaitState(String state) throws IOException, InterruptedException {
        Pattern entered = Pattern.compile(" *[0-9.]+ s +" + state + " .*");
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            seen.add(line);
            if (entered.matcher(line).matches()) {
                return line;
            }
        }
        throw new AssertionError(
                "never " + state + ", and ended with " + process.waitFor() + ":\n" + String.join("\n", seen));
    }

    /** Reads on until the failsafe machine enters this state at this height or above. */
    void awaitState(String state, double leastHeightM) throws IOException, InterruptedException {
        Matcher height = HEIGHT.matcher(awaitState(state));
        while (!height.find() || Double.parseDouble(height.group(1)) < leastHeightM) {
            height = HEIGHT.matcher(awaitState(state));
        }
    }

    void interrupt() throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Reads to the end of what it says and gives its exit code. */
    int awaitEnd() throws IOException, InterruptedException {
        output.lines().forEach(seen::add);
        return process.waitFor();
    }

    /** What it has said so far. */
    String said() {
        return String.join("\n", seen);
    }

    JsonNode summary() throws IOException {
        return Json.MAPPER.readTree(json.toFile());
    }

    Path folder() {
        return out;
    }

    Path log() {
        return out.resolve("flight.mcap");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
