package dev.creance.runtime.loop;

import dev.creance.runtime.HotPath;
import dev.creance.runtime.StopRequest;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Where anyone asks for the end of a run: a signal handler, an uplink, a time limit. The strongest request counts and none
 * is taken back. The tick sees it at its start; a cut also wakes the stop path, which does not wait for a tick.
 *
 * <pre>{@code
 * Signal.handle(new Signal("INT"), signal -> stop.escalate());
 * }</pre>
 */
public final class StopSwitch {
    private static final StopRequest[] REQUESTS = StopRequest.values();

    private final AtomicInteger strongest = new AtomicInteger();
    private volatile Thread stopPath;

    /** Asks for this, unless something stronger was asked for before. Any thread. */
    public void request(StopRequest request) {
        strongest.accumulateAndGet(request.ordinal(), Math::max);
        LockSupport.unpark(stopPath);
    }

    /** For each Ctrl-C: the first asks for a controlled stop, the next one for a cut. Any thread. */
    public StopRequest escalate() {
        // In one step: two signals at once run on two threads.
        int next = strongest.updateAndGet(StopSwitch::stronger);
        LockSupport.unpark(stopPath);
        return REQUESTS[next];
    }

    private static int stronger(int request) {
        int controlled = StopRequest.CONTROLLED.ordinal();
        return request < controlled ? controlled : StopRequest.CUT.ordinal();
    }

    /** The strongest request so far. Any thread. */
    @HotPath
    public StopRequest current() {
        return REQUESTS[strongest.get()];
    }

    void wakes(Thread thread) {
        stopPath = thread;
    }
}
