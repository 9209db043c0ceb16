package dev.creance.runtime.loop;

import dev.creance.runtime.Clock;
import dev.creance.runtime.Policy;

/**
 * Asks a policy again and again, until asking it allocates nothing and takes the same time: until its code has been compiled.
 * What asks at the policy's rate alone would be compiled only minutes into a flight.
 *
 * <pre>{@code
 * PolicyWarmUp.Result result = PolicyWarmUp.of(policy, new MonotonicClock());
 * }</pre>
 */
public final class PolicyWarmUp {
    private static final int MOST_ASKED = 500;
    private static final long WINDOW_NS = 20_000_000;

    /** Windows in a row that must agree with the one before. */
    private static final int AGREEING = 3;

    /** Between the least times of two windows; a compiler that has been at work makes more difference. */
    private static final double SAME = 1.25;

    /** A clock's own steps, which are no difference. */
    private static final long STEP_NS = 100;

    private static final long LIMIT_NS = 3_000_000_000L;

    private PolicyWarmUp() {}

    /**
     * How it ended.
     *
     * @param steady whether the last windows were free of garbage and took the same time; else the limit of 3 s was met
     * @param bytes allocated on the heap in an inference of the last window
     * @param leastNs the least time of an inference in the last window
     */
    public record Result(boolean steady, double bytes, long leastNs) {}

    /** Asks it with zeros, and resets it. */
    public static Result of(Policy policy, Clock clock) {
        float[] observation = new float[policy.observationSize()];
        float[] action = new float[policy.actionSize()];
        long endNs = clock.nowNs() + LIMIT_NS;
        Result last = window(policy, clock, observation, action);
        int agreeing = 0;
        while (agreeing < AGREEING && clock.nowNs() < endNs) {
            Result next = window(policy, clock, observation, action);
            agreeing = next.bytes == 0 && sameTime(last, next) ? agreeing + 1 : 0;
            last = next;
        }
        policy.reset();
        return new Result(agreeing == AGREEING, last.bytes, last.leastNs);
    }

    private static boolean sameTime(Result a, Result b) {
        long less = Math.min(a.leastNs, b.leastNs);
        return Math.max(a.leastNs, b.leastNs) <= SAME * less + STEP_NS;
    }

    private static Result window(Policy policy, Clock clock, float[] observation, float[] action) {
        long leastNs = Long.MAX_VALUE;
        int asked = 0;
        long before = ThreadMeter.allocatedBytes();
        long fromNs = clock.nowNs();
        long nowNs = fromNs;
        while (asked < MOST_ASKED && nowNs - fromNs < WINDOW_NS) {
            policy.infer(observation, action);
            long thenNs = nowNs;
            nowNs = clock.nowNs();
            leastNs = Math.min(leastNs, nowNs - thenNs);
            asked++;
        }
        // Not among the arguments: the object that they are for is made before them.
        long bytes = ThreadMeter.allocatedBytes() - before;
        return new Result(false, (double) bytes / asked, leastNs);
    }
}
