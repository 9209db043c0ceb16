package dev.creance.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code creance sim} of an example in a JVM of its own, on the wall's clock or in lockstep. What it prints tells what it does. */
final class ChildSim implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final Path json;
    private final List<String> seen = new ArrayList<>();

    private ChildSim(Process process, Path json) {
        this.process = process;
        this.output = process.inputReader();
        this.json = json;
    }

    static ChildSim start(Path example, Map<String, String> sets, Path folder, Path port, String... options)
            throws IOException {
        Path json = folder.resolve("sim.json");
        List<String> arguments =
                new ArrayList<>(List.of("sim", example.toString(), "--port", "pty:" + port, "--json", json.toString()));
        arguments.addAll(List.of(options));
        List<String> all = new ArrayList<>();
        sets.forEach((key, value) -> all.add(key + "=" + value));
        return new ChildSim(ChildJvm.start("256m", arguments, all), json);
    }

    /** Reads on until it has said all of these, in whatever order. */
    void await(String... words) throws IOException, InterruptedException {
        List<String> missing = new ArrayList<>(List.of(words));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            seen.add(line);
            missing.removeIf(line::contains);
            if (missing.isEmpty()) {
                return;
            }
        }
        throw new AssertionError(
                "never " + missing + ", and ended with " + process.waitFor() + ":\n" + String.join("\n", seen));
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM; its summary. */
    JsonNode end() throws IOException, InterruptedException {
        // destroy() would close the pipe that its last words come through
        new ProcessBuilder("kill", "-TERM", Long.toString(process.pid()))
                .start()
                .waitFor();
        output.lines().forEach(seen::add);
        process.waitFor();
        return Json.MAPPER.readTree(json.toFile()).get("robots").get(0);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
