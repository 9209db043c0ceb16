package dev.creance.sim;

import dev.creance.runtime.Clock;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Policy;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.realtime.MonotonicClock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A policy that fails as {@link Faults} say. Its time is the number of observations since its last reset, which is when it took
 * over, over the policy rate: the same in real time, in lockstep and in a replay.
 *
 * <p>On the wall's clock a slow inference truly takes that long, and a hang truly blocks the calling thread until its time is over, the
 * policy is closed or the thread is interrupted. With a thread of its own the ticks, and so the observations, go on, and a hang with an
 * end ends. Inside the tick no observation is taken meanwhile, and the stop path takes the device down.
 *
 * <p>In lockstep no time passes while a policy infers. There one that hangs or is slow answers none of the observations that come
 * before it would be free again, and then the newest: the ticks see its action grow old, the same in each run.
 */
public final class FaultyPolicy implements Policy {
    private static final long POLL_NS = 500_000;

    private final Policy policy;
    private final Faults faults;
    private final Fault[] list;
    private final long periodNs;
    private final Clock wall = new MonotonicClock(0);
    private volatile int observations;
    private volatile boolean closed;
    private volatile boolean lockstep;

    // In lockstep, whichever thread is at work; each observation is asked about once, in order, though the next may
    // have been taken by then:
    private int asked;
    private boolean busy;
    private long freeNs;

    /** @param policyRateHz observations per second */
    public FaultyPolicy(Policy policy, Faults faults, double policyRateHz) {
        this.policy = policy;
        this.faults = faults;
        list = faults.all().toArray(new Fault[0]);
        periodNs = Math.round(1e9 / policyRateHz);
    }

    /** The policy itself where no fault concerns it. */
    public static Policy wrap(Policy policy, Faults faults, double policyRateHz) {
        return faults.onHost() ? new FaultyPolicy(policy, faults, policyRateHz) : policy;
    }

    /** From now on time stands still while it infers. */
    public void inLockstep() {
        lockstep = true;
    }

    @Override
    public String name() {
        return policy.name();
    }

    @Override
    public int observationSize() {
        return policy.observationSize();
    }

    @Override
    public int actionSize() {
        return policy.actionSize();
    }

    @Override
    @HotPath
    public void observe(Frame sensors, Frame reference, float[] observationOut) {
        int next = observations + 1;
        if (next == 1) {
            faults.hostBegins();
        }
        observations = next;
        policy.observe(sensors, reference, observationOut);
    }

    @Override
    public PolicyStatus infer(float[] observation, float[] actionOut) {
        if (lockstep) {
            asked += observations > 0 ? 1 : 0;
            if (isBusy()) {
                return PolicyStatus.NONE;
            }
        } else if (!comesBack()) {
            return PolicyStatus.FAILED;
        }
        PolicyStatus status = policy.infer(observation, actionOut);
        if (acting(Fault.Kind.POLICY_SHAPE)) {
            return PolicyStatus.FAILED;
        }
        if (acting(Fault.Kind.POLICY_NAN)) {
            Arrays.fill(actionOut, Float.NaN);
            return PolicyStatus.NON_FINITE;
        }
        return status;
    }

    private boolean isBusy() {
        boolean hangs = acting(Fault.Kind.POLICY_HANG);
        long nowNs = (seen() - 1) * periodNs;
        if (!busy && acting(Fault.Kind.POLICY_SLOW)) {
            freeNs = nowNs + delayNs() / periodNs * periodNs;
        }
        busy = hangs || nowNs < freeNs;
        return busy;
    }

    /** After its time; false where it is interrupted. */
    private boolean comesBack() {
        while (acting(Fault.Kind.POLICY_HANG) && !closed) {
            LockSupport.parkNanos(POLL_NS);
            if (Thread.currentThread().isInterrupted()) {
                return false;
            }
        }
        if (acting(Fault.Kind.POLICY_SLOW)) {
            wall.sleepUntil(wall.nowNs() + delayNs());
        }
        return true;
    }

    /** Number of the observation that is being answered; 0 before the first. */
    private int seen() {
        return lockstep ? asked : observations;
    }

    private long delayNs() {
        long longestNs = 0;
        for (Fault fault : list) {
            boolean slow = fault.kind() == Fault.Kind.POLICY_SLOW && fault.acts((seen() - 1) * periodNs);
            longestNs = Math.max(longestNs, slow ? fault.details().timeNs() : 0);
        }
        return longestNs;
    }

    /** Before the first observation nothing acts: the loop warms policies up. */
    private boolean acting(Fault.Kind kind) {
        int seen = seen();
        boolean acts = false;
        for (int i = 0; i < list.length; i++) {
            if (list[i].kind() == kind && seen > 0 && list[i].acts((seen - 1) * periodNs)) {
                faults.begin(i);
                acts = true;
            }
        }
        return acts;
    }

    @Override
    @HotPath
    public void command(float[] action, double[] commandOut) {
        policy.command(action, commandOut);
    }

    @Override
    @HotPath
    public void acted(float[] action, double[] executed) {
        policy.acted(action, executed);
    }

    @Override
    public void reset() {
        observations = 0;
        asked = 0;
        busy = false;
        freeNs = 0;
        policy.reset();
    }

    /** Ends a hang, too. */
    @Override
    public void close() {
        closed = true;
        policy.close();
    }

    /** The faults that this policy injects. */
    public List<Fault> hostFaults() {
        return faults.all().stream().filter(fault -> fault.kind().onHost()).toList();
    }
}
