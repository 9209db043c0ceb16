package dev.creance.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.property.Property;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** The frames use the JDK's CRC-32C; it and the definition must agree with each other and with RFC 3720, appendix B.4. */
class ChecksumTest {
    @Test
    void agreesWithThePublishedVectors() {
        byte[] zeros = new byte[32];
        byte[] ones = new byte[32];
        byte[] up = new byte[32];
        byte[] down = new byte[32];
        Arrays.fill(ones, (byte) 0xff);
        for (int i = 0; i < 32; i++) {
            up[i] = (byte) i;
            down[i] = (byte) (31 - i);
        }

        assertBoth(zeros, 0x8a9136aa);
        assertBoth(ones, 0x62a8ab43);
        assertBoth(up, 0x46dd794e);
        assertBoth(down, 0x113fdb5c);
        assertBoth("123456789".getBytes(StandardCharsets.US_ASCII), 0xe3069283);
    }

    @Test
    void agreesWithItsDefinitionOnAnyBytes() {
        Property.check(500, choices -> {
            byte[] bytes = new byte[choices.integer(0, 254)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) choices.integer(0, 255);
            }
            assertThat(jdk(bytes)).isEqualTo(Crc32c.of(bytes, bytes.length));
        });
    }

    private static void assertBoth(byte[] bytes, int expected) {
        assertThat(Crc32c.of(bytes, bytes.length)).isEqualTo(expected);
        assertThat(jdk(bytes)).isEqualTo(expected);
    }

    private static int jdk(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return (int) checksum.getValue();
    }
}
