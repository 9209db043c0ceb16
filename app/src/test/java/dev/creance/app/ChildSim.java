package dev.creance.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code creance sim} of the example in a JVM of its own, on the wall's clock or in lockstep. What it prints tells what it does. */
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

    static ChildSim start(Path folder, Path port, String... options) throws IOException {
        Path json = folder.resolve("sim.json");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:-UsePerfData",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "sim",
                TestFlight.EXAMPLE.toString(),
                "--port",
                "pty:" + port,
                "--json",
                json.toString()));
        TestFlight.BUSY_MACHINE.forEach((key, value) -> {
            command.add("--set");
            command.add(key + "=" + value);
        });
        command.addAll(List.of(options));
        return new ChildSim(
                new ProcessBuilder(command).redirectErrorStream(true).start(), json);
    }

    /** Reads on until it says this. */
    void await(String words) throws IOException, InterruptedException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            seen.add(line);
            if (line.contains(words)) {
                return;
            }
        }
        throw new AssertionError(
                "never '" + words + "', and ended with " + process.waitFor() + ":\n" + String.join("\n", seen));
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM; its summary. */
    JsonNode end() throws IOException, InterruptedException {
        process.destroy();
        output.lines().forEach(seen::add);
        process.waitFor();
        return Json.MAPPER.readTree(json.toFile()).get("robots").get(0);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
