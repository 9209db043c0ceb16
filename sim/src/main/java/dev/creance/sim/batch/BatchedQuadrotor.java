package dev.creance.sim.batch;

import static dev.creance.dynamics.quadrotor.QuadrotorState.ORIENTATION;

import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.runtime.HotPath;
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
    private final int environments;
    private final double rotorMin;
    private final double rotorRange;
    private final QuadrotorBatch batch;

    /** Level, at rest, at the origin. */
    public BatchedQuadrotor(QuadrotorParameters parameters, int environments, Precision precision) {
        if (parameters.rotors() != QuadrotorRows.ROTORS) {
            throw new IllegalArgumentException(parameters.name() + " has " + parameters.rotors() + " rotors, not 4");
        }
        this.environments = environments;
        rotorMin = parameters.rotorMin();
        rotorRange = parameters.rotorMax() - rotorMin;
        batch = batch(parameters, environments, precision);
        for (int i = 0; i < environments; i++) {
            batch.set(i, ORIENTATION, 1);
            for (int rotor = 0; rotor < QuadrotorRows.ROTORS; rotor++) {
                batch.set(i, QuadrotorRows.SET_POINT + rotor, rotorMin);
            }
        }
    }

    private static QuadrotorBatch batch(QuadrotorParameters parameters, int environments, Precision precision) {
        if (environments != 1 || precision.lanes < QuadrotorRows.ROTORS) {
            return new GroupedQuadrotors(parameters, environments, precision);
        }
        return precision == Precision.DOUBLE ? new LoneDoubleQuadrotor(parameters) : new LoneFloatQuadrotor(parameters);
    }

    public int environments() {
        return environments;
    }

    /** @param index as in {@link dev.creance.dynamics.quadrotor.QuadrotorState#values} */
    @HotPath
    public double state(int environment, int index) {
        return batch.get(environment, Objects.checkIndex(index, QuadrotorRows.STATES));
    }

    @HotPath
    public void state(int environment, int index, double value) {
        batch.set(environment, Objects.checkIndex(index, QuadrotorRows.STATES), value);
    }

    /** Holds from now on: normalised; below 0 and NaN count as 0, above 1 as 1. */
    @HotPath
    public void throttle(int environment, int rotor, double value) {
        double clamped = value >= 0 ? (value <= 1 ? value : 1) : 0;
        batch.set(environment, QuadrotorRows.SET_POINT + Objects.checkIndex(rotor, 4), rotorMin + clamped * rotorRange);
    }

    /** Holds from now on: a force on the vehicle, N, along an axis of the world. */
    @HotPath
    public void force(int environment, int axis, double newton) {
        batch.set(environment, QuadrotorRows.FORCE + Objects.checkIndex(axis, 3), newton);
    }

    /** Holds from now on: a torque on the vehicle, Nm, about an axis of the body. */
    @HotPath
    public void torque(int environment, int axis, double newtonMetres) {
        batch.set(environment, QuadrotorRows.TORQUE + Objects.checkIndex(axis, 3), newtonMetres);
    }

    /** Advances all. */
    @HotPath
    public void step(double dtS) {
        batch.step(dtS);
    }
}
