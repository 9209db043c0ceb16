package dev.creance.sim.batch;

import static dev.creance.dynamics.quadrotor.QuadrotorState.ORIENTATION;

import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.runtime.HotPath;
import java.lang.ref.Reference;
import java.util.Objects;

/**
 * Quadrotors of one kind, each in an environment of its own: the equations of {@link
 * dev.creance.dynamics.quadrotor.QuadrotorDynamics}, one classic Runge-Kutta step a call. A step of 1 ms in double precision differs
 * from its step by some units in the last place. Allocation-free after construction; not thread-safe.
 *
 * <pre>{@code
 * BatchedQuadrotor batch = new BatchedQuadrotor(parameters, 1024, Precision.FLOAT);
 * batch.throttle(environment, rotor, 0.66);
 * batch.step(0.001);
 * double heightM = batch.state(environment, QuadrotorState.POSITION + 2);
 * }</pre>
 */
public final class BatchedQuadrotor {
    /** Groups to a call of the passes: what these hand on to each other fits into the first cache. */
    private static final int GROUPS = 4;

    private final int environments;
    private final double rotorMin;
    private final double rotorRange;
    private final Rows rows;
    private final Rows constants;
    private final Rows work;
    private final QuadrotorPasses passes;
    private final long groupBytes;
    private double dtS = Double.NaN;

    /** Level, at rest, at the origin. */
    public BatchedQuadrotor(QuadrotorParameters parameters, int environments, Precision precision) {
        if (parameters.rotors() != QuadrotorRows.ROTORS) {
            throw new IllegalArgumentException(parameters.name() + " has " + parameters.rotors() + " rotors, not 4");
        }
        this.environments = environments;
        rotorMin = parameters.rotorMin();
        rotorRange = parameters.rotorMax() - rotorMin;
        rows = new Rows(precision, QuadrotorRows.ROWS, environments);
        constants = QuadrotorRows.constants(parameters, precision);
        work = new Rows(precision, QuadrotorRows.WORK_ROWS, GROUPS * precision.lanes);
        passes = precision == Precision.DOUBLE
                ? new DoubleQuadrotorPasses(constants.address(), work.address())
                : new FloatQuadrotorPasses(constants.address(), work.address());
        groupBytes = (long) QuadrotorRows.ROWS * precision.lanes * precision.bytes;
        rows.setAll(ORIENTATION, 1);
        for (int rotor = 0; rotor < QuadrotorRows.ROTORS; rotor++) {
            rows.setAll(QuadrotorRows.SET_POINT + rotor, rotorMin);
        }
    }

    public int environments() {
        return environments;
    }

    /** @param index as in {@link dev.creance.dynamics.quadrotor.QuadrotorState#values} */
    @HotPath
    public double state(int environment, int index) {
        return rows.get(environment, Objects.checkIndex(index, QuadrotorRows.STATES));
    }

    @HotPath
    public void state(int environment, int index, double value) {
        rows.set(environment, Objects.checkIndex(index, QuadrotorRows.STATES), value);
    }

    /** Holds from now on: normalised; below 0 and NaN count as 0, above 1 as 1. */
    @HotPath
    public void throttle(int environment, int rotor, double value) {
        double clamped = value >= 0 ? (value <= 1 ? value : 1) : 0;
        rows.set(environment, QuadrotorRows.SET_POINT + Objects.checkIndex(rotor, 4), rotorMin + clamped * rotorRange);
    }

    /** Holds from now on: a force on the vehicle, N, along an axis of the world. */
    @HotPath
    public void force(int environment, int axis, double newton) {
        rows.set(environment, QuadrotorRows.FORCE + Objects.checkIndex(axis, 3), newton);
    }

    /** Holds from now on: a torque on the vehicle, Nm, about an axis of the body. */
    @HotPath
    public void torque(int environment, int axis, double newtonMetres) {
        rows.set(environment, QuadrotorRows.TORQUE + Objects.checkIndex(axis, 3), newtonMetres);
    }

    /** Advances all. */
    @HotPath
    public void step(double dtS) {
        if (dtS != this.dtS) {
            time(dtS);
        }
        for (int from = 0; from < rows.groups(); from += GROUPS) {
            long state = rows.address() + from * groupBytes;
            int groups = Math.min(GROUPS, rows.groups() - from);
            passes.stage(state, groups, QuadrotorRows.FIRST_STAGE, true);
            passes.stage(state, groups, QuadrotorRows.MIDDLE_STAGE, false);
            passes.stage(state, groups, QuadrotorRows.THIRD_STAGE, false);
            passes.stage(state, groups, QuadrotorRows.LAST_STAGE, false);
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
        constants.setAll(timing, nextS);
        constants.setAll(timing + 1, weightS);
    }
}
