package dev.creance.policies.bundle;

import static dev.creance.policies.bundle.BundleTest.FILES;
import static dev.creance.policies.bundle.BundleTest.ascii;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bundles that somebody made to harm, or a disk damaged: each is refused, and the reason says what it was. */
class HostileBundleTest {
    private static final byte[] GOOD = Bundle.of(FILES).bytes();
    private static final int BOMB_BYTES = 64 << 20;

    static Stream<Arguments> bundles() throws IOException {
        return Stream.of(
                arguments("an empty file", new byte[0], "does not begin with a file"),
                arguments(
                        "something else", ascii("GIF89a and so on, for more than twenty-two bytes"), "is not a bundle"),
                arguments("a cut in a file", Arrays.copyOf(GOOD, 60), "breaks off"),
                arguments("a cut in the directory", Arrays.copyOf(GOOD, GOOD.length - 30), "breaks off after"),
                arguments("a byte too many", Arrays.copyOf(GOOD, GOOD.length + 1), "not in the one form"),
                arguments("a path out of it", zip("../policy.yaml", "x"), "'../policy.yaml', which is not a plain"),
                arguments("a path into it", zip("sub/policy.yaml", "x"), "'sub/policy.yaml', which is not a plain"),
                arguments("an absolute path", zip("/etc/passwd", "x"), "'/etc/passwd', which is not a plain"),
                arguments("a Windows path", zip("C:\\policy.yaml", "x"), "'C:\\policy.yaml', which is not a plain"),
                arguments("a hidden file", zip(".policy.yaml", "x"), "'.policy.yaml', which is not a plain"),
                arguments("a folder", zip("policy/", ""), "'policy/', which is not a plain"),
                arguments("a name with a line break", zip("a\nb", "x"), "'a?b', which is not a plain"),
                arguments("a name without an end", zip("x".repeat(200), "x"), "which is not a plain"),
                arguments("a link", link(), "marks 'net.onnx' as a link"),
                arguments("a file twice", twice(), "holds 'net.onnx' twice"),
                arguments("a zip bomb", bomb(), "holds 'bomb.onnx' compressed"),
                arguments("a file larger than it", withSize(Integer.MAX_VALUE), "needs 2147483647 bytes"),
                arguments("a file of 4 GiB", withSize(-1), "needs 4294967295 bytes"),
                arguments("two sizes", patched(22, 1), "compressed or encrypted"),
                arguments("an encrypted file", patched(6, 1), "flags 1"),
                arguments("more files than any policy", manyFiles(), "more than 256 files"),
                arguments("a wrong checksum", patched(14, 1), "'LICENSE' with a wrong checksum"),
                arguments("no manifest", without("policy.yaml"), "holds no policy.yaml"),
                arguments("no list of hashes", Archive.write(FILES), "holds no list of hashes"),
                arguments(
                        "an altered file",
                        listed(file -> file.put("net.onnx", ascii("evil"))),
                        "'net.onnx' with SHA-256"),
                arguments("an unlisted file", listed(file -> file.put("more", ascii(""))), "'more', which its list"),
                arguments("a missing file", listed(file -> file.remove("net.onnx")), "lists 'net.onnx', but"),
                arguments("a list that is none", withList("not a hash\n"), "one hash and one name a line"),
                arguments("a list with a name twice", withList(line("LICENSE") + line("LICENSE")), "each name once"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bundles")
    void isRefusedWithItsReason(String what, byte[] bytes, String reason) {
        assertThatThrownBy(() -> Bundle.read(bytes))
                .isInstanceOf(BundleError.class)
                .hasMessageContaining(reason);
    }

    private static byte[] zip(String name, String content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            ZipEntry entry = new ZipEntry(name);
            CRC32 crc = new CRC32();
            crc.update(ascii(content));
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(content.length());
            entry.setCrc(crc.getValue());
            zip.putNextEntry(entry);
            zip.write(ascii(content));
        }
        return out.toByteArray();
    }

    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("bomb.onnx"));
            zip.write(new byte[BOMB_BYTES]);
        }
        return out.toByteArray();
    }

    /** The directory marks a file as a symbolic link, as {@code zip --symlinks} does. */
    private static byte[] link() {
        byte[] bytes = GOOD.clone();
        ByteBuffer view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int entry = view.getInt(bytes.length - 6); // where the directory begins
        for (int i = 0; i < 2; i++) { // LICENSE, SHA256SUMS, net.onnx
            entry += 46 + view.getShort(entry + 28);
        }
        view.putInt(entry + 38, 0120777 << 16);
        return bytes;
    }

    /** The second file gets the name of the first; both are of the same length. */
    private static byte[] twice() {
        TreeMap<String, byte[]> files = new TreeMap<>(FILES);
        files.put("net.onny", ascii("hello\n"));
        byte[] bytes = Archive.write(files);
        String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).replace("net.onny", "net.onnx");
        return text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    /** Both sizes of the first file. */
    private static byte[] withSize(int size) {
        byte[] bytes = GOOD.clone();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(18, size).putInt(22, size);
        return bytes;
    }

    private static byte[] patched(int at, int xor) {
        byte[] bytes = GOOD.clone();
        bytes[at] ^= (byte) xor;
        return bytes;
    }

    private static byte[] manyFiles() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < 300; i++) {
            TreeMap<String, byte[]> one = new TreeMap<>();
            one.put("file" + i, new byte[0]);
            byte[] bytes = Archive.write(one);
            out.write(bytes, 0, 30 + ("file" + i).length());
        }
        out.writeBytes(new byte[22]);
        return out.toByteArray();
    }

    private static byte[] without(String name) {
        TreeMap<String, byte[]> files = new TreeMap<>(FILES);
        files.remove(name);
        files.put("SHA256SUMS", Hashes.write(files));
        return Archive.write(files);
    }

    private interface Change {
        void make(TreeMap<String, byte[]> files);
    }

    /** The list of the good files, and then this change of them. */
    private static byte[] listed(Change change) {
        TreeMap<String, byte[]> files = new TreeMap<>(FILES);
        byte[] list = Hashes.write(files);
        change.make(files);
        files.put("SHA256SUMS", list);
        return Archive.write(files);
    }

    private static byte[] withList(String list) {
        TreeMap<String, byte[]> files = new TreeMap<>(FILES);
        files.put("SHA256SUMS", ascii(list));
        return Archive.write(files);
    }

    private static String line(String name) {
        return "0".repeat(64) + "  " + name + "\n";
    }
}
