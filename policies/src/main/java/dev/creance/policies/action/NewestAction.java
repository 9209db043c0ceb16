package dev.creance.policies.action;

import dev.creance.runtime.HotPath;

/** One action to an inference: the newest holds. */
final class NewestAction implements Rows {
    private final ActionLayout layout;

    NewestAction(ActionLayout layout) {
        this.layout = layout;
    }

    @Override
    @HotPath
    public int row(float[] action, int now, double[] rowOut) {
        for (int i = 0; i < layout.values(); i++) {
            rowOut[i] = action[i];
        }
        return layout.numbered() ? (int) action[layout.numberAt()] : now;
    }

    @Override
    @HotPath
    public void reset() {
        // it keeps nothing
    }
}
