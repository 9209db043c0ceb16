package dev.creance.runtime.loop;

/**
 * Why the loop ended.
 *
 * <pre>{@code
 * int exit = result.end() == RunEnd.LINK_LOST ? 3 : 0;
 * }</pre>
 */
public enum RunEnd {
    /** The shield's failsafe is in LANDED and the device confirms that its actuators are off, or had time to. */
    LANDED,
    /** The actuators were cut. */
    TERMINATED,
    /** The link is closed for good, or was silent for longer than {@code loop.silence_limit}. */
    LINK_LOST,
    /** A stop was asked for before the device was armed. */
    NEVER_ARMED,
    /** The simulator on the far end of a lockstep link no longer answers. */
    TIME_STOPPED,
    /** The loop itself threw; the device was told to land. */
    LOOP_FAILED
}
