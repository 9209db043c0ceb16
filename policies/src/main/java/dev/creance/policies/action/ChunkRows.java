package dev.creance.policies.action;

import dev.creance.policies.signals.Periods;
import dev.creance.runtime.HotPath;
import java.util.Arrays;

/**
 * The actions of the newest chunk, one after the other from the period of its observation on, however late it came. A chunk that
 * has run out says nothing: NaN, which the shield sees.
 */
final class ChunkRows implements Rows {
    private final ActionLayout layout;

    ChunkRows(ActionLayout layout) {
        this.layout = layout;
    }

    @Override
    @HotPath
    public int row(float[] action, int now, double[] rowOut) {
        int age = Periods.age(now, (int) action[layout.numberAt()]);
        if (age >= layout.rows()) {
            Arrays.fill(rowOut, Double.NaN);
            return now;
        }
        for (int i = 0; i < layout.values(); i++) {
            rowOut[i] = action[age * layout.values() + i];
        }
        return now;
    }

    @Override
    @HotPath
    public void reset() {
        // it keeps nothing
    }
}
