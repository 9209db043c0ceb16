package dev.creance.sim.batch;

import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.runtime.HotPath;
import java.lang.ref.Reference;

/** Lanes are environments. */
@HotPath
final class GroupedQuadrotors implements QuadrotorBatch {
    /** Groups to a call of the passes: what these hand on to each other fits into the first cache. */
    private static final int GROUPS = 4;

    private final Rows rows;
    private final Rows work;
    private final QuadrotorPasses passes;
    private final long groupBytes;
    private double dtS = Double.NaN;

    GroupedQuadrotors(QuadrotorParameters parameters, int environments, Precision precision) {
        rows = new Rows(precision, QuadrotorRows.ROWS, environments);
        work = new Rows(precision, QuadrotorRows.WORK_ROWS, GROUPS * precision.lanes);
        double[] constants = QuadrotorRows.constants(parameters);
        passes = precision == Precision.DOUBLE
                ? new DoubleQuadrotorPasses(constants, work.address())
                : new FloatQuadrotorPasses(constants, work.address());
        groupBytes = (long) QuadrotorRows.ROWS * precision.lanes * precision.bytes;
    }

    @Override
    public double get(int environment, int row) {
        return rows.get(environment, row);
    }

    @Override
    public void set(int environment, int row, double value) {
        rows.set(environment, row, value);
    }

    @Override
    public void step(double dtS) {
        if (dtS != this.dtS) {
            time(dtS);
        }
        for (int from = 0; from < rows.groups(); from += GROUPS) {
            long state = rows.address() + from * groupBytes;
            int groups = Math.min(GROUPS, rows.groups() - from);
            passes.stage(state, groups, QuadrotorRows.FIRST_STAGE, true, false);
            passes.stage(state, groups, QuadrotorRows.MIDDLE_STAGE, false, false);
            passes.stage(state, groups, QuadrotorRows.THIRD_STAGE, false, false);
            passes.stage(state, groups, QuadrotorRows.LAST_STAGE, false, true);
            passes.finish(state, groups);
        }
        Reference.reachabilityFence(this);
    }

    private void time(double dtS) {
        this.dtS = dtS;
        stage(QuadrotorRows.FIRST_STAGE, dtS / 2, dtS / 6);
        stage(QuadrotorRows.MIDDLE_STAGE, dtS / 2, dtS / 3);
        stage(QuadrotorRows.THIRD_STAGE, dtS, dtS / 3);
        stage(QuadrotorRows.LAST_STAGE, 0, dtS / 6);
    }

    private void stage(int timing, double nextS, double weightS) {
        passes.constant(timing, nextS);
        passes.constant(timing + 1, weightS);
    }
}
