package dev.creance.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What a command asks of a run of another process: hands it in, waits for the answer, and prints that. */
record RequestToRun(Path run, Path folder) {
    private static final long POLL_NS = 20_000_000;
    private static final long NS_PER_S = 1_000_000_000;

    /**
     * To a run that goes on.
     *
     * @param folder that it takes such requests in
     * @param closed why there is none, and what to do
     */
    static RequestToRun to(Path run, String folder, String closed) throws UsageError {
        boolean counts = Files.exists(run.resolve(RunDirectory.COUNTERS));
        if (!Files.isDirectory(run)) {
            throw new UsageError(run + " is no run's folder; 'creance top' shows the run that goes on");
        }
        if (Files.exists(new RunDirectory(run).summary()) || (counts && !lives(run))) {
            throw new UsageError(run + " is over; 'creance top' shows the run that goes on");
        }
        if (!Files.isDirectory(run.resolve(folder))) {
            throw new UsageError(run + " " + closed);
        }
        return new RequestToRun(run, run.resolve(folder));
    }

    private static boolean lives(Path run) throws UsageError {
        try {
            return LiveRun.of(run).alive();
        } catch (IOException e) {
            throw new UsageError(run + " is no run that goes on: " + e.getMessage());
        }
    }

    /** Prints the answer to what was handed in here; the exit code is 0 where it was accepted. */
    int await(Path request, int waitS, PrintWriter out) throws UsageError {
        Path answer = RequestFolder.answerTo(request);
        long startNs = System.nanoTime();
        while (!Files.exists(answer) && System.nanoTime() - startNs < waitS * NS_PER_S) {
            LockSupport.parkNanos(POLL_NS);
        }
        if (!Files.exists(answer)) {
            out.printf("%s: no answer within %d s; see the log%n", run, waitS);
            out.flush();
            return ExitCode.FOUND;
        }
        try {
            List<String> lines = Files.readAllLines(answer);
            out.printf("%s: %s%n", run, String.join("; ", lines.subList(1, lines.size())));
            out.flush();
            return lines.getFirst().equals("accepted") ? ExitCode.DONE : ExitCode.FOUND;
        } catch (IOException e) {
            throw new UsageError("the answer of " + run + " cannot be read: " + e.getMessage());
        }
    }
}
