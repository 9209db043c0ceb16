package dev.creance.runtime.flight;

import dev.creance.runtime.HotPathContract;
import dev.creance.runtime.TickRecord;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class FlightHotPathTest extends HotPathContract {
    @TempDir
    private Path folder;

    @Override
    protected Class<?> anyOfTheProduct() {
        return FlightRing.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() throws IOException {
        RecordSchema schema = Records.schema();
        TickRecord record = schema.newRecord();
        TickRecord back = schema.newRecord();
        FlightRing ring = closing(FlightRing.create(folder.resolve("drained.ring"), schema, 64 << 10));
        FlightRing full = closing(FlightRing.create(folder.resolve("full.ring"), schema, 64 << 10));
        TickRecordCodec codec = new TickRecordCodec(schema);
        MemorySegment memory = MemorySegment.ofArray(new long[codec.size() / 8]);
        return List.of(
                EntryPoint.of(
                        "FlightRing.append, FlightRing.hasRoom while it is drained",
                        () -> {
                            if (ring.peek(back)) {
                                ring.release();
                            }
                        },
                        () -> {
                            boolean unused = ring.hasRoom() && ring.append(record);
                        }),
                EntryPoint.of("FlightRing.append, FlightRing.dropped while it is full", () -> {
                    boolean unused = full.append(record) || full.dropped() == 0;
                }),
                EntryPoint.of("TickRecordCodec.encode, TickRecordCodec.decode", () -> {
                    codec.encode(record, memory, 0);
                    codec.decode(memory, 0, back);
                }));
    }
}
