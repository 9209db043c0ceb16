package dev.creance.sim.batch;

import dev.creance.runtime.HotPath;

/** The integrator of {@link BatchedPmsm} over some groups of environments, in one of two precisions. */
sealed interface PmsmPasses permits DoublePmsmPasses, FloatPmsmPasses {
    /**
     * The held voltages from those of the stator.
     *
     * @param state address of the first group
     * @param first at the state's angle, and not at that of the next stage
     */
    @HotPath
    void park(long state, int groups, boolean first);

    /**
     * One of the four stages.
     *
     * @param timing row of the stage's constants
     * @param first whether it starts from the state, and not from what the stage before has handed on
     * @param last whether what the stages have come to becomes the state
     */
    @HotPath
    void stage(long state, int groups, int timing, boolean first, boolean last);

    /** Takes whole turns off the angle. */
    @HotPath
    void wrap(long state, int groups);
}
