package dev.creance.app;

import dev.creance.runtime.StopRequest;
import dev.creance.runtime.loop.StopSwitch;
import org.jline.utils.Signals;

/** The first Ctrl-C (or SIGTERM) asks for a controlled stop, the second cuts the actuators. */
final class StopSignals implements AutoCloseable {
    private final StopSwitch stop;
    private final Object interrupt;
    private final Object terminate;

    private final String firstly;

    StopSignals(StopSwitch stop) {
        this(stop, "controlled stop: landing; press Ctrl-C again to cut the motors");
    }

    /** @param firstly what the first one brings about */
    StopSignals(StopSwitch stop, String firstly) {
        this.stop = stop;
        this.firstly = firstly;
        this.interrupt = Signals.register("INT", this::next);
        this.terminate = Signals.register("TERM", this::next);
    }

    private void next() {
        StopRequest asked = stop.escalate();
        System.err.println(asked == StopRequest.CONTROLLED ? "\ncreance: " + firstly : "\ncreance: motors cut");
    }

    @Override
    public void close() {
        Signals.unregister("INT", interrupt);
        Signals.unregister("TERM", terminate);
    }
}
