package dev.creance.dynamics.quadrotor;

import dev.creance.runtime.HotPath;

/** A force and a torque that stay as they were set. */
public final class ConstantLoads implements QuadrotorLoads {
    /** World axes. */
    public final double[] forceN = new double[3];

    /** Body axes. */
    public final double[] torqueNm = new double[3];

    @Override
    @HotPath
    public void evaluate(double[] state, double[] forceNOut, double[] torqueNmOut) {
        System.arraycopy(forceN, 0, forceNOut, 0, 3);
        System.arraycopy(torqueNm, 0, torqueNmOut, 0, 3);
    }
}
