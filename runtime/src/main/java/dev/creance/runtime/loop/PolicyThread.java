package dev.creance.runtime.loop;

/**
 * Where the policy's inference runs.
 *
 * <pre>{@code
 * loop: {policy_thread: own}
 * }</pre>
 */
public enum PolicyThread {
    /** On a thread of its own: a slow or hung policy costs its action's freshness, never a tick. */
    OWN,
    /** Inside the tick: no delay, for networks that are small against the tick's period. */
    INLINE
}
