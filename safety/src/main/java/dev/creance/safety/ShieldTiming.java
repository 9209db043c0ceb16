package dev.creance.safety;

import dev.creance.runtime.loop.OverrunReaction;

/**
 * What the shield must know of the loop it runs in.
 *
 * @param periodNs duration of a tick
 * @param policyPeriodTicks ticks between two observations of the policy
 * @param policyDeadlineNs greatest age of an action, from the tick of its observation
 * @param maxOverruns ticks in a row that may end late
 * @param overrun what follows where more do
 */
public record ShieldTiming(
        long periodNs, int policyPeriodTicks, long policyDeadlineNs, int maxOverruns, OverrunReaction overrun) {
    public ShieldTiming {
        if (periodNs <= 0 || policyPeriodTicks <= 0 || policyDeadlineNs <= 0 || maxOverruns < 0) {
            throw new IllegalArgumentException("periodNs=" + periodNs + ", policyPeriodTicks=" + policyPeriodTicks
                    + ", policyDeadlineNs=" + policyDeadlineNs + ", maxOverruns=" + maxOverruns);
        }
    }

    public double periodS() {
        return periodNs * 1e-9;
    }
}
