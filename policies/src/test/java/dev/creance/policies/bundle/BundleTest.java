package dev.creance.policies.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.runtime.property.Property;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class BundleTest {
    static final TreeMap<String, byte[]> FILES = new TreeMap<>(
            Map.of("policy.yaml", ascii("policy: 1\n"), "net.onnx", ascii("hello\n"), "LICENSE", ascii("take it\n")));

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void holdsTheFilesThatWentIntoIt() {
        Bundle read = Bundle.read(Bundle.of(FILES).bytes());

        assertThat(read.files()).containsExactlyEntriesOf(FILES);
        assertThat(read.signed()).isFalse();
    }

    @Test
    void hasTheSameBytesWhereTheFilesAreTheSame() {
        byte[] bytes = Bundle.of(FILES).bytes();

        assertThat(Bundle.of(new TreeMap<>(FILES)).bytes()).isEqualTo(bytes);
        assertThat(Bundle.read(bytes).bytes()).isEqualTo(bytes);
    }

    @Test
    void isAnOrdinaryZipFileWithAListAsSha256sumWritesIt() throws IOException {
        TreeMap<String, byte[]> seen = new TreeMap<>();
        try (ZipInputStream zip =
                new ZipInputStream(new ByteArrayInputStream(Bundle.of(FILES).bytes()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                seen.put(entry.getName(), zip.readAllBytes());
            }
        }

        assertThat(seen).containsOnlyKeys("LICENSE", "SHA256SUMS", "net.onnx", "policy.yaml");
        // as 'printf "hello\n" | sha256sum' prints it
        assertThat(new String(seen.get("SHA256SUMS"), StandardCharsets.US_ASCII))
                .contains("5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03  net.onnx\n");
    }

    /** Whatever is done to its bytes, it is refused. */
    @Test
    void noChangeOfItsBytesPasses() {
        byte[] whole = Bundle.of(FILES).bytes();

        Property.check(3000, choices -> {
            boolean cut = choices.integer(0, 3) == 0;
            byte[] bytes = Arrays.copyOf(whole, cut ? choices.integer(0, whole.length - 1) : whole.length);
            for (int flips = choices.integer(cut ? 0 : 1, 3); flips > 0 && bytes.length > 0; flips--) {
                bytes[choices.integer(0, bytes.length - 1)] ^= (byte) (1 << choices.integer(0, 7));
            }
            if (!Arrays.equals(bytes, whole)) {
                assertThatThrownBy(() -> Bundle.read(bytes)).isInstanceOf(BundleError.class);
            }
        });
    }
}
