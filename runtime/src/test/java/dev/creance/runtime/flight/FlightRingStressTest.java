package dev.creance.runtime.flight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.TickRecord;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRingStressTest {
    private static final long TICKS = 1_000_000;

    @TempDir
    private Path folder;

    @Test
    void aReaderNeverSeesATornOrReorderedRecordAndMissesOnlyTheDroppedOnes() throws Exception {
        // The smallest ring there is: the two meet in the same slots all the time.
        try (FlightRing ring = FlightRing.create(folder.resolve("ring"), Records.schema(), 16 * 448 + 8192)) {
            AtomicLong appended = new AtomicLong();
            Thread writer = Thread.ofPlatform().daemon().start(() -> {
                TickRecord record = Records.schema().newRecord();
                for (long tick = 0; tick < TICKS; tick++) {
                    Records.fill(record, tick);
                    ring.append(record);
                }
                appended.set(TICKS);
            });

            TickRecord record = Records.schema().newRecord();
            long seen = 0;
            long broken = 0;
            long last = -1;
            boolean done = false;
            while (!done) {
                done = appended.get() == TICKS;
                while (ring.peek(record)) {
                    broken += Records.isWhole(record, record.in.tick) && record.in.tick > last ? 0 : 1;
                    last = record.in.tick;
                    seen++;
                    ring.release();
                }
            }
            writer.join();

            assertThat(ring.capacity()).isLessThan(40);
            assertThat(broken).isZero();
            assertThat(seen + ring.dropped()).isEqualTo(TICKS);
            assertThat(seen).isGreaterThan(0);
        }
    }
}
