package dev.creance.policies.observation;

import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import java.util.Arrays;

/** What a recorded motion does at this moment: positions and velocities of joints or bodies. NaN where it is over. */
final class MotionSource implements ObservationSource {
    private final MotionPlayer player;
    private final double[] values;
    private final int width;
    private final int[] columns;
    private final int lag;

    /**
     * @param values of all frames
     * @param width values in a frame
     * @param columns those that are shown, in order
     */
    MotionSource(MotionPlayer player, double[] values, int width, int[] columns, int lag) {
        this.player = player;
        this.values = values;
        this.width = width;
        this.columns = columns;
        this.lag = lag;
    }

    @Override
    @HotPath
    public void values(Frame sensors, Frame reference, double[] out) {
        if (!player.seek(lag)) {
            Arrays.fill(out, 0, columns.length, Double.NaN);
            return;
        }
        for (int i = 0; i < columns.length; i++) {
            out[i] = player.value(values, width, columns[i]);
        }
    }
}
