package dev.creance.policies.action;

import dev.creance.runtime.HotPath;

/** A command holds until the next. */
final class Hold implements Between {
    @Override
    @HotPath
    public void apply(double[] command) {
        // as it is
    }

    @Override
    @HotPath
    public void reset() {
        // it keeps nothing
    }
}
