package dev.creance.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.creance.record.LogDamage;
import dev.creance.record.LogReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code creance replay}: the same inputs again, and every bit compared. Moves nothing. */
@Command(
        name = "replay",
        description = "Re-execute a recorded run from its inputs and report the first differing bit, or none.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: creance replay runs/crazyflie-20261122-101500/flight.mcap"})
final class ReplayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "LOG", description = "the log's first file")
    private Path file;

    @Option(names = "--json", paramLabel = "FILE", description = "write the result for machines")
    private Path json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws UsageError {
        try (LogReader log = LogReader.open(file)) {
            Replay.Result result = new Replay(log).run();
            List<LogDamage> damages = log.damages();
            print(result, damages);
            Json.write(json, toJson(result, damages));
            return result.divergence().isEmpty() && damages.isEmpty() ? ExitCode.DONE : ExitCode.FOUND;
        } catch (IOException e) {
            throw new UsageError(file + " cannot be read: " + e.getMessage());
        }
    }

    private void print(Replay.Result result, List<LogDamage> damages) {
        PrintWriter out = spec.commandLine().getOut();
        damages.forEach(damage -> out.println("damaged: " + damage));
        result.divergence().ifPresent(divergence -> out.println("differs: " + divergence.text()));
        if (!result.sameEngine()) {
            out.println("note: engine or processor differ from the run's; its actions were taken from the log");
        }
        if (result.divergence().isEmpty()) {
            out.printf(
                    "%s: no bit differs in %d ticks, %d inferences re-executed%n",
                    file, result.ticks(), result.inferences());
        }
        out.flush();
    }

    private static ObjectNode toJson(Replay.Result result, List<LogDamage> damages) {
        ObjectNode root = Json.object()
                .put("ticks", result.ticks())
                .put("inferences", result.inferences())
                .put("same_engine", result.sameEngine())
                .put("identical", result.divergence().isEmpty());
        result.divergence()
                .ifPresent(divergence -> root.putObject("first_difference")
                        .put("tick", divergence.tick())
                        .put("field", divergence.field())
                        .put("recorded", divergence.recorded())
                        .put("recomputed", divergence.recomputed())
                        .put("bits", Long.toHexString(divergence.bits())));
        ArrayNode list = root.putArray("damages");
        damages.forEach(damage -> list.add(damage.toString()));
        return root;
    }
}
