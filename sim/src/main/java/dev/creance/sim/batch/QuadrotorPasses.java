package dev.creance.sim.batch;

import dev.creance.runtime.HotPath;

/** The integrator of {@link GroupedQuadrotors} over some groups of environments, in one of two precisions. */
sealed interface QuadrotorPasses permits DoubleQuadrotorPasses, FloatQuadrotorPasses {
    /** One of those of {@link QuadrotorRows}. */
    @HotPath
    void constant(int index, double value);

    /**
     * One of the four stages.
     *
     * @param state address of the first group
     * @param timing index of the stage's constants
     * @param first whether it starts from the state, and not from what the stage before has handed on
     * @param last whether what the stages have come to goes to the state, but for the quaternion and the rotors
     */
    @HotPath
    void stage(long state, int groups, int timing, boolean first, boolean last);

    /** Takes over the quaternion, normalised, and the rotors, clamped. */
    @HotPath
    void finish(long state, int groups);
}
