package dev.creance.runtime.flight;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import dev.creance.runtime.TickRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A small ring in a file, used again from state to state: making one takes far longer than a test. */
final class PooledRing {
    private static final Queue<PooledRing> POOL = new ConcurrentLinkedQueue<>();
    private static final RecordSchema SCHEMA = new RecordSchema(
            layout("sensor.", 3), layout("reference.", 1), layout("motor.", 2), 1, 1, List.of(), 1, 1, Map.of());

    final FlightRing ring;
    final TickRecord found = SCHEMA.newRecord();
    private final TickRecord written = SCHEMA.newRecord();

    private PooledRing() {
        try {
            Path file =
                    Files.createTempDirectory(memoryOrDisk(), "creance-stress").resolve("ring");
            ring = FlightRing.create(file, SCHEMA, 4096 + 17L * new TickRecordCodec(SCHEMA).size() + 17 * 64);
            // It stays mapped without its name, until the process ends.
            Files.delete(file);
            Files.delete(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path memoryOrDisk() {
        Path memory = Path.of("/dev/shm");
        return Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static Layout layout(String prefix, int size) {
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            channels.add(new Channel(prefix + i, "1", -1, 1));
        }
        return new Layout(channels);
    }

    /** An empty ring. */
    static PooledRing take() {
        PooledRing used = POOL.poll();
        return used == null ? new PooledRing() : used;
    }

    void giveBack() {
        POOL.add(this);
    }

    /** Appends a record whose first and last fields, and those between, hold its number. */
    boolean append(int number) {
        written.in.tick = number;
        Arrays.fill(written.in.sensors.values, number);
        Arrays.fill(written.out.decision.command, number);
        written.tickNs = number;
        return ring.append(written);
    }

    /** The number of the oldest record, which is then drained; 0 for none, -1 where it was not whole. */
    int drain() {
        if (!ring.peek(found)) {
            return 0;
        }
        int number = number(found);
        ring.release();
        return number;
    }

    static int number(TickRecord record) {
        boolean whole = record.tickNs == record.in.tick;
        for (double value : record.in.sensors.values) {
            whole &= value == record.in.tick;
        }
        for (double value : record.out.decision.command) {
            whole &= value == record.in.tick;
        }
        return whole ? (int) record.in.tick : -1;
    }
}
