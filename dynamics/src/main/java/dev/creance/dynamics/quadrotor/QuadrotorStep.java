package dev.creance.dynamics.quadrotor;

import dev.creance.runtime.HotPath;

/** One classic Runge-Kutta step of {@link QuadrotorEquations}, the quaternion normalised and the rotors clamped after it. */
sealed interface QuadrotorStep permits ScalarStep, VectorStep {
    /** From normalised throttles. */
    @HotPath
    void setPoints(double[] throttle, double[] out);

    /** @param x the state, which is advanced */
    @HotPath
    void advance(double[] x, double[] setPoint, QuadrotorLoads loads, double dtS);

    /** Mass and inertia have changed. */
    @HotPath
    void rescaled();
}
