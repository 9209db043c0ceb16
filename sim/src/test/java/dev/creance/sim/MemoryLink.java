package dev.creance.sim;

import dev.creance.runtime.Link;

/** One end of a pipe in memory; both ends on one thread, or handed over between threads under its lock. */
final class MemoryLink implements Link {
    private static final class Pipe {
        private final byte[] bytes = new byte[1 << 16];
        private int from;
        private int to;

        synchronized int read(byte[] buffer) {
            int count = Math.min(buffer.length, to - from);
            for (int i = 0; i < count; i++) {
                buffer[i] = bytes[from++ & bytes.length - 1];
            }
            return count;
        }

        synchronized int write(byte[] buffer, int length) {
            int count = Math.min(length, bytes.length - (to - from));
            for (int i = 0; i < count; i++) {
                bytes[to++ & bytes.length - 1] = buffer[i];
            }
            return count;
        }
    }

    private final Pipe in;
    private final Pipe out;

    private MemoryLink(Pipe in, Pipe out) {
        this.in = in;
        this.out = out;
    }

    static MemoryLink[] pair() {
        Pipe a = new Pipe();
        Pipe b = new Pipe();
        return new MemoryLink[] {new MemoryLink(a, b), new MemoryLink(b, a)};
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
        return "memory";
    }

    @Override
    public void close() {}
}
