package dev.creance.fleet;

import dev.creance.fleet.RobotRow.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of a fleet as text. */
final class TableText {
    private static final List<String> HEADER = List.of(
            "ROBOT",
            "FLEET",
            "IS",
            "STATE",
            "SOURCE",
            "ALT[m]",
            "SPEED[m/s]",
            "BATT[V]",
            "RATE[Hz]",
            "SEEN[s]",
            "MISSED",
            "INTERV",
            "LAST EVENT");

    /** Numbers are set to the right, words to the left. */
    private static final int FIRST_NUMBER = 5;

    private static final int LAST_NUMBER = 11;

    private TableText() {}

    /** @param columns width of the terminal; longer lines are cut */
    static String of(List<RobotRow> rows, int columns) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEADER);
        rows.forEach(row -> lines.add(cells(row)));
        int[] widths = new int[HEADER.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder(count(rows)).append('\n');
        for (List<String> line : lines) {
            text.append(cut(line(line, widths), columns)).append('\n');
        }
        return text.toString();
    }

    private static String count(List<RobotRow> rows) {
        List<String> parts = new ArrayList<>();
        for (Presence presence : Presence.values()) {
            long number =
                    rows.stream().filter(row -> row.presence() == presence).count();
            if (number > 0) {
                parts.add(number + " " + word(presence));
            }
        }
        String robots = rows.size() == 1 ? "1 robot" : rows.size() + " robots";
        return robots + (parts.isEmpty() ? "" : ": " + String.join(", ", parts));
    }

    private static List<String> cells(RobotRow row) {
        return List.of(
                row.robot(),
                row.fleet(),
                word(row.presence()),
                row.state(),
                row.source(),
                number(row.altitudeM(), 2),
                number(row.speedMPerS(), 2),
                number(row.batteryV(), 2),
                number(row.rateHz(), 1),
                number(row.seenS(), 1),
                row.missedStates() + "+" + row.missedEvents(),
                Long.toString(row.interventions()),
                row.lastEvent());
    }

    private static String word(Presence presence) {
        return presence.name().toLowerCase(Locale.ROOT);
    }

    private static String number(double value, int decimals) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String pad = " ".repeat(widths[i] - cells.get(i).length());
            boolean right = i >= FIRST_NUMBER && i <= LAST_NUMBER;
            line.append(i == 0 ? "" : "  ").append(right ? pad + cells.get(i) : cells.get(i) + pad);
        }
        return line.toString().stripTrailing();
    }

    private static String cut(String line, int columns) {
        return line.length() <= columns ? line : line.substring(0, Math.max(0, columns - 1)) + "…";
    }
}
