package dev.creance.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code creance top}: watches a run from another process, which it disturbs in nothing. */
@Command(
        name = "top",
        description = "Show how a run that goes on is doing: overruns and their causes, latencies, link, recorder.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit code 1: the run's process died. docs/counters.md says how other programs read the same figures.",
            "Example: creance top --once"
        })
final class TopCommand implements Callable<Integer> {
    private static final long REFRESH_MS = 500;
    private static final String CLEAR = "\033[H\033[J";

    @Parameters(paramLabel = "RUN_DIR", arity = "0..1", description = "a run's folder; default: the newest live run")
    private Path folder;

    @Option(names = "--runs", paramLabel = "DIR", description = "where to look for it; default ${DEFAULT-VALUE}")
    private Path runs = Path.of("runs");

    @Option(names = "--once", description = "print once and end; so it is where no terminal is attached")
    private boolean once;

    @Option(names = "--json", description = "print once, for machines")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws UsageError {
        LiveRun run = folder == null ? newest() : read();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(run.toJson().toPrettyString());
        } else if (once || System.console() == null || !System.console().isTerminal()) {
            out.print(TopText.of(run));
        } else {
            return watch(run, out);
        }
        out.flush();
        return run.alive() ? ExitCode.DONE : ExitCode.FOUND;
    }

    private LiveRun newest() throws UsageError {
        try {
            return LiveRun.newest(runs)
                    .orElseThrow(() -> new UsageError(
                            "no run goes on below " + runs + "; name its folder, or where to look with --runs"));
        } catch (IOException e) {
            throw new UsageError(runs + " cannot be listed: " + e.getMessage());
        }
    }

    private LiveRun read() throws UsageError {
        try {
            return LiveRun.of(folder);
        } catch (IOException e) {
            throw new UsageError("no run goes on in " + folder + " (its counters are gone once it ends in order): "
                    + e.getMessage());
        }
    }

    private static int watch(LiveRun first, PrintWriter out) {
        LiveRun run = first;
        try {
            while (run.alive()) {
                out.print(CLEAR + TopText.of(run));
                out.flush();
                Thread.sleep(REFRESH_MS);
                run = LiveRun.of(run.folder());
            }
            out.print(CLEAR + TopText.of(run));
            out.flush();
            return ExitCode.FOUND;
        } catch (IOException gone) {
            out.println("the run is over; its summary stands in " + run.folder().resolve("summary.json"));
            out.flush();
            return ExitCode.DONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.DONE;
        }
    }
}
