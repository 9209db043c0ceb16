package dev.creance.runtime.loop;

/**
 * How one policy takes the place of another in flight.
 *
 * <pre>{@code
 * new TakeoverSettings(1_000_000_000, 300_000_000);
 * }</pre>
 *
 * @param settleNs how long it must have followed with every answer in time
 * @param blendNs over which its share of the proposal grows from 0 to 1
 */
public record TakeoverSettings(long settleNs, long blendNs) {
    /** For runs in which none takes over. */
    public static final TakeoverSettings NONE = new TakeoverSettings(0, 0);
}
