package dev.creance.dynamics.quadrotor;

import dev.creance.runtime.HotPath;

/**
 * A rigid body with first-order rotors, integrated by classic Runge-Kutta steps: the models {@code l2f} (Eschmann et al.,
 * arXiv 2311.13081) and {@code l2f2} (arXiv 2509.11481), which differ in their parameters only.
 *
 * <pre>
 * thrust_i = c0 + c1 s_i + c2 s_i²
 * T = Σ thrust_i d_i            τ = Σ ( k_i thrust_i e_i + r_i × thrust_i d_i )        body axes
 * p' = v                        q' = ½ q ⊗ (0, ω)
 * v' = R(q) T / m + g + F / m   ω' = J⁻¹ (τ − ω × J ω) + J⁻¹ M
 * s_i' = (set_i − s_i) / τ_i    τ_i the rising time constant where set_i ≥ s_i, else the falling one
 * </pre>
 *
 * The quaternion is normalised and the rotor states are clamped after a step, not inside its stages, as in the originals. No
 * drag, ground or gyroscopic rotor term. Allocation-free after construction; not thread-safe.
 *
 * <p>It divides by constants and rounds each product, as recorded flights hold it to; {@code dev.creance.sim.batch}
 * takes reciprocals and fuses, which is faster, for one vehicle and for many.
 */
public final class QuadrotorDynamics {
    private final QuadrotorEquations equations;
    private final QuadrotorStep step;
    private final double[] throttleSetPoint;
    private final ConstantLoads constant = new ConstantLoads();

    public QuadrotorDynamics(QuadrotorParameters parameters) {
        equations = new QuadrotorEquations(parameters);
        step = new QuadrotorStep(equations);
        throttleSetPoint = new double[parameters.rotors()];
    }

    /** Makes the vehicle heavier and slower to turn from now on, over what its parameters say. */
    @HotPath
    public void scale(double massFactor, double inertiaFactor) {
        equations.scale(massFactor, inertiaFactor);
    }

    /**
     * Advances the state by one step under a constant force and torque.
     *
     * @param throttle normalised, per rotor; below 0 and NaN count as 0, above 1 as 1
     * @param forceN world axes
     * @param torqueNm body axes
     */
    @HotPath
    public void step(QuadrotorState state, double[] throttle, double[] forceN, double[] torqueNm, double dtS) {
        System.arraycopy(forceN, 0, constant.forceN, 0, 3);
        System.arraycopy(torqueNm, 0, constant.torqueNm, 0, 3);
        step(state, throttle, constant, dtS);
    }

    /** Advances the state by one step under loads that depend on the state. */
    @HotPath
    public void step(QuadrotorState state, double[] throttle, QuadrotorLoads loads, double dtS) {
        step.setPoints(throttle, throttleSetPoint);
        step.advance(state.values, throttleSetPoint, loads, dtS);
    }

    /** Advances the state by one step towards rotor set points that are in the unit of the rotor states and within range. */
    @HotPath
    public void stepTowards(QuadrotorState state, double[] setPoint, QuadrotorLoads loads, double dtS) {
        step.advance(state.values, setPoint, loads, dtS);
    }

    /**
     * Time derivative of the state.
     *
     * @param setPoint rotor set points, in the unit of the rotor states
     */
    @HotPath
    public void derivative(double[] x, double[] setPoint, QuadrotorLoads loads, double[] out) {
        equations.derivative(x, setPoint, loads, out);
    }
}
