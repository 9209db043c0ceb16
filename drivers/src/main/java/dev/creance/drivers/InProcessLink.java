package dev.creance.drivers;

import dev.creance.runtime.HotPath;
import dev.creance.runtime.Link;

/** One end of a pair of byte rings inside this process. Carries the same bytes as any wire, as fast as memory goes. */
@HotPath
public final class InProcessLink implements Link {
    private static final int RING_BYTES = 1 << 16;

    private final String name;
    private final ByteRing in;
    private final ByteRing out;

    private InProcessLink(String name, ByteRing in, ByteRing out) {
        this.name = name;
        this.in = in;
        this.out = out;
    }

    /** Two ends: what is written to one is read from the other. */
    public static LinkEnds pair(String name) {
        ByteRing down = new ByteRing(RING_BYTES);
        ByteRing up = new ByteRing(RING_BYTES);
        return new LinkEnds(new InProcessLink(name, up, down), new InProcessLink(name + " (device's end)", down, up));
    }

    @Override
    public int read(byte[] buffer) {
        return in.read(buffer);
    }

    @Override
    public int write(byte[] buffer, int length) {
        return out.write(buffer, length);
    }

    @Override
    public double bytesPerS() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public String describe() {
        return name;
    }

    /** Closes both directions; the other end reads what has arrived, then finds it closed. */
    @Override
    public void close() {
        in.close();
        out.close();
    }
}
