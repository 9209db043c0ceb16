package dev.creance.bench;

import dev.creance.app.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that allocates, in the same JVM as a flight. It keeps what lives 48 MB large and replaces it in no order, so that a
 * collector finds neither everything dead nor everything old. Arguments: MB/s, the file for what it achieved, then those of {@code
 * creance}.
 */
final class Neighbour implements Runnable {
    private static final int NODES = 48 * 1024;
    private static final int PAYLOAD_BYTES = 976;
    private static final int NODE_BYTES = 24 + 16 + PAYLOAD_BYTES; // as the JVM lays them out, give or take a pointer
    private static final long PAUSE_NS = 500_000;
    private static final long LOG_NS = 100_000_000;
    // What it could not allocate in time it does not make up for in a burst.
    private static final long LONGEST_DEBT_NS = 50_000_000;
    private static final int FIRST_ARGUMENTS = 2;

    private final Node[] nodes = new Node[NODES];
    private final double bytesPerNs;
    private final Path log;
    private long random = 1;

    private record Node(byte[] payload, long number) {}

    private Neighbour(double bytesPerNs, Path log) {
        this.bytesPerNs = bytesPerNs;
        this.log = log;
    }

    /** Starts the thread where there is something to allocate, then does what {@code creance} does. */
    public static void main(String[] arguments) {
        double mbPerS = Double.parseDouble(arguments[0]);
        if (mbPerS > 0) {
            Neighbour neighbour = new Neighbour(mbPerS * 1e-3, Path.of(arguments[1]));
            Thread.ofPlatform().name("neighbour").daemon().start(neighbour);
        }
        Main.main(Arrays.copyOfRange(arguments, FIRST_ARGUMENTS, arguments.length));
    }

    @Override
    public void run() {
        long bytes = 0;
        long paidNs = System.nanoTime();
        long loggedNs = paidNs;
        while (true) {
            long nowNs = System.nanoTime();
            paidNs = Math.max(paidNs, nowNs - LONGEST_DEBT_NS);
            while (nowNs - paidNs > 0) {
                allocate();
                bytes += NODE_BYTES;
                paidNs += Math.round(NODE_BYTES / bytesPerNs);
            }
            if (nowNs - loggedNs > LOG_NS) {
                loggedNs = nowNs;
                tell(nowNs, bytes);
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    private void allocate() {
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17; // xorshift64 (Marsaglia, 2003)
        nodes[(int) Long.remainderUnsigned(random, NODES)] = new Node(new byte[PAYLOAD_BYTES], random);
    }

    private void tell(long nowNs, long bytes) {
        try {
            Files.writeString(log, nowNs + " " + bytes + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
