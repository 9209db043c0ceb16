package dev.creance.safety.logic;

import java.util.ArrayList;
import java.util.List;

/**
 * Beginnings that are tried where a plan would break a rule: one action held for so many ticks, then the plan again.
 *
 * @param entries in the order in which they are tried
 */
public record BackupTable(List<Entry> entries) {
    /** @param ticks for which the action is held, from 1 on */
    public record Entry(double[] action, int ticks) {}

    public BackupTable {
        entries = List.copyOf(entries);
    }

    /** Every action for each of the durations. */
    public static BackupTable of(List<double[]> actions, int... ticks) {
        List<Entry> entries = new ArrayList<>();
        for (int length : ticks) {
            for (double[] action : actions) {
                entries.add(new Entry(action.clone(), length));
            }
        }
        return new BackupTable(entries);
    }
}
