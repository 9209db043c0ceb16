package dev.creance.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Allocation;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TripleBufferTest {
    private final TripleBuffer<long[]> buffer = new TripleBuffer<>(() -> new long[64]);

    private void publish(long value) {
        Arrays.fill(buffer.writable(), value);
        buffer.publish();
    }

    @Test
    void nothingIsTakenBeforeSomethingIsPublished() {
        assertThat(buffer.take()).isFalse();
    }

    @Test
    void aValueIsTakenOnceAndStaysReadable() {
        publish(7);

        assertThat(buffer.take()).isTrue();
        assertThat(buffer.take()).isFalse();
        assertThat(buffer.readable()).containsOnly(7);
    }

    @Test
    void theNewestValueReplacesWhatWasNotTaken() {
        publish(1);
        publish(2);
        publish(3);

        assertThat(buffer.take()).isTrue();
        assertThat(buffer.readable()).containsOnly(3);
        assertThat(buffer.take()).isFalse();
    }

    @Test
    void whatTheReaderHoldsIsNotWrittenTo() {
        publish(1);
        assertThat(buffer.take()).isTrue();

        publish(2);
        publish(3);
        publish(4);

        assertThat(buffer.readable()).containsOnly(1);
    }

    @Test
    void betweenTwoThreadsNoValueIsEverTornOrOlderThanTheOneBefore() throws Exception {
        long rounds = 3_000_000;
        Thread writer = Thread.ofPlatform().daemon().start(() -> {
            for (long value = 1; value <= rounds; value++) {
                publish(value);
            }
        });

        long last = 0;
        long broken = 0;
        while (last < rounds) {
            if (buffer.take()) {
                long[] values = buffer.readable();
                long first = values[0];
                for (long value : values) {
                    broken += value == first ? 0 : 1;
                }
                broken += first > last ? 0 : 1;
                last = first;
            }
        }
        writer.join();

        assertThat(broken).isZero();
    }

    @Test
    void publishingAndTakingAllocateNothing() {
        long allocated = Allocation.bytesOf(20_000, () -> {
            buffer.publish();
            buffer.take();
        });

        assertThat(allocated).isZero();
    }
}
