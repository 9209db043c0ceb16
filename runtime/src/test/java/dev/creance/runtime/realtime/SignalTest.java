package dev.creance.runtime.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Allocation;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SignalTest {
    private static final long LONG_NS = 600_000_000_000L;

    private final Signal signal = new Signal();

    @Test
    void aSignalRaisedAfterTheLookIsNotSleptThrough() {
        int seen = signal.value();
        signal.raise();

        signal.await(seen, LONG_NS);

        assertThat(signal.value()).isEqualTo(seen + 1);
    }

    @Test
    void waitingEndsByItselfAfterTheTimeout() {
        int seen = signal.value();

        signal.await(seen, 1_000_000);

        assertThat(signal.value()).isEqualTo(seen);
    }

    @Test
    void noSignalIsLostBetweenTwoThreads() throws Exception {
        int rounds = 20_000;
        Signal back = new Signal();
        AtomicInteger handled = new AtomicInteger();
        Thread waiter = Thread.ofPlatform().daemon().start(() -> {
            int seen = 0;
            while (seen < rounds) {
                signal.await(seen, LONG_NS);
                seen = signal.value();
                handled.set(seen);
                back.raise();
            }
        });

        for (int i = 1; i <= rounds; i++) {
            int before = back.value();
            signal.raise();
            while (handled.get() < i) {
                back.await(before, LONG_NS);
                before = back.value();
            }
        }

        waiter.join(60_000);
        assertThat(handled.get()).isEqualTo(rounds);
    }

    @Test
    void raisingAllocatesNothing() {
        assertThat(Allocation.bytesOf(20_000, signal::raise)).isZero();
    }
}
