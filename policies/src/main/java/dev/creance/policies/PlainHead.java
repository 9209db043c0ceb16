package dev.creance.policies;

import dev.creance.runtime.HotPath;

/** The action is a tensor as it is. */
final class PlainHead implements ActionHead {
    private final TensorPort action;

    PlainHead(TensorPort action) {
        this.action = action;
    }

    @Override
    @HotPath
    public void write(float[] actionOut) {
        action.get(actionOut);
    }

    @Override
    @HotPath
    public void reset() {
        // it keeps nothing
    }
}
