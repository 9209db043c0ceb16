package dev.creance.sim;

import dev.creance.runtime.Clock;
import dev.creance.runtime.HotPath;

/**
 * The host's clock with its faults: ticks that begin late, and time that leaps. Its faults count from when the policy took over. On a
 * virtual clock a late tick is one that finds more time gone, so that the same run repeats bit for bit.
 */
public final class FaultyClock implements Clock {
    private final Clock clock;
    private final Faults faults;
    private final Fault[] list;
    private int beginning;
    private long beginNs = Long.MAX_VALUE;
    private volatile long leapNs;

    private FaultyClock(Clock clock, Faults faults) {
        this.clock = clock;
        this.faults = faults;
        list = faults.all().toArray(new Fault[0]);
    }

    /** The clock itself where no fault concerns it. */
    public static Clock wrap(Clock clock, Faults faults) {
        boolean concerned = faults.all().stream()
                .anyMatch(fault -> fault.kind() == Fault.Kind.TICK_OVERRUN || fault.kind() == Fault.Kind.CLOCK_JUMP);
        return concerned ? new FaultyClock(clock, faults) : clock;
    }

    @Override
    @HotPath
    public long nowNs() {
        return clock.nowNs() + leapNs;
    }

    @Override
    @HotPath
    public boolean sleepUntil(long deadlineNs) {
        if (faults.hostBeginning() != beginning) {
            beginning = faults.hostBeginning();
            beginNs = deadlineNs - leapNs;
        }
        long elapsedNs = deadlineNs - leapNs - beginNs;
        long lateNs = 0;
        long leap = 0;
        for (int i = 0; i < list.length && elapsedNs >= 0; i++) {
            if (!list[i].acts(elapsedNs)) {
                continue;
            }
            if (list[i].kind() == Fault.Kind.TICK_OVERRUN) {
                faults.begin(i);
                lateNs = Math.max(lateNs, list[i].details().timeNs());
            } else if (list[i].kind() == Fault.Kind.CLOCK_JUMP) {
                faults.begin(i);
                leap += list[i].details().timeNs();
            }
        }
        boolean on = clock.sleepUntil(deadlineNs - leapNs + lateNs);
        leapNs = leap;
        return on;
    }
}
