package dev.creance.policies.observation;

import dev.creance.policies.manifest.History;
import dev.creance.runtime.HotPath;
import java.util.Arrays;

/**
 * Past values, one row to a native period. While a period lasts, its row holds the newest value; what the manifest calls slots
 * are rows {@code stride} periods apart.
 */
final class HistoryRing {
    private final int width;
    private final int rows;
    private final int slots;
    private final boolean oldestFirst;
    private final boolean repeats;
    private final int firstAge;
    private final int stride;
    private final double[] values;
    private int newest;
    private boolean empty = true;

    /** @param width values in a row */
    HistoryRing(History history, int width) {
        this.width = width;
        this.slots = history.length();
        this.oldestFirst = history.oldestFirst();
        this.repeats = history.repeats();
        this.firstAge = history.includesCurrent() ? 0 : 1;
        this.stride = history.stride();
        this.rows = firstAge + (slots - 1) * stride + 1;
        this.values = new double[rows * width];
    }

    int size() {
        return slots * width;
    }

    @HotPath
    void put(double[] row, boolean newPeriod) {
        if (empty && repeats) {
            for (int i = 0; i < values.length; i++) {
                values[i] = row[i % width];
            }
        } else if (newPeriod && !empty) {
            newest = newest + 1 == rows ? 0 : newest + 1;
        }
        empty = false;
        System.arraycopy(row, 0, values, newest * width, width);
    }

    @HotPath
    void slots(double[] out, int at) {
        for (int place = 0; place < slots; place++) {
            int slot = oldestFirst ? slots - 1 - place : place;
            int row = newest - (firstAge + slot * stride);
            System.arraycopy(values, (row < 0 ? row + rows : row) * width, out, at + place * width, width);
        }
    }

    @HotPath
    void reset() {
        Arrays.fill(values, 0);
        newest = 0;
        empty = true;
    }
}
