package dev.creance.runtime.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.runtime.Allocation;
import dev.creance.runtime.TickRecord;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRingTest {
    private static final long BYTES = 64 << 10;

    @TempDir
    private Path folder;

    private Path path;
    private FlightRing ring;
    private boolean open;
    private final TickRecord record = Records.schema().newRecord();

    @BeforeEach
    void create() throws IOException {
        path = folder.resolve("flight.ring");
        ring = FlightRing.create(path, Records.schema(), BYTES);
        open = true;
    }

    @AfterEach
    void close() {
        if (open) {
            ring.close();
        }
    }

    private void end() {
        ring.close();
        open = false;
    }

    private void append(long from, long to) {
        for (long tick = from; tick < to; tick++) {
            Records.fill(record, tick);
            ring.append(record);
        }
    }

    private void drain(long count) {
        TickRecord drained = Records.schema().newRecord();
        for (long i = 0; i < count; i++) {
            assertThat(ring.peek(drained)).isTrue();
            ring.release();
        }
    }

    private static List<Long> ticks(FlightRecovery recovery, long from) {
        List<Long> ticks = new ArrayList<>();
        recovery.forEach(from, found -> {
            assertThat(Records.isWhole(found, found.in.tick)).isTrue();
            ticks.add(found.in.tick);
        });
        return ticks;
    }

    private static List<Long> range(long from, long to) {
        List<Long> range = new ArrayList<>();
        for (long i = from; i < to; i++) {
            range.add(i);
        }
        return range;
    }

    @Test
    void recordsComeOutInTheOrderInWhichTheyWentIn() {
        append(0, 10);
        TickRecord drained = Records.schema().newRecord();

        for (long tick = 0; tick < 10; tick++) {
            assertThat(ring.peek(drained)).isTrue();
            assertThat(Records.isWhole(drained, tick)).isTrue();
            ring.release();
        }

        assertThat(ring.peek(drained)).isFalse();
    }

    @Test
    void aFullRingDropsAndCountsTheNewRecordAndKeepsTheOldOnes() {
        append(0, ring.capacity());

        assertThat(ring.hasRoom()).isFalse();
        assertThat(ring.append(record)).isFalse();
        assertThat(ring.dropped()).isEqualTo(1);

        drain(1);
        assertThat(ring.append(record)).isTrue();
        assertThat(ring.backlog()).isEqualTo(ring.capacity());
    }

    @Test
    void appendingAllocatesNothingFullOrNot() {
        TickRecord drained = Records.schema().newRecord();

        long allocated = Allocation.bytesOf(20_000, () -> {
            ring.append(record);
            if (ring.backlog() > ring.capacity() / 2 && ring.peek(drained)) {
                ring.release();
            }
        });

        assertThat(allocated).isZero();
    }

    @Test
    void recoveryFindsWhatWasNotDrainedAfterManyLaps() throws IOException {
        long capacity = ring.capacity();
        for (long tick = 0; tick < 5 * capacity; tick++) {
            append(tick, tick + 1);
            if (tick >= 20) {
                drain(1);
            }
        }
        end();

        try (FlightRecovery recovery = FlightRing.openForRecovery(path)) {
            assertThat(recovery.schema()).isEqualTo(Records.schema());
            assertThat(recovery.end()).isEqualTo(5 * capacity);
            assertThat(recovery.drained()).isEqualTo(5 * capacity - 20);
            assertThat(recovery.torn()).isZero();
            assertThat(ticks(recovery, recovery.drained())).isEqualTo(range(5 * capacity - 20, 5 * capacity));
        }
    }

    @Test
    void recoveryReachesBackToDrainedRecordsThatAreNotOverwrittenYet() throws IOException {
        append(0, 30);
        drain(30);
        end();

        try (FlightRecovery recovery = FlightRing.openForRecovery(path)) {
            assertThat(recovery.oldest()).isZero();
            assertThat(ticks(recovery, recovery.drained())).isEmpty();
            assertThat(ticks(recovery, 10)).isEqualTo(range(10, 30));
        }
    }

    @Test
    void anEmptyRingRecoversNothing() throws IOException {
        end();

        try (FlightRecovery recovery = FlightRing.openForRecovery(path)) {
            assertThat(recovery.end()).isZero();
            assertThat(ticks(recovery, 0)).isEmpty();
        }
    }

    @Test
    void aTornLastRecordIsSeenAndLeftOut() throws IOException {
        append(0, 30);
        end();
        flipByteOfSlot(29, 100);

        try (FlightRecovery recovery = FlightRing.openForRecovery(path)) {
            assertThat(recovery.torn()).isEqualTo(1);
            assertThat(ticks(recovery, recovery.drained())).isEqualTo(range(0, 29));
        }
    }

    @Test
    void aTornRecordInTheMiddleCostsOnlyItself() throws IOException {
        append(0, 30);
        end();
        flipByteOfSlot(12, 20);

        try (FlightRecovery recovery = FlightRing.openForRecovery(path)) {
            List<Long> expected = range(0, 30);
            expected.remove(12);
            assertThat(recovery.torn()).isEqualTo(1);
            assertThat(ticks(recovery, 0)).isEqualTo(expected);
        }
    }

    @Test
    void recordsBeyondAPositionThatWasNotWrittenBackAreStillFound() throws IOException {
        append(0, 30);
        end();
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(128);
            file.write(new byte[8]);
        }

        try (FlightRecovery recovery = FlightRing.openForRecovery(path)) {
            assertThat(ticks(recovery, recovery.drained())).isEqualTo(range(0, 30));
        }
    }

    private void flipByteOfSlot(int slot, int offset) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(12);
            int slotBytes = Integer.reverseBytes(file.readInt());
            file.seek(24);
            long firstSlot = Long.reverseBytes(file.readLong());
            long at = firstSlot + (long) slot * slotBytes + offset;
            file.seek(at);
            int old = file.read();
            file.seek(at);
            file.write(old ^ 1);
        }
    }

    @Test
    void aRingThatIsBeingWrittenIsNotOpenedForRecovery() {
        assertThatThrownBy(() -> FlightRing.openForRecovery(path))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("still being written by a running process");
    }

    @Test
    void anEarlierRingIsNeverOverwritten() {
        assertThatThrownBy(() -> FlightRing.create(path, Records.schema(), BYTES))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("holds the record of an earlier run; recover it");
    }

    @Test
    void aRingTooSmallForItsRecordsIsRefused() {
        assertThatThrownBy(() -> FlightRing.create(folder.resolve("small"), Records.schema(), 6000))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("less than 16; raise record.ring");
        assertThat(folder.resolve("small")).doesNotExist();
    }

    @Test
    void aFileThatIsNoRingIsRefused() throws IOException {
        end();
        for (byte[] content : List.of(new byte[0], new byte[100], new byte[10_000])) {
            Path other = Files.write(folder.resolve("other"), content);
            assertThatThrownBy(() -> FlightRing.openForRecovery(other))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("other: not a flight record ring");
        }
    }

    @Test
    void aDamagedHeaderIsRefused() throws IOException {
        end();
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(600);
            file.write('~');
        }

        assertThatThrownBy(() -> FlightRing.openForRecovery(path))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("header of this flight record ring is damaged");
    }

    @Test
    void aRingCutShortIsRefused() throws IOException {
        end();
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(file.length() - 1);
        }

        assertThatThrownBy(() -> FlightRing.openForRecovery(path))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("was cut short at");
    }

    @Test
    void aRingWhoseRecordsAreInAClosedLogIsDeleted() {
        ring.delete();
        open = false;

        assertThat(path).doesNotExist();
    }
}
