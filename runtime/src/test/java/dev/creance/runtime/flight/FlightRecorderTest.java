package dev.creance.runtime.flight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Sink;
import dev.creance.runtime.TickRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRecorderTest {
    private static final int TICKS = 300;

    @TempDir
    private Path folder;

    private FlightRing ring;

    @BeforeEach
    void create() throws Exception {
        ring = FlightRing.create(folder.resolve("ring"), Records.schema(), 1 << 20);
    }

    @AfterEach
    void close() {
        ring.close();
    }

    private void run(Sink... sinks) {
        try (FlightRecorder recorder = new FlightRecorder(ring, List.of(sinks))) {
            recorder.start();
            append();
        }
    }

    private void append() {
        TickRecord record = Records.schema().newRecord();
        for (int tick = 0; tick < TICKS; tick++) {
            Records.fill(record, tick);
            ring.append(record);
        }
    }

    @Test
    void everySinkGetsEveryRecordInOrderAndIsClosedAfterTheLast() {
        Collected first = new Collected(Long.MAX_VALUE);
        Collected second = new Collected(Long.MAX_VALUE);

        run(first, second);

        assertThat(first.ticks).hasSize(TICKS).isSorted().doesNotHaveDuplicates();
        assertThat(second.ticks).isEqualTo(first.ticks);
        assertThat(first.closes).isEqualTo(1);
        assertThat(ring.backlog()).isZero();
    }

    @Test
    void aSinkThatThrowsIsDetachedAndReportedOnceAndTheOthersGoOn() {
        Collected failing = new Collected(100);
        Collected healthy = new Collected(Long.MAX_VALUE);
        FlightRecorder recorder = new FlightRecorder(ring, List.of(failing, healthy));
        recorder.start();
        append();
        recorder.close();

        assertThat(failing.ticks).hasSize(100);
        assertThat(failing.closes).isEqualTo(1);
        assertThat(healthy.ticks).hasSize(TICKS);
        assertThat(recorder.failures()).hasSize(1);
        assertThat(recorder.failures().getFirst().sink()).isEqualTo("Collected");
        assertThat(recorder.failures().getFirst().tick()).isEqualTo(100);
    }

    @Test
    void theLastTickIsHandedOverOnceWhetherTheRingHadRoomForItOrNot() {
        Collected recorded = new Collected(Long.MAX_VALUE);
        FlightRecorder recorder = new FlightRecorder(ring, List.of(recorded));
        recorder.start();
        append();
        recorder.close(tick(TICKS - 1));
        assertThat(recorded.ticks).hasSize(TICKS).endsWith(TICKS - 1L);

        Collected dropped = new Collected(Long.MAX_VALUE);
        FlightRecorder other = new FlightRecorder(ring, List.of(dropped));
        other.start();
        other.close(tick(TICKS + 50));
        assertThat(dropped.ticks).containsExactly(TICKS + 50L);
        assertThat(dropped.closes).isEqualTo(1);
    }

    private static TickRecord tick(int tick) {
        TickRecord record = Records.schema().newRecord();
        Records.fill(record, tick);
        return record;
    }

    @Test
    void theRingIsDrainedAlsoWhereNoSinkIsLeft() {
        run(new Collected(0));

        assertThat(ring.backlog()).isZero();
    }

    @Test
    void aSinkThatFailsToCloseIsReportedAndTheNextIsClosedAllTheSame() {
        Sink failing = new Sink() {
            @Override
            public void accept(TickRecord record) {}

            @Override
            public void close() {
                throw new IllegalStateException("disk full");
            }
        };
        Collected healthy = new Collected(Long.MAX_VALUE);
        FlightRecorder recorder = new FlightRecorder(ring, List.of(failing, healthy));
        recorder.start();
        recorder.close();

        assertThat(recorder.failures()).hasSize(1);
        assertThat(recorder.failures().getFirst().tick()).isEqualTo(-1);
        assertThat(healthy.closes).isEqualTo(1);
    }

    private static final class Collected implements Sink {
        private final List<Long> ticks = Collections.synchronizedList(new ArrayList<>());
        private final long failsAt;
        private volatile int closes;

        Collected(long failsAt) {
            this.failsAt = failsAt;
        }

        @Override
        public void accept(TickRecord record) {
            if (record.in.tick >= failsAt) {
                throw new IllegalStateException("disk full");
            }
            ticks.add(record.in.tick);
        }

        @Override
        public void close() {
            int before = closes;
            closes = before + 1;
        }
    }
}
