package dev.creance.bench.guards;

import dev.creance.bench.SteppedLoop;
import dev.creance.runtime.Frame;

/** What a threat does in an episode. */
@FunctionalInterface
interface Effect {
    Effect NOTHING = (sinceS, sensors, loop) -> {};

    /**
     * Called in each tick, before policy and shield see the sensors.
     *
     * @param sinceS since it set in; below zero before
     * @param sensors what they will see
     * @param loop as it was after the tick before
     */
    void act(double sinceS, Frame sensors, SteppedLoop loop);

    /** The same from when it sets in on. */
    static Effect later(Effect effect) {
        return (sinceS, sensors, loop) -> {
            if (sinceS >= 0) {
                effect.act(sinceS, sensors, loop);
            }
        };
    }
}
