package dev.creance.app;

import dev.creance.runtime.loop.SetpointSwitch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Changes of set points that other processes ask for in a flight: files {@code 001.set}, {@code 002.set}, … in the run's folder,
 * a value in each line. They are checked on a thread of its own, without priority; the tick takes what is left of them.
 */
final class SetpointRequests implements AutoCloseable {
    private static final String SUFFIX = "set";
    private static final long MOST_BYTES = 64 << 10;
    private static final long POLL_NS = 10_000_000;
    private static final long TAKEN_POLL_NS = 1_000_000;
    private static final long CLOSE_LIMIT_MS = 2_000;
    private static final String OVER = "the flight is over";

    private final OpenSetpoints open;
    private final SetpointSwitch tick;
    private final RequestFolder requests;
    private final Thread thread =
            Thread.ofPlatform().name("creance-setpoints").daemon().unstarted(this::serve);
    private volatile boolean closing;

    private SetpointRequests(OpenSetpoints open, SetpointSwitch tick, RequestFolder requests) {
        this.open = open;
        this.tick = tick;
        this.requests = requests;
    }

    /**
     * Opens the folder, where people may change set points in this flight.
     *
     * @throws UsageError where it cannot be made
     */
    static SetpointRequests begin(OpenSetpoints open, SetpointSwitch tick, RunDirectory directory) throws UsageError {
        SetpointRequests requests = new SetpointRequests(open, tick, new RequestFolder(directory.setpoints(), SUFFIX));
        if (open.any()) {
            try {
                Files.createDirectories(directory.setpoints());
            } catch (IOException e) {
                throw new UsageError(directory.setpoints() + ", for set points, cannot be made: " + e.getMessage());
            }
            requests.thread.start();
        }
        return requests;
    }

    /** Asks a run for values, each {@code NAME.VALUE=NUMBER UNIT}; returns the request's place. */
    static Path handIn(Path folder, List<String> values) throws IOException {
        return new RequestFolder(folder, SUFFIX)
                .handIn(SUFFIX, String.join("\n", values).getBytes(StandardCharsets.UTF_8));
    }

    private void serve() {
        while (!closing) {
            requests.next().ifPresent(this::answer);
            LockSupport.parkNanos(POLL_NS);
        }
        for (Optional<RequestFolder.Request> late = requests.next(); late.isPresent(); late = requests.next()) {
            late.get().answer(OVER, false);
        }
    }

    private void answer(RequestFolder.Request request) {
        try {
            if (Files.size(request.file()) > MOST_BYTES) {
                throw new SetpointRefused("it is larger than " + MOST_BYTES + " bytes");
            }
            List<String> lines = Files.readAllLines(request.file());
            boolean taken = ask(open.read(lines));
            request.answer(taken ? String.join(", ", lines) : OVER, taken);
        } catch (SetpointRefused refused) {
            request.answer(refused.getMessage(), false);
        } catch (IOException e) {
            request.answer("it cannot be read: " + e.getMessage(), false);
        }
    }

    /** Whether a tick has taken them. */
    private boolean ask(double[] values) {
        tick.ask(values); // there is nobody else, and what was asked before has been taken
        while (!tick.taken() && !closing) {
            LockSupport.parkNanos(TAKEN_POLL_NS);
        }
        return tick.taken();
    }

    /** Once the loop has ended. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_LIMIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
