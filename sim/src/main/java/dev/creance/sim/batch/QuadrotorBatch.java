package dev.creance.sim.batch;

import dev.creance.runtime.HotPath;

/** What is behind a {@link BatchedQuadrotor}: numbers of environments, by the rows of {@link QuadrotorRows}, and their step. */
sealed interface QuadrotorBatch permits GroupedQuadrotors, LoneDoubleQuadrotor, LoneFloatQuadrotor {
    @HotPath
    double get(int environment, int row);

    @HotPath
    void set(int environment, int row, double value);

    @HotPath
    void step(double dtS);
}
