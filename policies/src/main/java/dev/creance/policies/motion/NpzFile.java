package dev.creance.policies.motion;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The arrays of an {@code .npz} file by their names: a ZIP of {@code .npy} files. What it unpacks to is bounded. */
final class NpzFile {
    private static final int MOST_ARRAYS = 64;
    private static final long MOST_BYTES = 1L << 28;

    private NpzFile() {}

    static boolean is(byte[] file) {
        return file.length > 4 && file[0] == 'P' && file[1] == 'K' && file[2] == 3 && file[3] == 4;
    }

    /** @throws MotionFileException where it cannot be read, or unpacks to more than a motion has */
    static Map<String, NumberArray> read(byte[] file) {
        Map<String, NumberArray> arrays = new HashMap<>();
        long left = MOST_BYTES;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] bytes = in.readNBytes((int) Math.min(left + 1, Integer.MAX_VALUE));
                left -= bytes.length;
                if (left < 0 || arrays.size() == MOST_ARRAYS) {
                    throw new MotionFileException(
                            "unpacks to more than " + MOST_BYTES + " bytes or " + MOST_ARRAYS + " arrays");
                }
                String name = entry.getName().replaceFirst("\\.npy$", "");
                if (arrays.put(name, NumberArray.read(name, bytes)) != null) {
                    throw new MotionFileException("holds '" + name + "' twice");
                }
            }
        } catch (IOException | IllegalArgumentException broken) {
            throw new MotionFileException("is no whole .npz file: " + broken.getMessage());
        }
        return arrays;
    }
}
