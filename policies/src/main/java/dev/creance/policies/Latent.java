package dev.creance.policies;

import dev.creance.policies.signals.ValueProcess;
import dev.creance.runtime.HotPath;

/** What one network returned, as part of what another is fed: an encoder's code, or a whole tensor. */
final class Latent implements Infill {
    private final Heard from;
    private final TensorPort to;
    private final int at;
    private final ValueProcess process;
    private final float[] values;
    private final double[] processed;

    /** @param at the place of the first value in the tensor */
    Latent(Heard from, TensorPort to, int at, ValueProcess process) {
        this.from = from;
        this.to = to;
        this.at = at;
        this.process = process;
        this.values = new float[from.size()];
        this.processed = new double[from.size()];
    }

    @Override
    @HotPath
    public void fill(float[] observation) {
        from.get(values);
        for (int i = 0; i < values.length; i++) {
            processed[i] = values[i];
        }
        process.apply(processed);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) processed[i];
        }
        to.put(at, values, 0, values.length);
    }
}
