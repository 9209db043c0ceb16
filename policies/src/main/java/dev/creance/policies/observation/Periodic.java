package dev.creance.policies.observation;

import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;

/** What moves on from observation to observation: clocks, set points, memories of actions. */
interface Periodic {
    /**
     * Before an observation is taken.
     *
     * @param newPeriod whether it is the first of a native period of the policy
     */
    @HotPath
    void begin(Frame sensors, Frame reference, boolean newPeriod);

    /** Back to before the first observation. */
    @HotPath
    void reset();
}
