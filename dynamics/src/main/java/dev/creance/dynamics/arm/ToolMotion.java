package dev.creance.dynamics.arm;

import dev.creance.runtime.HotPath;
import java.util.Arrays;

/**
 * Pose, velocity and Jacobian of an arm's tool in base coordinates. Velocities and accelerations have the order of the
 * Jacobian's rows: x, y, z of the tool's origin, then angular. Allocation-free after construction; not thread-safe.
 */
@HotPath
public final class ToolMotion {
    /** The tool's origin. */
    public final double[] positionM = new double[3];

    /** The tool's axes, 3×3 row-major. */
    public final double[] rotation = new double[9];

    /** 6×n, row-major, see {@link Jacobian}. */
    public final double[] jacobian;

    /** Linear, then angular. */
    public final double[] velocity = new double[6];

    /** J' q', the acceleration of the tool while the joints do not accelerate. */
    public final double[] driftAcceleration = new double[6];

    private final Chain.Tool tool;
    private final double[] spatial = new double[6];

    public ToolMotion(Chain chain) {
        tool = chain.tool();
        jacobian = new double[Jacobian.ROWS * chain.size()];
    }

    /** Takes up where the links are. */
    public void update(ChainMotion motion) {
        int link = tool.link();
        motion.point(link, tool.pose().positionM(), positionM);
        Matrix3.multiply(motion.rotation[link], tool.pose().rotation(), rotation);
        Jacobian.ofPoint(motion, link, positionM, jacobian);
        motion.pointVelocity(link, positionM, velocity);
        System.arraycopy(motion.velocity[link], 0, velocity, 3, 3);
        drift(motion, link);
    }

    /**
     * A point's acceleration from the spatial one (α, a): a + α × p + ω × (v + ω × p), RBDA §2.11; the last factor is the
     * point's velocity.
     */
    private void drift(ChainMotion motion, int link) {
        Arrays.fill(spatial, 0);
        for (int i = 0; i <= link; i++) {
            Spatial.add(motion.drift[i], 1, spatial);
        }
        double[] a = spatial;
        double[] w = motion.velocity[link];
        double[] p = positionM;
        double[] out = driftAcceleration;
        out[0] = a[3] + a[1] * p[2] - a[2] * p[1] + w[1] * velocity[2] - w[2] * velocity[1];
        out[1] = a[4] + a[2] * p[0] - a[0] * p[2] + w[2] * velocity[0] - w[0] * velocity[2];
        out[2] = a[5] + a[0] * p[1] - a[1] * p[0] + w[0] * velocity[1] - w[1] * velocity[0];
        System.arraycopy(a, 0, out, 3, 3);
    }
}
