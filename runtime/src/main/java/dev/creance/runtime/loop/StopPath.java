package dev.creance.runtime.loop;

import dev.creance.runtime.Clock;
import dev.creance.runtime.Device;
import dev.creance.runtime.Directive;
import dev.creance.runtime.StopRequest;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread with its own right to the link: it sees a hung tick by its missing heartbeat and then orders the device to land
 * by itself, and it takes a cut straight to the device. It repeats its orders until it is closed or the tick moves on. For
 * runs in real time; in lockstep nothing hangs but by the simulator.
 *
 * <pre>{@code
 * StopPath stopPath = new StopPath(loop, device, clock, stop, () -> Realtime.fifo(81));
 * stopPath.start();
 * loop.run();
 * stopPath.close();
 * }</pre>
 */
public final class StopPath implements AutoCloseable {
    private static final long LONGEST_POLL_NS = 20_000_000;
    private static final long CLOSE_LIMIT_MS = 1_000;

    private final Heartbeat heartbeat;
    private final long hangLimitNs;
    private final Device device;
    private final Clock clock;
    private final StopSwitch stop;
    private final Runnable onThread;
    private final long pollNs;
    private final Thread thread;
    private long watchedTick = -1;
    private long overdueNs;
    private long lastLookNs;
    private volatile boolean closing;
    private volatile Hang firstHang;
    private volatile boolean hangs;
    private volatile TickFailure failure;

    /**
     * A tick that hung.
     *
     * @param tick that was to start last
     * @param lateNs how late it was when the device was first told to land
     * @param atNs when that was
     */
    public record Hang(long tick, long lateNs, long atNs) {}

    /**
     * @param clock in the loop's time domain
     * @param onThread called first on the thread, for its priority: above the tick's, or a spinning tick starves it
     */
    public StopPath(ControlLoop loop, Device device, Clock clock, StopSwitch stop, Runnable onThread) {
        this(loop.heartbeat(), loop.settings().hangLimitNs(), device, clock, stop, onThread);
    }

    StopPath(Heartbeat heartbeat, long hangLimitNs, Device device, Clock clock, StopSwitch stop, Runnable onThread) {
        this.heartbeat = heartbeat;
        this.hangLimitNs = hangLimitNs;
        this.device = device;
        this.clock = clock;
        this.stop = stop;
        this.onThread = onThread;
        this.pollNs = Math.min(LONGEST_POLL_NS, hangLimitNs / 4);
        this.thread = Thread.ofPlatform().name("creance-stop").daemon().unstarted(this::watch);
    }

    public void start() {
        stop.wakes(thread);
        thread.start();
    }

    private void watch() {
        onThread.run();
        while (!closing) {
            check();
            LockSupport.parkNanos(pollNs);
        }
    }

    /** One look at request and heartbeat, with the order that follows. */
    void check() {
        if (stop.current() == StopRequest.CUT) {
            order(Directive.STOP);
            return;
        }
        long nowNs = clock.nowNs();
        long lateNs = heartbeat.lateNs(nowNs);
        long tick = heartbeat.tick();
        if (lateNs <= 0 || tick != watchedTick) {
            watchedTick = tick;
            overdueNs = 0;
        } else {
            // Time in which this thread did not run either does not count: a machine that stood still is no hung tick.
            overdueNs += Math.min(nowNs - lastLookNs, 2 * pollNs);
        }
        lastLookNs = nowNs;
        hangs = overdueNs > hangLimitNs;
        if (hangs) {
            if (firstHang == null) {
                firstHang = new Hang(tick, lateNs, nowNs);
            }
            order(Directive.LAND);
            stop.request(StopRequest.CONTROLLED);
        }
    }

    private void order(Directive directive) {
        try {
            device.stop(directive);
        } catch (Throwable thrown) {
            if (failure == null) {
                failure = new TickFailure(heartbeat.tick(), "device.stop", thrown);
            }
        }
    }

    /** The first tick that hung, if any. Any thread. */
    public Optional<Hang> firstHang() {
        return Optional.ofNullable(firstHang);
    }

    /** Whether a tick hangs now. Any thread. */
    public boolean hangs() {
        return hangs;
    }

    /** What the device threw at an order, if anything. Any thread. */
    public Optional<TickFailure> failure() {
        return Optional.ofNullable(failure);
    }

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
