package dev.creance.policies.action;

import dev.creance.policies.signals.Periods;
import dev.creance.runtime.HotPath;
import java.util.Arrays;

/**
 * Joins a new chunk to the one that is being executed with the soft mask of real-time chunking (Black, Galliker, Levine 2025,
 * equation 5): what was executed while the policy computed (d periods) stays, then the weight of the old chunk falls to 0 where
 * s actions before its end are left to the new one:
 *
 * <pre>W_i = 1 (i &lt; d);  c (e^c − 1) / (e − 1) with c = (H − s − i) / (H − s − d + 1) (d ≤ i &lt; H − s);  0 (i ≥ H − s)</pre>
 *
 * <p>The paper applies the mask within the denoising, by a gradient through the network. An exported network has none, so here
 * it joins finished actions.
 */
final class RealTimeChunks implements Rows {
    private final ActionLayout layout;
    private final int execute;
    private final double[] playing;
    private int number;
    private boolean started;

    /** @param execute actions of a chunk that are executed before the next inference */
    RealTimeChunks(ActionLayout layout, int execute) {
        this.layout = layout;
        this.execute = execute;
        this.playing = new double[layout.rows() * layout.values()];
    }

    @Override
    @HotPath
    public int row(float[] action, int now, double[] rowOut) {
        int newest = (int) action[layout.numberAt()];
        if (!started || newest != number) {
            join(action, newest, Periods.age(now, newest));
        }
        int age = Periods.age(now, number);
        if (age >= layout.rows()) {
            Arrays.fill(rowOut, Double.NaN);
        } else {
            System.arraycopy(playing, age * layout.values(), rowOut, 0, layout.values());
        }
        return now;
    }

    private void join(float[] action, int newest, int delay) {
        int ahead = started ? Periods.age(newest, number) : layout.rows();
        for (int i = 0; i < layout.rows(); i++) {
            double weight = i + ahead < layout.rows() ? weight(i, delay) : 0;
            for (int k = 0; k < layout.values(); k++) {
                double next = action[i * layout.values() + k];
                int old = (i + ahead) * layout.values() + k;
                // Rows before this one were read already: the new chunk may take their place.
                playing[i * layout.values() + k] = weight == 0 ? next : weight * playing[old] + (1 - weight) * next;
            }
        }
        number = newest;
        started = true;
    }

    private double weight(int i, int delay) {
        int end = layout.rows() - execute;
        if (i < delay) {
            return 1;
        }
        if (i >= end) {
            return 0;
        }
        double c = (end - i) / (end - delay + 1.0);
        return c * StrictMath.expm1(c) / (Math.E - 1);
    }

    @Override
    @HotPath
    public void reset() {
        started = false;
    }
}
