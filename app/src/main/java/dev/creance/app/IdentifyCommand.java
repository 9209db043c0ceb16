package dev.creance.app;

import dev.creance.dynamics.identify.UnfitRecording;
import dev.creance.dynamics.quadrotor.identify.QuadrotorIdentification.Given;
import dev.creance.record.LogReader;
import dev.creance.runtime.Layout;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code creance identify}: what a recorded run says of the machine. Moves nothing. */
@Command(
        name = "identify",
        description = "Find a machine's parameters, with bounds, in the log of a run.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "What the log leaves open is named with the reason, and keeps its prior value.",
            "",
            "Example: creance identify runs/crazyflie-20261123-101500/flight.mcap --out my-crazyflie.yaml"
        })
final class IdentifyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "LOG", description = "the log's first file")
    private Path file;

    @Option(names = "--robot", description = "${COMPLETION-CANDIDATES}; by default what the log's channels are of")
    private IdentifiedRobot.Kind robot;

    @Option(
            names = "--prior",
            paramLabel = "PARAMS",
            description = "parameters to start from, a name or a file; by default those of the run's configuration")
    private String prior;

    @Option(
            names = "--known",
            description =
                    "quadrotor: what gives forces their scale, ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}")
    private Given known = Given.MASS;

    @Option(names = "--from", paramLabel = "S", description = "leave out what is before, seconds; default 0")
    private double fromS;

    @Option(names = "--to", paramLabel = "S", description = "leave out what is after, seconds; default the end")
    private double toS = Double.POSITIVE_INFINITY;

    @Option(names = "--out", paramLabel = "FILE", description = "write a parameter file")
    private Path out;

    @Option(names = "--json", paramLabel = "FILE", description = "write the result for machines")
    private Path json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws UsageError {
        PrintWriter text = spec.commandLine().getOut();
        try (LogReader log = LogReader.open(file)) {
            IdentifiedRobot.Kind kind = robot == null ? kindOf(log.schema().sensors()) : robot;
            IdentifiedRobot.Source source = new IdentifiedRobot.Source(
                    log, PriorParameters.of(prior, log.schema().metadata()), fromS, toS);
            IdentifiedRobot identified = IdentifiedRobot.of(kind, source, known);
            IdentificationText.print(identified, text);
            Json.write(json, IdentificationText.json(identified, file));
            write(identified.file());
            return ExitCode.DONE;
        } catch (UnfitRecording e) {
            text.println(file + " " + e.getMessage());
            text.flush();
            return ExitCode.FOUND;
        } catch (IOException e) {
            throw new UsageError(file + " cannot be read: " + e.getMessage());
        }
    }

    private static IdentifiedRobot.Kind kindOf(Layout sensors) throws UsageError {
        for (IdentifiedRobot.Kind kind : IdentifiedRobot.Kind.values()) {
            if (sensors.has(kind.channel)) {
                return kind;
            }
        }
        throw new UsageError("the log's channels are of no robot that can be identified; there are "
                + java.util.Arrays.toString(IdentifiedRobot.Kind.values()).toLowerCase(Locale.ROOT));
    }

    private void write(String parameters) throws UsageError {
        if (out == null) {
            return;
        }
        try {
            if (out.toAbsolutePath().getParent() != null) {
                Files.createDirectories(out.toAbsolutePath().getParent());
            }
            Files.writeString(out, parameters);
        } catch (IOException e) {
            throw new UsageError("--out=" + out + " cannot be written (" + e.getMessage() + "); choose another place");
        }
    }
}
