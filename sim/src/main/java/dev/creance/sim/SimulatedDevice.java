package dev.creance.sim;

import dev.creance.bridge.DeviceEndpoint;
import dev.creance.runtime.Channel;
import dev.creance.runtime.Clock;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.Link;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A simulated machine with its firmware on the far end of a link. In real time it runs on its own clock and thread, as a
 * machine would; in lockstep its time stands still until the host grants more, and the same seed gives the same bits.
 *
 * <pre>{@code
 * SimulatedDevice device = SimulatedDevice.realTime(setup, farEnd, clock);   // or lockstep(setup, farEnd)
 * device.start();
 * …                                                                          // the host flies over the near end
 * device.settle(30_000_000_000L);
 * device.close();
 * TruthSummary truth = device.truth();
 * }</pre>
 */
public final class SimulatedDevice implements AutoCloseable {
    /** How often per period the link is looked at: as often as the time synchronisation must be sharper than the period. */
    private static final int POLLS_PER_PERIOD = 2;

    /** Longest lag behind its clock that is made up for step by step; beyond, the host machine has stood still. */
    private static final long LONGEST_LAG_NS = 1_000_000_000;

    /** Looks at the link before the thread gives way: few, for a pseudo-terminal needs a kernel thread to carry its bytes. */
    private static final int SPINS = 50;

    private static final int YIELDS = 20;
    private static final long PARK_NS = 20_000;

    private final DeviceCore core;
    private final Clock clock;
    private final Runnable onThread;
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean resting;
    private long received;
    private volatile long receptions;
    private volatile DeviceState seen = DeviceState.DISARMED;
    private final PaceKeeper pace = new PaceKeeper();
    private volatile Throwable failure;

    private SimulatedDevice(SimulationSetup setup, Link link, Clock clock, Runnable onThread) {
        this.clock = clock;
        this.onThread = onThread;
        core = new DeviceCore(setup, link, clock == null);
        thread = new Thread(this::run, "simulated device");
        thread.setDaemon(true);
    }

    /** A device that runs on this clock. */
    public static SimulatedDevice realTime(SimulationSetup setup, Link link, Clock clock) {
        return realTime(setup, link, clock, () -> {});
    }

    /** The same; {@code onThread} is called first on its thread, for its priority: a machine has a processor of its own. */
    public static SimulatedDevice realTime(SimulationSetup setup, Link link, Clock clock, Runnable onThread) {
        return new SimulatedDevice(setup, link, clock, onThread);
    }

    /** A device whose time is granted. */
    public static SimulatedDevice lockstep(SimulationSetup setup, Link link) {
        return new SimulatedDevice(setup, link, null, () -> {});
    }

    /** Switches it on, on a thread of its own. In lockstep {@link #poll} may be called instead. */
    public void start() {
        thread.start();
    }

    /**
     * Lockstep: takes in what has arrived and runs what is granted, on the calling thread.
     *
     * @return whether there was anything to do
     */
    public boolean poll() {
        boolean any = core.receive(core.timeNs());
        if (any) {
            receptions = ++received;
        }
        long untilNs = core.endpoint.grantedUntilNs();
        if (untilNs == DeviceEndpoint.NO_GRANT) {
            return any;
        }
        while (core.timeNs() + core.periodNs <= untilNs) {
            core.begin();
            core.finish();
        }
        core.endpoint.grantDone(untilNs);
        seen = core.endpoint.state();
        return true;
    }

    private void run() {
        try {
            onThread.run();
            if (clock == null) {
                runGranted();
            } else {
                runOnClock();
            }
        } catch (Throwable thrown) {
            failure = thrown;
        }
    }

    private void runGranted() {
        int idle = 0;
        while (!closing && !core.linkClosed()) {
            if (poll()) {
                idle = 0;
            } else if (++idle <= SPINS) {
                Thread.onSpinWait();
            } else if (idle <= SPINS + YIELDS) {
                Thread.yield();
            } else {
                LockSupport.parkNanos(PARK_NS);
            }
        }
    }

    private void runOnClock() {
        long startNs = clock.nowNs();
        long bootNs = startNs;
        while (!closing) {
            core.begin();
            long endNs = core.timeNs() + core.periodNs;
            for (int i = 1; i <= POLLS_PER_PERIOD; i++) {
                if (!clock.sleepUntil(bootNs + core.timeNs() + i * core.periodNs / POLLS_PER_PERIOD)) {
                    return;
                }
                if (core.receive(Math.max(core.timeNs(), Math.min(endNs, clock.nowNs() - bootNs)))) {
                    receptions = ++received;
                }
            }
            core.finish();
            resting = core.resting();
            seen = core.endpoint.state();
            long nowNs = clock.nowNs();
            long lagNs = nowNs - bootNs - core.timeNs();
            long givenUpNs = lagNs > LONGEST_LAG_NS ? lagNs : 0;
            bootNs += givenUpNs;
            pace.period(lagNs, givenUpNs, core.timeNs(), nowNs - startNs);
        }
    }

    /**
     * Lets the machine come to rest by itself after the host has gone. In lockstep nothing is granted any more, so its time runs
     * on without a link.
     *
     * @param limitNs of device time, at most
     * @return whether it rests with its actuators off
     */
    public boolean settle(long limitNs) {
        if (clock == null) {
            stopThread();
            core.alone();
            for (long t = 0; t < limitNs && !core.resting(); t += core.periodNs) {
                core.begin();
                core.finish();
            }
            return core.resting();
        }
        long endNs = clock.nowNs() + limitNs;
        while (!resting && thread.isAlive() && clock.nowNs() < endNs) {
            clock.sleepUntil(clock.nowNs() + core.periodNs);
        }
        return resting;
    }

    /** How it keeps up with its clock; all zero in lockstep, where time waits. Any thread. */
    public Pace pace() {
        return pace.pace();
    }

    /** How often something has arrived: it changes while a host is there. Any thread. */
    public long receptions() {
        return receptions;
    }

    /** What it is doing, as of its last period. Any thread. */
    public DeviceState seen() {
        return seen;
    }

    /** Its own time, exact once it is closed. */
    public long timeNs() {
        return core.timeNs();
    }

    /** Who is to be told what a shield with these margins decides, on any thread. */
    public DecisionObserver observer(List<Channel> margins) {
        return core.machine.observer(margins);
    }

    /** What truly happened; exact once the device is closed. */
    public TruthSummary truth() {
        return core.machine.truth();
    }

    /** What the device believes to be doing; exact once it is closed. */
    public DeviceState state() {
        return core.endpoint.state();
    }

    /** Why the simulation itself broke off, where it did. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** Switches it off and waits for its thread. The link stays open: it belongs to who made it. */
    @Override
    public void close() {
        stopThread();
    }

    private void stopThread() {
        closing = true;
        try {
            thread.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
