package dev.creance.sim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A file of numbers under a header; columns are found by name. */
record CsvTable(Path file, List<String> header, List<String[]> cells) {
    /**
     * @param leastRows without the header
     * @throws CaseFormatException where it cannot be read or has fewer rows
     */
    static CsvTable read(Path file, int leastRows) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new CaseFormatException(file + ": cannot be read (" + e + "); check the path");
        }
        if (lines.size() < leastRows + 1) {
            throw new CaseFormatException(
                    file + ": has " + lines.size() + " lines; a header and " + leastRows + " rows are needed");
        }
        List<String[]> cells =
                lines.stream().skip(1).map(line -> line.split(",", -1)).toList();
        return new CsvTable(file, Arrays.asList(lines.getFirst().split(",", -1)), cells);
    }

    int rows() {
        return cells.size();
    }

    boolean has(String column) {
        return header.contains(column);
    }

    /**
     * Where these columns stand.
     *
     * @param needed what the message says is needed
     */
    int[] columns(List<String> names, String needed) {
        int[] columns = new int[names.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = header.indexOf(names.get(i));
            if (columns[i] < 0) {
                throw new CaseFormatException(
                        file + ":1: column '" + names.get(i) + "' is missing; needed are " + needed);
            }
        }
        return columns;
    }

    /** The numbers of one row, which must be finite. */
    double[] numbers(int row, int[] columns) {
        double[] numbers = new double[columns.length];
        for (int i = 0; i < columns.length; i++) {
            numbers[i] = number(row, columns[i]);
        }
        return numbers;
    }

    private double number(int row, int column) {
        String[] line = cells.get(row);
        String cell = column < line.length ? line[column] : "";
        double number;
        try {
            number = Double.parseDouble(cell);
        } catch (NumberFormatException notANumber) {
            number = Double.NaN;
        }
        if (!Double.isFinite(number)) {
            throw new CaseFormatException(file + ":" + (row + 2) + ": column '" + header.get(column) + "' holds '"
                    + cell + "', which is not a finite number");
        }
        return number;
    }
}
