package dev.creance.runtime.loop;

/**
 * How this run differs from another with the same settings.
 *
 * <pre>{@code
 * RunPlan plan = new RunPlan(20_000_000_000L, 60_000, false);
 * }</pre>
 *
 * @param durationNs of the scenario, from the policy's taking over; {@link Long#MAX_VALUE} for no end
 * @param commandValidForUs how long the device may act on a command, from its receipt on
 * @param lockstep time stands still while the loop works: records hold no timings, and the ring is waited for
 */
public record RunPlan(long durationNs, int commandValidForUs, boolean lockstep) {}
