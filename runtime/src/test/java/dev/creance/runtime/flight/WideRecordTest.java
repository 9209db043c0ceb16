package dev.creance.runtime.flight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Cause;
import dev.creance.runtime.TickRecord;
import dev.creance.runtime.property.Property;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Robots with more channels than a frame has validity bits. */
class WideRecordTest {
    @TempDir
    private Path folder;

    private static RecordSchema schema(int channels) {
        return new RecordSchema(
                Records.layout("sensor.", channels),
                Records.layout("reference.", channels),
                Records.layout("motor.", channels),
                2 * channels,
                channels,
                Records.layout("margin.", channels).channels(),
                1_000_000,
                10,
                channels,
                Map.of());
    }

    /** NaN with any payload and any pattern of validity bits among them. */
    @ParameterizedTest
    @ValueSource(ints = {63, 64, 65, 100, 256})
    void everyBitComesBackFromTheRingAndFromWhatACrashLeavesOfIt(int channels) throws Exception {
        RecordSchema schema = schema(channels);
        Path path = folder.resolve("flight.ring");
        List<Map<String, Object>> written = new ArrayList<>();
        try (FlightRing ring = FlightRing.create(path, schema, 4 << 20)) {
            TickRecord back = schema.newRecord();
            Property.check(20, choices -> {
                TickRecord record = schema.newRecord();
                Records.fillAtRandom(record, choices);
                record.out.decision.transitionCause = choices.oneOf(Cause.values());
                written.add(Records.bits(record));

                assertThat(ring.append(record)).isTrue();
                assertThat(ring.peek(back)).isTrue();
                ring.release();
                assertThat(Records.bits(back)).isEqualTo(written.getLast());
            });
        }

        try (FlightRecovery recovery = FlightRing.openForRecovery(path)) {
            assertThat(recovery.schema()).isEqualTo(schema);
            List<Map<String, Object>> recovered = new ArrayList<>();
            recovery.forEach(recovery.oldest(), record -> recovered.add(bits(record)));
            assertThat(recovered).isEqualTo(written);
        }
    }

    private static Map<String, Object> bits(TickRecord record) {
        try {
            return Records.bits(record);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
