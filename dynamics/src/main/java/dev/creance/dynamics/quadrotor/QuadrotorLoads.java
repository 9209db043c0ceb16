package dev.creance.dynamics.quadrotor;

import dev.creance.runtime.HotPath;

/** What acts on the vehicle besides rotors and gravity; evaluated at every stage of the integrator. */
@FunctionalInterface
public interface QuadrotorLoads {
    /**
     * @param state in the order of {@link QuadrotorState#values}; inside a step its quaternion is not normalised
     * @param forceNOut world axes; overwritten
     * @param torqueNmOut body axes; overwritten
     */
    @HotPath
    void evaluate(double[] state, double[] forceNOut, double[] torqueNmOut);
}
