package dev.creance.app;

import dev.creance.policies.PolicyOutline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a policy was shown: from a flight log, or from a CSV with an observation in each row, with or without a header. */
final class ObservationRows {
    private ObservationRows() {}

    /** @param policy whose they may be */
    static List<float[]> read(Path file, Optional<PolicyOutline> policy) throws UsageError {
        try {
            List<float[]> rows = file.toString().endsWith(".csv") ? csv(file) : log(file, policy);
            if (rows.isEmpty()) {
                throw new UsageError("--log=" + file + " holds no observation");
            }
            return rows;
        } catch (IOException e) {
            throw new UsageError("--log=" + file + " cannot be read: " + e.getMessage());
        }
    }

    private static List<float[]> log(Path file, Optional<PolicyOutline> policy) throws IOException {
        RecordedObservations recorded = RecordedObservations.read(file);
        return policy
                .map(flown -> recorded.of(flown.identity(), flown.observationSize()))
                .orElse(recorded.runs())
                .stream()
                .flatMap(run -> run.observations().stream())
                .toList();
    }

    private static List<float[]> csv(Path file) throws IOException, UsageError {
        List<String> lines = Files.readAllLines(file);
        boolean header = !lines.isEmpty() && lines.getFirst().matches(".*[A-Za-df-z].*");
        List<float[]> rows = new ArrayList<>();
        for (int line = header ? 1 : 0; line < lines.size(); line++) {
            if (lines.get(line).isBlank()) {
                continue;
            }
            String[] cells = lines.get(line).split(",", -1);
            float[] row = new float[cells.length];
            for (int i = 0; i < row.length; i++) {
                row[i] = number(file, line, cells[i].strip());
            }
            rows.add(row);
        }
        return rows;
    }

    private static float number(Path file, int line, String cell) throws UsageError {
        try {
            float value = Float.parseFloat(cell);
            if (Float.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new UsageError(file + ":" + (line + 1) + ": '" + cell + "' is not a finite number");
    }
}
