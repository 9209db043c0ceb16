package dev.creance.safety.logic;

import dev.creance.runtime.HotPath;

/** The caller's model of what comes, tick by tick: every candidate begins at the present state. */
public interface RollOut {
    /** Back to the present state. */
    @HotPath
    void begin();

    /** One tick as planned: by the policy's own actions, or by the policy asked anew from where an action has led. */
    @HotPath
    void follow(double[] sampleOut);

    /** One tick with this action. */
    @HotPath
    void apply(double[] action, double[] sampleOut);
}
