package dev.creance.sim.batch;

import dev.creance.dynamics.drive.Fidelity;
import dev.creance.dynamics.drive.Load;
import dev.creance.dynamics.drive.PermanentMagnetSynchronous;
import dev.creance.dynamics.drive.ThreePhase;
import dev.creance.runtime.HotPath;
import java.lang.ref.Reference;
import java.util.Objects;

/**
 * Permanent-magnet synchronous drives of one kind behind ideal three-phase bridges, each in an environment of its own: what {@link
 * dev.creance.sim.drive.SimulatedDrive} computes with four sub-steps of the classic Runge-Kutta method, to round-off. The electrical
 * angle is kept within half a turn, so that it loses no digits. Allocation-free after construction; not thread-safe.
 */
public final class BatchedPmsm {
    private static final int SUB_STEPS = 4;

    /** Groups to a call of the passes: what these hand on to each other fits into the first cache. */
    private static final int GROUPS = 16;

    private final int environments;
    private final double supplyV;
    private final boolean held;
    private final Rows rows;
    private final Rows constants;
    private final Rows work;
    private final PmsmPasses passes;
    private final long groupBytes;
    private double dtS = Double.NaN;

    /**
     * At rest, without current or voltage.
     *
     * @param supplyV of an ideal supply
     * @param fidelity {@code GEM} holds the voltage in the rotor's axes over a step, {@code PHYSICAL} that at the terminals
     */
    public BatchedPmsm(
            PermanentMagnetSynchronous machine,
            Load.Polynomial load,
            double supplyV,
            Fidelity fidelity,
            int environments,
            Precision precision) {
        this.environments = environments;
        this.supplyV = supplyV;
        held = fidelity == Fidelity.GEM;
        rows = new Rows(precision, PmsmRows.ROWS, environments);
        constants = PmsmRows.constants(machine, load, precision);
        work = new Rows(precision, PmsmRows.WORK_ROWS, GROUPS * precision.lanes);
        passes = precision == Precision.DOUBLE
                ? new DoublePmsmPasses(constants.address(), work.address())
                : new FloatPmsmPasses(constants.address(), work.address());
        groupBytes = (long) PmsmRows.ROWS * precision.lanes * precision.bytes;
    }

    public int environments() {
        return environments;
    }

    /** @param index as in {@link PermanentMagnetSynchronous#states}: speed, currents d and q, electrical angle */
    @HotPath
    public double state(int environment, int index) {
        return rows.get(environment, Objects.checkIndex(index, PmsmRows.STATES));
    }

    @HotPath
    public void state(int environment, int index, double value) {
        rows.set(environment, Objects.checkIndex(index, PmsmRows.STATES), value);
    }

    /** Holds from now on: duty cycles of the three half bridges, −1 to 1; beyond counts as the end. */
    @HotPath
    public void action(int environment, double a, double b, double c) {
        double va = voltage(a);
        double vb = voltage(b);
        double vc = voltage(c);
        rows.set(environment, PmsmRows.ALPHA, ThreePhase.alpha(va, vb, vc));
        rows.set(environment, PmsmRows.ALPHA + 1, ThreePhase.beta(vb, vc));
    }

    /** From the middle of the supply; no number counts as the lower end, as at the bridge of its own. */
    private double voltage(double duty) {
        double mean = (1 + duty) / 2;
        return ((mean >= 0 ? (mean <= 1 ? mean : 1) : 0) - 0.5) * supplyV;
    }

    /** Advances all by one step of the control. */
    @HotPath
    public void step(double dtS) {
        if (dtS != this.dtS) {
            time(dtS);
        }
        for (int from = 0; from < rows.groups(); from += GROUPS) {
            long state = rows.address() + from * groupBytes;
            int groups = Math.min(GROUPS, rows.groups() - from);
            if (held) {
                passes.park(state, groups, true);
            }
            for (int part = 0; part < SUB_STEPS; part++) {
                stage(state, groups, PmsmRows.FIRST_STAGE);
                stage(state, groups, PmsmRows.MIDDLE_STAGE);
                stage(state, groups, PmsmRows.THIRD_STAGE);
                stage(state, groups, PmsmRows.LAST_STAGE);
            }
            passes.wrap(state, groups);
        }
        Reference.reachabilityFence(this);
    }

    private void stage(long state, int groups, int timing) {
        boolean first = timing == PmsmRows.FIRST_STAGE;
        if (!held) {
            passes.park(state, groups, first);
        }
        passes.stage(state, groups, timing, first, timing == PmsmRows.LAST_STAGE);
    }

    private void time(double dtS) {
        this.dtS = dtS;
        double subS = dtS / SUB_STEPS;
        timing(PmsmRows.FIRST_STAGE, subS / 2, subS / 6);
        timing(PmsmRows.MIDDLE_STAGE, subS / 2, subS / 3);
        timing(PmsmRows.THIRD_STAGE, subS, subS / 3);
        timing(PmsmRows.LAST_STAGE, 0, subS / 6);
    }

    private void timing(int stage, double nextS, double weightS) {
        constants.setAll(stage, nextS);
        constants.setAll(stage + 1, weightS);
    }
}
