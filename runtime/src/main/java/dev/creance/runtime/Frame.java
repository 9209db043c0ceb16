package dev.creance.runtime;

/**
 * One sample of all channels of a layout: a preallocated, mutable holder for the hot path. Not thread-safe.
 *
 * <pre>{@code
 * Frame sensors = new Frame(layout);
 * device.read(clock.nowNs(), sensors);
 * double height = sensors.values[layout.indexOf("position.z")];
 * }</pre>
 */
public final class Frame {
    private final Layout layout;

    /** Values in SI units, in the order of the layout. */
    public final double[] values;

    /** Bit i is set where channel i holds a valid value; the last bit where all channels from the 64th on do. */
    public long validBits;

    /** Counts up by one with each sample its producer takes. */
    public long sequence;

    /** When the sample was taken, on the clock of its producer, ns. */
    public long sampleNs;

    /** When the sample was received, on the clock of this process, ns. */
    public long receiptNs;

    public Frame(Layout layout) {
        this.layout = layout;
        this.values = new double[layout.size()];
    }

    public Layout layout() {
        return layout;
    }

    /** Bits of all channels of this frame's layout. */
    public long allValid() {
        return layout.size() >= Long.SIZE ? -1L : (1L << layout.size()) - 1;
    }

    /** The bit of {@link #validBits} that speaks for a channel. */
    @HotPath
    public static long bit(int channel) {
        return 1L << Math.min(channel, Long.SIZE - 1);
    }

    @HotPath
    public boolean isValid(int channel) {
        return (validBits & bit(channel)) != 0;
    }

    /** Copies everything but the layout, which must be of the same size. */
    @HotPath
    public void copyFrom(Frame other) {
        System.arraycopy(other.values, 0, values, 0, values.length);
        validBits = other.validBits;
        sequence = other.sequence;
        sampleNs = other.sampleNs;
        receiptNs = other.receiptNs;
    }
}
