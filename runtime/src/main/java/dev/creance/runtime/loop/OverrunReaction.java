package dev.creance.runtime.loop;

/**
 * What the shield does once more ticks in a row have ended late than {@code loop.max_overruns} allows. In every case a late
 * tick is counted, ticks that were missed are left out rather than caught up with, and the cause is recorded.
 *
 * <pre>{@code
 * loop: {overrun: hold, max_overruns: 50}
 * }</pre>
 */
public enum OverrunReaction {
    /** The backup controller brakes and holds until ticks have been in time again for a while; where they never are, it lands. */
    HOLD,
    /** Nothing more: go on with the next tick that is due. */
    SKIP,
    /** Land. */
    STOP
}
