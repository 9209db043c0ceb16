package dev.creance.policies.action;

import dev.creance.policies.signals.Periods;
import dev.creance.runtime.HotPath;
import java.util.Arrays;

/**
 * Averages what the newest chunks say about the present period, with weights w_i = exp(−m i), where i = 0 is the oldest chunk
 * that still speaks of it (Zhao et al. 2023, Learning Fine-Grained Bimanual Manipulation, section IV-B: temporal ensemble).
 */
final class TemporalEnsemble implements Rows {
    private final ActionLayout layout;
    private final double[] weights;
    private final float[][] chunks;
    private final int[] numbers;
    private int newest;
    private int kept;

    TemporalEnsemble(ActionLayout layout, double decay) {
        this.layout = layout;
        this.chunks = new float[layout.rows()][layout.rows() * layout.values()];
        this.numbers = new int[layout.rows()];
        this.weights = new double[layout.rows()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = StrictMath.exp(-decay * i);
        }
    }

    @Override
    @HotPath
    public int row(float[] action, int now, double[] rowOut) {
        keep(action);
        Arrays.fill(rowOut, 0);
        double sum = 0;
        int speaking = 0;
        for (int back = kept - 1; back >= 0; back--) {
            int chunk = Math.floorMod(newest - back, chunks.length);
            int age = Periods.age(now, numbers[chunk]);
            if (age < layout.rows()) {
                double weight = weights[speaking++];
                sum += weight;
                for (int i = 0; i < layout.values(); i++) {
                    rowOut[i] += weight * chunks[chunk][age * layout.values() + i];
                }
            }
        }
        for (int i = 0; i < layout.values(); i++) {
            rowOut[i] /= sum; // NaN where no chunk speaks of now
        }
        return now;
    }

    private void keep(float[] action) {
        int number = (int) action[layout.numberAt()];
        if (kept > 0 && numbers[newest] == number) {
            return;
        }
        newest = kept == 0 ? 0 : (newest + 1) % chunks.length;
        kept = Math.min(kept + 1, chunks.length);
        numbers[newest] = number;
        System.arraycopy(action, 0, chunks[newest], 0, chunks[newest].length);
    }

    @Override
    @HotPath
    public void reset() {
        kept = 0;
        newest = 0;
    }
}
