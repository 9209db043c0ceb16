package dev.creance.policies;

import dev.creance.policies.manifest.HashedFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A text of numbers: rows by lines, columns by commas, the same number in each; a line that begins with # says what they are. */
final class NumberTable {
    private NumberTable() {}

    /** @throws dev.creance.runtime.config.ConfigError at what names the file, with the line that cannot be read */
    static double[][] read(HashedFile file, byte[] bytes) {
        List<double[]> rows = new ArrayList<>();
        List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                rows.add(row(file, i + 1, line));
                requireWidth(file, i + 1, rows);
            }
        }
        if (rows.isEmpty()) {
            throw file.at().child("file").error("='" + file.file() + "' holds no numbers");
        }
        return rows.toArray(double[][]::new);
    }

    private static double[] row(HashedFile file, int line, String text) {
        String[] words = text.split(",", -1);
        double[] row = new double[words.length];
        for (int i = 0; i < row.length; i++) {
            try {
                row[i] = Double.parseDouble(words[i].strip());
            } catch (NumberFormatException e) {
                throw file.at()
                        .child("file")
                        .error("='" + file.file() + "', line " + line + ": '" + words[i].strip() + "' is no number");
            }
            if (!Double.isFinite(row[i])) {
                throw file.at().child("file").error("='" + file.file() + "', line " + line + " holds " + row[i]);
            }
        }
        return row;
    }

    private static void requireWidth(HashedFile file, int line, List<double[]> rows) {
        int width = rows.getFirst().length;
        if (rows.getLast().length != width) {
            throw file.at()
                    .child("file")
                    .error("='" + file.file() + "', line " + line + " holds " + rows.getLast().length
                            + " numbers, the first " + width);
        }
    }
}
