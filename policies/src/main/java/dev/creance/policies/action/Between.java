package dev.creance.policies.action;

import dev.creance.runtime.HotPath;

/** What happens to commands from one inference to the next, tick by tick, in place. */
public interface Between {
    @HotPath
    void apply(double[] command);

    @HotPath
    void reset();
}
