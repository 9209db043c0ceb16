package dev.creance.sim.batch;

import dev.creance.runtime.HotPath;

/** The integrator of {@link GroupedQuadrotors} over some groups of environments, in one of two precisions. */
sealed interface QuadrotorPasses permits DoubleQuadrotorPasses, FloatQuadrotorPasses {
    /**
     * One of the four stages.
     *
     * @param state address of the first group
     * @param timing row of the stage's constants
     * @param first whether it starts from the state, and not from what the stage before has handed on
     */
    @HotPath
    void stage(long state, int groups, int timing, boolean first);

    /** Takes over what the stages have come to. */
    @HotPath
    void finish(long state, int groups);
}
