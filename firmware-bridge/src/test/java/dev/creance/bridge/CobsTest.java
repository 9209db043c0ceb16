package dev.creance.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.property.Property;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CobsTest {
    /** The examples of the Wikipedia page "Consistent Overhead Byte Stuffing", without their closing delimiter. */
    @ParameterizedTest
    @CsvSource({
        "00, 0101",
        "0000, 010101",
        "001100, 01021101",
        "11220033, 0311220233",
        "11223344, 0511223344",
        "11000000, 0211010101",
    })
    void encodesThePublishedShortExamples(String plain, String encoded) {
        assertThat(encode(bytes(plain))).isEqualTo(bytes(encoded));
        assertThat(decode(bytes(encoded))).isEqualTo(bytes(plain));
    }

    @Test
    void encodesThePublishedExamplesAroundAFullBlock() {
        assertBothWays(range(0x01, 0xfe), "ff", range(0x01, 0xfe), "");
        assertBothWays(range(0x00, 0xfe), "01ff", range(0x01, 0xfe), "");
        assertBothWays(range(0x01, 0xff), "ff", range(0x01, 0xfe), "02ff");
        assertBothWays(concat(range(0x02, 0xff), bytes("00")), "ff", range(0x02, 0xff), "0101");
        assertBothWays(concat(range(0x03, 0xff), bytes("0001")), "fe", range(0x03, 0xff), "0201");
    }

    @Test
    void whateverIsEncodedHoldsNoZeroAndDecodesToItself() {
        Property.check(2000, choices -> {
            byte[] plain = new byte[choices.integer(1, 600)];
            boolean zeros = choices.bool();
            for (int i = 0; i < plain.length; i++) {
                plain[i] = (byte) (zeros ? choices.integer(0, 2) : choices.integer(1, 255));
            }
            byte[] encoded = encode(plain);
            assertThat(encoded).doesNotContain((byte) 0);
            assertThat(encoded.length).isLessThanOrEqualTo(Cobs.maxEncodedBytes(plain.length));
            assertThat(decode(encoded)).isEqualTo(plain);
        });
    }

    @Test
    void refusesBlocksThatRunPastTheEndOrHoldZeros() {
        assertThat(decode(bytes("05112233"))).isNull();
        assertThat(decode(bytes("0311000211"))).isNull();
        assertThat(decode(new byte[0])).isNull();
    }

    @Test
    void refusesWhatDoesNotFitItsOutput() {
        byte[] encoded = encode(new byte[] {1, 2, 3, 0, 5});

        assertThat(Cobs.decode(encoded, encoded.length, new byte[4])).isEqualTo(-1);
        assertThat(Cobs.decode(encoded, encoded.length, new byte[5])).isEqualTo(5);
    }

    private static void assertBothWays(byte[] plain, String head, byte[] middle, String tail) {
        byte[] encoded = concat(concat(bytes(head), middle), bytes(tail));
        assertThat(encode(plain)).isEqualTo(encoded);
        assertThat(decode(encoded)).isEqualTo(plain);
    }

    private static byte[] encode(byte[] plain) {
        byte[] out = new byte[Cobs.maxEncodedBytes(plain.length)];
        int length = Cobs.encode(plain, plain.length, out, 0);
        return Arrays.copyOf(out, length);
    }

    private static byte[] decode(byte[] encoded) {
        byte[] out = new byte[encoded.length + 1];
        int length = Cobs.decode(encoded, encoded.length, out);
        return length < 0 ? null : Arrays.copyOf(out, length);
    }

    private static byte[] range(int from, int to) {
        byte[] bytes = new byte[to - from + 1];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (from + i);
        }
        return bytes;
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
