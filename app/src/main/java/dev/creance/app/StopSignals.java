package dev.creance.app;

import dev.creance.runtime.StopRequest;
import dev.creance.runtime.loop.StopSwitch;
import org.jline.utils.Signals;

/** The first Ctrl-C (or SIGTERM) asks for a controlled stop, the second cuts the actuators. */
final class StopSignals implements AutoCloseable {
    private final StopSwitch stop;
    private final Object interrupt;
    private final Object terminate;

    StopSignals(StopSwitch stop) {
        this.stop = stop;
        this.interrupt = Signals.register("INT", this::next);
        this.terminate = Signals.register("TERM", this::next);
    }

    private void next() {
        StopRequest asked = stop.escalate();
        System.err.println(
                asked == StopRequest.CONTROLLED
                        ? "\ncreance: controlled stop: landing; press Ctrl-C again to cut the motors"
                        : "\ncreance: motors cut");
    }

    @Override
    public void close() {
        Signals.unregister("INT", interrupt);
        Signals.unregister("TERM", terminate);
    }
}
