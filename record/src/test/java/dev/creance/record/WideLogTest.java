package dev.creance.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import dev.creance.record.mcap.ByteBuilder;
import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import dev.creance.runtime.TickRecord;
import dev.creance.runtime.flight.RecordSchema;
import dev.creance.runtime.property.Property;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Robots with more channels than a frame has validity bits, and than the log once had numbers for. */
class WideLogTest {
    @TempDir
    private Path folder;

    private static RecordSchema schema(int channels) {
        return new RecordSchema(
                layout("joint.position.", channels),
                layout("reference.", channels),
                layout("joint.effort.", channels),
                2 * channels,
                channels,
                layout("margin.", channels).channels(),
                TestFlight.TICK_NS,
                10,
                channels,
                Map.of("robot", "centipede"));
    }

    private static Layout layout(String prefix, int size) {
        return new Layout(IntStream.range(0, size)
                .mapToObj(i -> Channel.unbounded(prefix + i, "1"))
                .toList());
    }

    /** NaN with any payload and any pattern of validity bits among them. */
    @ParameterizedTest
    @ValueSource(ints = {63, 64, 100, 101, 256})
    void aLogGivesBackEveryBitOfItsTicks(int channels) throws IOException {
        RecordSchema schema = schema(channels);
        List<String> written = new ArrayList<>();
        McapSink sink = McapSink.open(TestLogs.in(folder), new LogHeader(schema, false, List.of()));
        TickRecord record = schema.newRecord();
        Property.check(20, choices -> {
            RandomTicks.fill(record, choices);
            record.in.tick = written.size();
            record.in.nowNs = record.in.tick * TestFlight.TICK_NS;
            record.in.candidate.refused = 0; // each has an event
            sink.accept(record);
            written.add(TickText.of(record));
        });
        sink.close();

        try (LogReader log = LogReader.open(folder.resolve("flight.mcap"))) {
            assertThat(log.schema()).isEqualTo(schema);
            assertThat(log.damages()).isEmpty();
            List<String> read = TestLogs.texts(log);
            assertThat(read).hasSameSizeAs(written);
            for (int i = 0; i < read.size(); i++) {
                assertThat(firstDifference(read.get(i), written.get(i)))
                        .as("tick %d", i)
                        .isEmpty();
            }
        }
    }

    /** A whole tick of 256 channels is too much to show. */
    private static String firstDifference(String got, String want) {
        List<String> wanted = want.lines().toList();
        List<String> gotten = got.lines().toList();
        return IntStream.range(0, Math.max(gotten.size(), wanted.size()))
                .filter(i -> !gotten.get(i).equals(wanted.get(i)))
                .mapToObj(i -> gotten.get(i) + " where " + wanted.get(i) + " was written")
                .findFirst()
                .orElse("");
    }

    @Test
    void anyReaderOfProtobufFindsTheLastChannelAndTheValidityBehindIt() throws Exception {
        RecordSchema schema = schema(Layout.MAX_CHANNELS);
        TickCodec codec = new TickCodec(schema, true);
        TickRecord record = schema.newRecord();
        record.in.sensors.values[255] = 0.5;
        record.in.sensors.validBits = Long.MIN_VALUE;
        ByteBuilder bytes = new ByteBuilder(16);
        codec.write(record, true, bytes);

        FileDescriptorSet set = FileDescriptorSet.parseFrom(codec.schema());
        Descriptor tick =
                FileDescriptor.buildFrom(set.getFile(0), new FileDescriptor[0]).findMessageTypeByName("Tick");
        DynamicMessage message = DynamicMessage.parseFrom(tick, bytes.toByteArray());
        DynamicMessage sensors = (DynamicMessage) message.getField(tick.findFieldByName("sensors"));
        Descriptor type = sensors.getDescriptorForType();
        assertThat(message.getUnknownFields().asMap()).isEmpty();
        assertThat(sensors.getField(type.findFieldByName("joint_position_255"))).isEqualTo(0.5);
        assertThat(sensors.getField(type.findFieldByName("valid_bits"))).isEqualTo(Long.MIN_VALUE);
    }
}
