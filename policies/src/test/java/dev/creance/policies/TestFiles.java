package dev.creance.policies;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what lies in this package's test resources; their README names origin and licence. */
public final class TestFiles {
    private TestFiles() {}

    public static byte[] bytes(String name) {
        try (InputStream in = TestFiles.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }

    static Path path(String name) {
        try {
            return Path.of(TestFiles.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(name, e);
        }
    }

    /** Little-endian float32, row-major. */
    static FloatBuffer floats(String name) {
        return ByteBuffer.wrap(bytes(name)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    }

    /** The rows of a CSV by column name; empty cells are NaN. */
    public static List<Map<String, Double>> csv(String name) {
        List<String> lines =
                new String(bytes(name), StandardCharsets.UTF_8).lines().toList();
        String[] columns = lines.getFirst().split(",");
        List<Map<String, Double>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            Map<String, Double> row = new HashMap<>();
            for (int i = 0; i < columns.length; i++) {
                row.put(columns[i], cells[i].isEmpty() ? Double.NaN : Double.parseDouble(cells[i]));
            }
            rows.add(row);
        }
        return rows;
    }
}
