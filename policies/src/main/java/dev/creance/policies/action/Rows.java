package dev.creance.policies.action;

import dev.creance.runtime.HotPath;

/** Chooses, from what inferences returned, the action of the present native period. */
public interface Rows {
    /**
     * Writes the action.
     *
     * @param action what the newest inference returned
     * @param now the number of the present native period
     * @return the number of the native period that the action is for
     */
    @HotPath
    int row(float[] action, int now, double[] rowOut);

    @HotPath
    void reset();
}
