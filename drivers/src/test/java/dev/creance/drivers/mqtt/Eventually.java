package dev.creance.drivers.mqtt;

import static org.assertj.core.api.Assertions.fail;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what other threads and processes will do. The limit only ends a test that has failed; nothing is timed. */
public final class Eventually {
    private static final long LIMIT_NS = 60_000_000_000L;

    private Eventually() {}

    public static void holds(BooleanSupplier condition, Supplier<?> otherwise) {
        long untilNs = System.nanoTime() + LIMIT_NS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() >= untilNs) {
                fail("never came to hold: " + otherwise.get());
            }
            LockSupport.parkNanos(2_000_000);
        }
    }
}
