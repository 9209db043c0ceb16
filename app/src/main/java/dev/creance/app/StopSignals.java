package dev.creance.app;

import dev.creance.runtime.StopRequest;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jline.utils.Signals;

/** The first Ctrl-C (or SIGTERM) asks for a controlled stop, the second cuts the actuators. */
final class StopSignals implements AutoCloseable {
    private final AtomicInteger seen = new AtomicInteger();
    private final Consumer<StopRequest> stop;
    private final Object interrupt;
    private final Object terminate;

    StopSignals(Consumer<StopRequest> stop) {
        this.stop = stop;
        this.interrupt = Signals.register("INT", this::next);
        this.terminate = Signals.register("TERM", this::next);
    }

    private void next() {
        boolean first = seen.incrementAndGet() == 1;
        stop.accept(first ? StopRequest.CONTROLLED : StopRequest.CUT);
        System.err.println(
                first
                        ? "\ncreance: controlled stop: landing; press Ctrl-C again to cut the motors"
                        : "\ncreance: motors cut");
    }

    @Override
    public void close() {
        Signals.unregister("INT", interrupt);
        Signals.unregister("TERM", terminate);
    }
}
