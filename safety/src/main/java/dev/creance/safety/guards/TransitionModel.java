package dev.creance.safety.guards;

import dev.creance.runtime.HotPath;

/**
 * What a machine's own model says about the frame to come: from a frame on, it goes on under the commands that were sent. It knows by
 * how much a machine within its tolerances, under the disturbances that the shield reckons with, may do otherwise.
 */
public interface TransitionModel {
    /** How many errors it tells. */
    int size();

    /** Starts from a frame. */
    @HotPath
    void begin(double[] sensors, long sampledAtNs);

    /**
     * Goes on to the time of a later frame.
     *
     * @param wayNs how long a command takes to the device
     * @param errorsOut how far it lies from what was to come, each over its bound
     */
    @HotPath
    void follow(double[] sensors, long sampledAtNs, long wayNs, double[] errorsOut);

    /** Told what was sent, in each tick. */
    @HotPath
    void sent(long nowNs, double[] command);
}
