package dev.creance.policies;

import dev.creance.runtime.HotPath;

/** What was learned on top of a base policy: a = base + scale · residual (Silver et al. 2018, Residual Policy Learning). */
final class ResidualHead implements ActionHead {
    private final TensorPort residual;
    private final TensorPort base;
    private final double scale;
    private final float[] baseAction;

    ResidualHead(TensorPort residual, TensorPort base, double scale) {
        this.residual = residual;
        this.base = base;
        this.scale = scale;
        this.baseAction = new float[base.size()];
    }

    @Override
    @HotPath
    public void write(float[] actionOut) {
        residual.get(actionOut);
        base.get(baseAction);
        for (int i = 0; i < baseAction.length; i++) {
            actionOut[i] = (float) (baseAction[i] + scale * actionOut[i]);
        }
    }

    @Override
    @HotPath
    public void reset() {
        // it keeps nothing
    }
}
