package dev.creance.runtime.flight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Allocation;
import dev.creance.runtime.Cause;
import dev.creance.runtime.TickRecord;
import dev.creance.runtime.property.Property;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TickRecordCodecTest {
    private final RecordSchema schema = Records.schema();
    private final TickRecordCodec codec = new TickRecordCodec(schema);
    private final byte[] bytes = new byte[codec.size() + 16];
    private final MemorySegment memory = MemorySegment.ofArray(bytes);

    @Test
    void everyFieldOfARecordComesBackBitForBitNanPayloadsIncluded() {
        Property.check(2_000, choices -> {
            TickRecord record = schema.newRecord();
            Records.fillAtRandom(record, choices);
            record.out.decision.transitionCause = choices.bool() ? null : choices.oneOf(Cause.values());
            TickRecord back = schema.newRecord();

            codec.encode(record, memory, 8);
            codec.decode(memory, 8, back);

            assertThat(Records.bits(back)).isEqualTo(Records.bits(record));
        });
    }

    @Test
    void aRecordHasMoreFieldsThanArraysSoTheReflectionAboveSeesThem() throws Exception {
        Map<String, Object> bits = Records.bits(schema.newRecord());

        assertThat(bits)
                .containsKeys(
                        "in.sensors.values[2]",
                        "in.device.linkClosed",
                        "in.actionFresh",
                        "in.setpoints.fresh",
                        "in.setpoints.values[1]",
                        "out.decision.margins[1]",
                        "out.reference.sequence",
                        "out.observation[4]",
                        "tickNs");
    }

    @Test
    void nothingIsWrittenOutsideTheRecord() throws Exception {
        java.util.Arrays.fill(bytes, (byte) 0x77);

        codec.encode(schema.newRecord(), memory, 8);

        assertThat(java.util.Arrays.copyOfRange(bytes, 0, 8)).containsOnly(0x77);
        assertThat(java.util.Arrays.copyOfRange(bytes, codec.size() + 8, bytes.length))
                .containsOnly(0x77);
    }

    @Test
    void theEncodingIsLittleEndianWithTheTickFirst() {
        TickRecord record = schema.newRecord();
        record.in.tick = 0x0102030405060708L;

        codec.encode(record, memory, 0);

        assertThat(bytes).startsWith(8, 7, 6, 5, 4, 3, 2, 1);
    }

    @Test
    void encodingAndDecodingAllocateNothing() {
        TickRecord record = schema.newRecord();
        TickRecord back = schema.newRecord();

        long allocated = Allocation.bytesOf(20_000, () -> {
            codec.encode(record, memory, 0);
            codec.decode(memory, 0, back);
        });

        assertThat(allocated).isZero();
    }
}
