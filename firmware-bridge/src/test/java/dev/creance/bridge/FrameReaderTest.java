package dev.creance.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.property.Choices;
import dev.creance.runtime.property.Property;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
    private final FrameReader reader = new FrameReader();
    private final List<Integer> found = new ArrayList<>();
    private final FrameReader.Handler handler = frame -> found.add(frame.sequence());

    @Test
    void findsAFrameByteByByte() {
        for (byte each : timeRequest(7)) {
            reader.feed(new byte[] {each}, 1, handler);
        }

        assertThat(found).containsExactly(7);
        assertThat(reader.type()).isEqualTo(MessageType.TIME_REQUEST);
    }

    @Test
    void carriesTheHeaderThrough() {
        Wire wire = new Wire();
        FrameWriter writer = new FrameWriter();
        writer.virtualTime(true);
        writer.begin(MessageType.GRANT, 0xbeef, -5, 4_294_967_295_123L * 1000).putLong(42);
        writer.send(wire);
        reader.feed(wire.take(), Protocol.wireBytes(8), handler);

        assertThat(reader.schemaId()).isEqualTo(0xbeef);
        assertThat(found).containsExactly(-5);
        assertThat(reader.sentUs()).isEqualTo((int) 4_294_967_295_123L);
        assertThat(reader.virtualTime()).isTrue();
        assertThat(reader.payload().getLong()).isEqualTo(42);
    }

    @Test
    void anySingleFlippedBitIsRejectedAndTheNextFrameIsFound() {
        byte[] good = timeRequest(1);
        for (int bit = 0; bit < 8 * (good.length - 1); bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            found.clear();
            feed(bad);
            feed(timeRequest(2));
            assertThat(found).as("bit %d", bit).containsExactly(2);
        }
    }

    @Test
    void anyTruncatedFrameIsRejectedOnceAFlushedFrameFollows() {
        byte[] good = timeRequest(1);
        byte[] flushed = flushedTimeRequest(2);
        for (int length = 1; length < good.length - 1; length++) {
            found.clear();
            feed(Arrays.copyOf(good, length));
            feed(flushed);
            assertThat(found).as("cut after %d bytes", length).containsExactly(2);
        }
    }

    @Test
    void isInStepAgainAtTheFirstDelimiterAfterAnyGarbage() {
        Property.check(3000, choices -> {
            feed(garbage(choices));
            feed(new byte[1]);
            found.clear();
            feed(timeRequest(9));
            assertThat(found).containsExactly(9);
        });
    }

    @Test
    void framesMutatedAtWillNeverThrowAndAreNeverTakenForOthers() {
        Property.check(3000, choices -> {
            byte[] stream = concatenate(timeRequest(1), timeRequest(2), timeRequest(3));
            for (int edits = choices.integer(1, 6); edits > 0; edits--) {
                stream[choices.integer(0, stream.length - 1)] = (byte) choices.integer(0, 255);
            }
            found.clear();
            feed(Arrays.copyOf(stream, choices.integer(0, stream.length)));
            feed(new byte[1]);
            assertThat(List.of(1, 2, 3)).containsAll(found);
        });
    }

    @Test
    void framesRunTogetherAreOneFrameWithAWrongChecksum() {
        byte[] first = timeRequest(1);
        feed(concatenate(Arrays.copyOf(first, first.length - 1), timeRequest(2), timeRequest(3)));

        assertThat(found).containsExactly(3);
        assertThat(reader.rejected()).isEqualTo(1);
    }

    @Test
    void aStreamWithoutDelimitersIsRejectedOnceAtItsEnd() {
        byte[] endless = new byte[10_000];
        Arrays.fill(endless, (byte) 0x55);
        feed(endless);
        feed(new byte[1]);
        feed(timeRequest(4));

        assertThat(found).containsExactly(4);
        assertThat(reader.rejected(Rejection.ENCODING)).isEqualTo(1);
    }

    @Test
    void repeatedDelimitersAreNotAnError() {
        feed(new byte[100]);
        feed(timeRequest(1));

        assertThat(found).containsExactly(1);
        assertThat(reader.rejected()).isZero();
    }

    @Test
    void otherVersionsUnknownFlagsTypesAndLengthsAreRejectedEachForItsReason() {
        feed(frame(0x20, 0x11, 8));
        feed(frame(0x12, 0x11, 8));
        feed(frame(0x10, 0x7f, 8));
        feed(frame(0x10, 0x11, 9));

        assertThat(found).isEmpty();
        assertThat(reader.rejected(Rejection.VERSION)).isEqualTo(2);
        assertThat(reader.rejected(Rejection.TYPE)).isEqualTo(1);
        assertThat(reader.rejected(Rejection.LENGTH)).isEqualTo(1);
    }

    /** A frame with these first two bytes and so much payload, its checksum from the definition. */
    private static byte[] frame(int versionAndFlags, int type, int payloadBytes) {
        byte[] body = new byte[Protocol.HEADER_BYTES + payloadBytes + Protocol.CHECKSUM_BYTES];
        body[0] = (byte) versionAndFlags;
        body[1] = (byte) type;
        int covered = body.length - Protocol.CHECKSUM_BYTES;
        int crc = Crc32c.of(body, covered);
        for (int i = 0; i < 4; i++) {
            body[covered + i] = (byte) (crc >>> (8 * i));
        }
        byte[] wire = new byte[body.length + 2];
        Cobs.encode(body, body.length, wire, 0);
        return wire;
    }

    private static byte[] garbage(Choices choices) {
        byte[] bytes = new byte[choices.integer(0, 700)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) choices.integer(0, 255);
        }
        return bytes;
    }

    private void feed(byte[] bytes) {
        reader.feed(bytes, bytes.length, handler);
    }

    private static byte[] timeRequest(int sequence) {
        Wire wire = new Wire();
        FrameWriter writer = new FrameWriter();
        writer.begin(MessageType.TIME_REQUEST, 0, sequence, 5_000_000).putLong(0x1122_0033_4455_6677L);
        writer.send(wire);
        return wire.take();
    }

    private static byte[] flushedTimeRequest(int sequence) {
        return concatenate(new byte[1], timeRequest(sequence));
    }

    private static byte[] concatenate(byte[]... parts) {
        byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
