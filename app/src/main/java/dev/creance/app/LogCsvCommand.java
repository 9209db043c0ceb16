package dev.creance.app;

import dev.creance.record.LogReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code creance log csv}: the interventions of a run, tick by tick. */
@Command(
        name = "csv",
        description =
                "What the policy wanted, what was executed, who decided and why: a table with a row for each tick.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: creance log csv runs/crazyflie-20261122-101500/flight.mcap --out flight.csv"})
final class LogCsvCommand implements Callable<Integer> {
    @Parameters(paramLabel = "LOG", description = "the log's first file")
    private Path file;

    @Option(names = "--out", paramLabel = "FILE", description = "where to; default the standard output")
    private Path to;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws UsageError {
        try (LogReader log = LogReader.open(file)) {
            if (to == null) {
                InterventionTable.write(log, spec.commandLine().getOut());
                spec.commandLine().getOut().flush();
            } else {
                try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(to, StandardCharsets.UTF_8))) {
                    InterventionTable.write(log, out);
                }
            }
            log.damages().forEach(damage -> spec.commandLine().getErr().println("damaged: " + damage));
            return log.damages().isEmpty() ? ExitCode.DONE : ExitCode.FOUND;
        } catch (IOException e) {
            throw new UsageError(file + " cannot be read, or " + to + " written: " + e.getMessage());
        }
    }
}
