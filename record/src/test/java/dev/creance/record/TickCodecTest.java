package dev.creance.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import dev.creance.record.mcap.ByteBuilder;
import dev.creance.runtime.Cause;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.TickRecord;
import dev.creance.runtime.flight.RecordSchema;
import dev.creance.runtime.property.Property;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TickCodecTest {
    private static byte[] encode(TickCodec codec, TickRecord record, boolean key) {
        ByteBuilder out = new ByteBuilder(16);
        codec.write(record, key, out);
        return out.toByteArray();
    }

    @Test
    void everyBitOfASequenceOfTicksSurvives() {
        Property.check(150, choices -> {
            RecordSchema schema = RandomTicks.schema(choices);
            TickCodec writer = new TickCodec(schema, true);
            List<byte[]> written = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            TickRecord record = schema.newRecord();
            for (int i = 0; i < 6; i++) {
                RandomTicks.fill(record, choices);
                written.add(encode(writer, record, i == 0));
                expected.add(TickText.of(record));
            }

            TickCodec reader = new TickCodec(schema, true);
            TickRecord read = schema.newRecord();
            RandomTicks.fill(read, choices);
            for (int i = 0; i < written.size(); i++) {
                reader.read(written.get(i), read);
                assertThat(TickText.of(read)).isEqualTo(expected.get(i));
            }
        });
    }

    @Test
    void aKeyTickIsReadWithoutThoseBeforeIt() {
        Property.check(100, choices -> {
            RecordSchema schema = RandomTicks.schema(choices);
            TickCodec codec = new TickCodec(schema, true);
            TickRecord record = schema.newRecord();
            RandomTicks.fill(record, choices);
            encode(codec, record, true);
            byte[] key = encode(codec, record, true);

            TickRecord read = schema.newRecord();
            codec.read(key, read);
            assertThat(TickText.of(read)).isEqualTo(TickText.of(record));
        });
    }

    @Test
    void withoutTimingsDurationsLeaveNoTrace() throws Exception {
        RecordSchema schema = TestFlight.schema();
        TickRecord slow = schema.newRecord();
        slow.tickNs = 12345;

        byte[] written = encode(new TickCodec(schema, false), slow, true);

        assertThat(written).isEqualTo(encode(new TickCodec(schema, false), schema.newRecord(), true));
        new TickCodec(schema, false).read(written, slow);
        assertThat(slow.tickNs).isZero();
    }

    @Test
    void theSchemaDescribesTheBytes() throws Exception {
        RecordSchema schema = TestFlight.schema();
        TickCodec codec = new TickCodec(schema, true);
        TickRecord record = schema.newRecord();
        record.in.tick = 42;
        record.in.sensors.values[schema.sensors().indexOf("position.x")] = 1.25;
        record.out.decision.state = FailsafeState.BACKUP;
        record.out.decision.transitionCause = Cause.GEOFENCE;
        record.in.action[1] = -0.5f;

        DynamicMessage message = DynamicMessage.parseFrom(descriptor(codec), encode(codec, record, true));

        assertThat(message.getUnknownFields().asMap()).isEmpty();
        assertThat(get(message, "tick")).isEqualTo(42L);
        assertThat(get(message, "sensors", "position_x")).isEqualTo(1.25);
        assertThat(get(message, "action", "values")).isEqualTo(List.of(0f, -0.5f, 0f, 0f));
        assertThat(get(message, "decision", "state")).hasToString("BACKUP");
        assertThat(get(message, "decision", "transition_cause")).hasToString("GEOFENCE");
    }

    private static Descriptor descriptor(TickCodec codec) throws Exception {
        FileDescriptorSet set = FileDescriptorSet.parseFrom(codec.schema());
        FileDescriptor file = FileDescriptor.buildFrom(set.getFile(0), new FileDescriptor[0]);
        assertThat(codec.messageName()).isEqualTo("creance.Tick");
        return file.findMessageTypeByName("Tick");
    }

    private static Object get(DynamicMessage message, String... path) {
        Object value = message;
        for (String name : path) {
            DynamicMessage in = (DynamicMessage) value;
            FieldDescriptor field = in.getDescriptorForType().findFieldByName(name);
            value = in.getField(field);
        }
        return value;
    }

    @Test
    void aFieldIsFoundByItsName() throws Exception {
        RecordSchema schema = TestFlight.schema();
        TickCodec codec = new TickCodec(schema, true);
        TickRecord record = schema.newRecord();
        record.in.sensors.values[schema.sensors().indexOf("velocity.y")] = Math.PI;
        byte[] bytes = encode(codec, record, true);

        int offset = codec.find(bytes, "sensors", "velocity_y").orElseThrow();

        assertThat(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getDouble(offset))
                .isEqualTo(Math.PI);
        byte[] withoutSensors = encode(codec, record, false);
        assertThat(codec.find(withoutSensors, "sensors", "velocity_y")).isEmpty();
    }
}
