package dev.creance.dynamics.quadrotor;

import dev.creance.runtime.HotPath;

/**
 * Position [m], orientation (w-x-y-z, body to world), velocity [m/s, world], body rates [rad/s, body] and rotor states of one
 * quadrotor, in one array so that an integrator can walk over it. A mutable holder; not thread-safe.
 */
public final class QuadrotorState {
    public static final int POSITION = 0;
    public static final int ORIENTATION = 3;
    public static final int VELOCITY = 7;
    public static final int BODY_RATE = 10;
    public static final int ROTOR = 13;

    /** All states, at the offsets above. */
    public final double[] values;

    private final int rotors;

    public QuadrotorState(int rotors) {
        this.rotors = rotors;
        values = new double[ROTOR + rotors];
        values[ORIENTATION] = 1;
    }

    public int rotors() {
        return rotors;
    }

    @HotPath
    public void copyFrom(QuadrotorState other) {
        System.arraycopy(other.values, 0, values, 0, values.length);
    }

    /** Cosine of the angle between the body's z axis and the vertical. */
    @HotPath
    public double cosTilt() {
        double x = values[ORIENTATION + 1];
        double y = values[ORIENTATION + 2];
        return 1 - 2 * (x * x + y * y);
    }

    @HotPath
    public double speedMPerS() {
        return length(VELOCITY);
    }

    @HotPath
    public double bodyRateRadPerS() {
        return length(BODY_RATE);
    }

    private double length(int offset) {
        double x = values[offset];
        double y = values[offset + 1];
        double z = values[offset + 2];
        return Math.sqrt(x * x + y * y + z * z);
    }
}
