package dev.creance.runtime.loop;

import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Policy;
import dev.creance.runtime.PolicyStatus;
import java.util.Arrays;

/**
 * A policy's place in the loop: in charge, or behind the one in charge. A policy that throws on the tick thread is not called
 * again; its proposal is NaN from then on.
 *
 * <pre>{@code
 * pipeline.follow(new Seat(id, candidate, true), nowNs);
 * }</pre>
 */
public final class Seat {
    final long id;
    final boolean succeeds;
    final float[] observation;
    final Answer answer;

    /** What a policy that does not fly is told to have returned: NaN, so that its history holds what was executed. */
    final float[] nothing;

    /** Whether {@link #observation} was taken in this tick. */
    boolean observed;

    private final Policy policy;
    private volatile TickFailure failure;

    /**
     * @param id by which logs know it; not 0 where it follows
     * @param policy reset
     * @param succeeds whether it is to take over; else it follows for comparison alone
     */
    public Seat(long id, Policy policy, boolean succeeds) {
        this.id = id;
        this.policy = policy;
        this.succeeds = succeeds;
        this.observation = new float[policy.observationSize()];
        this.answer = new Answer(policy.actionSize());
        this.nothing = new float[policy.actionSize()];
        Arrays.fill(nothing, Float.NaN);
    }

    public Policy policy() {
        return policy;
    }

    /** Whether it took an observation in this tick. */
    public boolean observed() {
        return observed;
    }

    /** Its newest observation; not to be modified. */
    public float[] observation() {
        return observation;
    }

    /** What it threw on the tick thread; null where nothing. */
    TickFailure failure() {
        return failure;
    }

    @HotPath
    void observe(long tick, Frame sensors, Frame reference) {
        observed = false;
        if (failure == null) {
            try {
                policy.observe(sensors, reference, observation);
                observed = true;
            } catch (Throwable thrown) {
                fail(tick, "policy.observe", thrown);
            }
        }
    }

    /** @param status NaN is passed on: the shield must see it */
    @HotPath
    void propose(long tick, float[] action, PolicyStatus status, double[] proposalOut) {
        boolean usable = status == PolicyStatus.OK || status == PolicyStatus.NON_FINITE;
        if (usable && failure == null) {
            try {
                policy.command(action, proposalOut);
                return;
            } catch (Throwable thrown) {
                fail(tick, "policy.command", thrown);
            }
        }
        Arrays.fill(proposalOut, Double.NaN);
    }

    /** @param takesOver whether the policies take over in this tick, which is when they are reset */
    @HotPath
    void acted(long tick, float[] action, double[] executed, boolean takesOver) {
        if (failure == null) {
            try {
                policy.acted(action, executed);
                if (takesOver) {
                    policy.reset();
                }
            } catch (Throwable thrown) {
                fail(tick, "policy.acted", thrown);
            }
        }
    }

    void fail(long tick, String stage, Throwable thrown) {
        if (failure == null) {
            failure = new TickFailure(tick, stage, thrown);
        }
    }
}
