package dev.creance.app;

import java.io.PrintStream;
import java.util.Locale;

/** What a person at a terminal sees while a measurement runs: how much of it is left. */
final class Countdown implements AutoCloseable {
    private static final long STEP_MS = 500;
    private static final String CLEAR = "\r\033[K";

    private final PrintStream out = System.err;
    private final Thread thread;

    private Countdown(Thread thread) {
        this.thread = thread;
    }

    /** Nothing is shown where nobody looks. */
    static Countdown start(boolean terminal, String what, long durationNs) {
        if (!terminal) {
            return new Countdown(null);
        }
        long endNs = System.nanoTime() + durationNs;
        return new Countdown(
                Thread.ofPlatform().daemon().name("creance-countdown").start(() -> show(what, endNs)));
    }

    private static void show(String what, long endNs) {
        try {
            while (true) {
                double leftS = Math.max(0, (endNs - System.nanoTime()) * 1e-9);
                System.err.print(String.format(Locale.ROOT, "%smeasuring at %s, %.0f s left", CLEAR, what, leftS));
                System.err.flush();
                Thread.sleep(STEP_MS);
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            out.print(CLEAR);
            out.flush();
        }
    }
}
