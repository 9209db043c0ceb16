package dev.creance.policies.bundle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * A ZIP file in the one form that we write and read: plain file names in order, every file stored as it is, no times, no
 * modes, no comments, not a byte in between. Any {@code unzip} lists and unpacks it (PKWARE's APPNOTE 6.3, sections 4.3.7,
 * 4.3.12 and 4.3.16). Since nothing is compressed, nothing can grow when it is read; since there is one form, equal files
 * give equal bytes, and two readers cannot see different files in the same bytes.
 */
final class Archive {
    private static final int MOST_ENTRIES = 256;
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,127}";
    private static final String REWRITE = "write it with 'creance policy bundle'";
    private static final String AGAIN = "copy the file again";

    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int LOCAL_BYTES = 30;
    private static final int CENTRAL_BYTES = 46;
    private static final int END_BYTES = 22;
    /** Version 1.0: stored files without folders. */
    private static final short VERSION = 10;

    private static final short STORED = 0;
    /** 1 January 1980, the first day of the format. */
    private static final short DATE = 0x21;

    private Archive() {}

    static byte[] write(SortedMap<String, byte[]> files) {
        long size = END_BYTES;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            requireName(file.getKey());
            size += LOCAL_BYTES + CENTRAL_BYTES + 2L * file.getKey().length() + file.getValue().length;
        }
        if (files.size() > MOST_ENTRIES || size > Integer.MAX_VALUE) {
            throw new BundleError(
                    "has " + files.size() + " files and " + size + " bytes, more than " + MOST_ENTRIES + " or "
                            + Integer.MAX_VALUE,
                    "leave out what does not belong to the policy");
        }
        ByteBuffer out = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
        int[] offsets = new int[files.size()];
        int count = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            offsets[count++] = out.position();
            out.putInt(LOCAL);
            putDescription(file, out);
            out.put(ascii(file.getKey())).put(file.getValue());
        }
        int directory = out.position();
        count = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            out.putInt(CENTRAL).putShort(VERSION);
            putDescription(file, out);
            // no comment, first disk, no attributes inside or outside
            out.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
            out.putInt(offsets[count++]).put(ascii(file.getKey()));
        }
        int directoryBytes = out.position() - directory;
        out.putInt(END).putShort((short) 0).putShort((short) 0);
        out.putShort((short) count)
                .putShort((short) count)
                .putInt(directoryBytes)
                .putInt(directory);
        return out.putShort((short) 0).array();
    }

    /** What a local header and an entry of the directory have in common. */
    private static void putDescription(Map.Entry<String, byte[]> file, ByteBuffer out) {
        out.putShort(VERSION)
                .putShort((short) 0)
                .putShort(STORED)
                .putShort((short) 0)
                .putShort(DATE);
        out.putInt(crc(file.getValue())).putInt(file.getValue().length).putInt(file.getValue().length);
        out.putShort((short) file.getKey().length()).putShort((short) 0);
    }

    /** @throws BundleError where the bytes are not exactly what {@link #write} makes of the files in them */
    static TreeMap<String, byte[]> read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < END_BYTES || in.getInt(0) != LOCAL) {
            throw new BundleError("is not a bundle, or not all of one: it does not begin with a file", AGAIN);
        }
        TreeMap<String, byte[]> files = new TreeMap<>();
        while (in.remaining() >= 4 && in.getInt(in.position()) == LOCAL) {
            readFile(in, files);
        }
        requireNoLinks(in.duplicate().order(ByteOrder.LITTLE_ENDIAN), files.size());
        byte[] canonical = write(files);
        int same = Arrays.mismatch(bytes, canonical);
        if (same >= 0) {
            boolean cut = same == bytes.length;
            throw new BundleError(
                    cut
                            ? "breaks off after " + same + " of " + canonical.length + " bytes"
                            : "is not in the one form of a bundle: byte " + same + " differs from it",
                    cut ? AGAIN : REWRITE);
        }
        return files;
    }

    private static void readFile(ByteBuffer in, TreeMap<String, byte[]> filesOut) {
        if (filesOut.size() == MOST_ENTRIES) {
            throw new BundleError("has more than " + MOST_ENTRIES + " files", REWRITE);
        }
        int at = in.position();
        requireBytes(in, LOCAL_BYTES, "the header of a file");
        int flags = in.getShort(at + 6);
        int method = in.getShort(at + 8);
        int crc = in.getInt(at + 14);
        long packed = Integer.toUnsignedLong(in.getInt(at + 18));
        long size = Integer.toUnsignedLong(in.getInt(at + 22));
        int nameBytes = Short.toUnsignedInt(in.getShort(at + 26));
        in.position(at + LOCAL_BYTES);
        requireBytes(in, nameBytes, "the name of a file");
        byte[] name = new byte[nameBytes];
        in.get(name);
        String entry = requireName(new String(name, StandardCharsets.ISO_8859_1));
        if (flags != 0 || method != STORED || packed != size) {
            throw new BundleError(
                    "holds '" + entry + "' compressed or encrypted (method " + method + ", flags " + flags + ", "
                            + packed + " bytes that become " + size + "): a bundle's files are stored as they are",
                    REWRITE);
        }
        requireBytes(in, size, "'" + entry + "'");
        byte[] content = new byte[(int) size];
        in.get(content);
        if (crc(content) != crc) {
            throw new BundleError("holds '" + entry + "' with a wrong checksum", AGAIN);
        }
        if (filesOut.put(entry, content) != null) {
            throw new BundleError("holds '" + entry + "' twice", REWRITE);
        }
    }

    /** For its own reason: the comparison with the one form refuses all attributes, but says less. */
    private static void requireNoLinks(ByteBuffer directory, int count) {
        for (int i = 0; i < count && directory.remaining() >= CENTRAL_BYTES; i++) {
            int at = directory.position();
            int nameBytes = Short.toUnsignedInt(directory.getShort(at + 28));
            if (directory.getInt(at) != CENTRAL || directory.remaining() < CENTRAL_BYTES + nameBytes) {
                return;
            }
            if (directory.getInt(at + 38) != 0) {
                byte[] name = new byte[nameBytes];
                directory.get(at + CENTRAL_BYTES, name);
                throw new BundleError(
                        "marks '" + printable(new String(name, StandardCharsets.ISO_8859_1))
                                + "' as a link or something else than a plain file",
                        REWRITE);
            }
            directory.position(at + CENTRAL_BYTES + nameBytes);
        }
    }

    private static void requireBytes(ByteBuffer in, long bytes, String what) {
        if (in.remaining() < bytes) {
            throw new BundleError(
                    "breaks off: " + what + " needs " + bytes + " bytes, and " + in.remaining() + " are left", AGAIN);
        }
    }

    private static String requireName(String name) {
        if (!name.matches(NAME)) {
            throw new BundleError(
                    "names an entry '" + printable(name) + "', which is not a plain file name",
                    "a policy's files lie side by side and are named with letters, digits, '.', '_' and '-'");
        }
        return name;
    }

    private static String printable(String name) {
        String shown = name.replaceAll("[^ -~]", "?");
        return shown.length() > 60 ? shown.substring(0, 60) + "…" : shown;
    }

    private static byte[] ascii(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    private static int crc(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return (int) crc.getValue();
    }
}
