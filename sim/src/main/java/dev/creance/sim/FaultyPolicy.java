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
 * <p>A slow inference truly takes that long; a hang truly blocks the calling thread until its time is over, the policy is closed or the thread is interrupted. With a
 * thread of its own the ticks, and so the observations, go on, and a hang with an end ends. Where the tick itself waits for the
 * policy, inline or in lockstep, no observation is taken meanwhile and the hang lasts until somebody gives the policy up: the
 * lockstep proposer does so after a limit of real time and treats the policy as absent from then on; inline the stop path takes
 * the device down.
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
        while (acting(Fault.Kind.POLICY_HANG) && !closed) {
            LockSupport.parkNanos(POLL_NS);
            if (Thread.currentThread().isInterrupted()) {
                return PolicyStatus.FAILED;
            }
        }
        if (acting(Fault.Kind.POLICY_SLOW)) {
            wall.sleepUntil(wall.nowNs() + delayNs());
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

    private long delayNs() {
        long longestNs = 0;
        for (Fault fault : list) {
            boolean slow = fault.kind() == Fault.Kind.POLICY_SLOW && fault.acts((observations - 1) * periodNs);
            longestNs = Math.max(longestNs, slow ? fault.details().timeNs() : 0);
        }
        return longestNs;
    }

    /** Before the first observation nothing acts: the loop warms policies up. */
    private boolean acting(Fault.Kind kind) {
        int seen = observations;
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
