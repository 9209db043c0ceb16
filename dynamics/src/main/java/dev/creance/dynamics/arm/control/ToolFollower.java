package dev.creance.dynamics.arm.control;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.dynamics.arm.Jacobian;
import dev.creance.dynamics.arm.JointLimits;
import dev.creance.dynamics.arm.ToolMotion;
import dev.creance.runtime.HotPath;
import java.util.Arrays;

/**
 * Joint set points that bring a tool to a place: differential inverse kinematics by damped least squares, the elbow drawn to the
 * posture that it began in where the tool does not feel it.
 *
 * <pre>
 * q' = z + Jᵀ (J Jᵀ + λ² 1)⁻¹ (v − J z)      z = (q₀ − q) / t
 * </pre>
 *
 * v is what the {@link ToolApproach} makes of the error. The tool keeps the orientation it began with, where it has six joints
 * before it. The set points run ahead of the joints by no more than {@value #MOST_LEAD}, so that they are near when something else
 * had held the arm for a while. Not thread-safe.
 */
@HotPath
final class ToolFollower {
    static final double MOST_LEAD = 0.2;

    private static final double POSTURE_S = 2;
    private static final double SPEED_SHARE = 0.8;
    private static final double RANGE_MARGIN = 0.02;

    private final double periodS;
    private final JointLimits[] limits;
    private final boolean oriented;
    private final ChainMotion motion;
    private final ToolMotion tool;
    private final ToolApproach approach;
    private final DampedInverse inverse = new DampedInverse();
    private final ToolReference goal = new ToolReference();
    private final double[] task = new double[Jacobian.ROWS];
    private final double[] posture;
    private final double[] still;
    private final double[] setPoint;
    private final double[] speed;
    private boolean started;

    ToolFollower(Chain chain, double periodS) {
        this.periodS = periodS;
        limits = chain.joints().stream().map(joint -> joint.limits()).toArray(JointLimits[]::new);
        oriented = chain.tool().link() + 1 >= Jacobian.ROWS;
        motion = new ChainMotion(chain);
        tool = new ToolMotion(chain);
        approach = new ToolApproach(periodS);
        posture = new double[chain.size()];
        still = new double[chain.size()];
        setPoint = new double[chain.size()];
        speed = new double[chain.size()];
    }

    void reset() {
        started = false;
        approach.reset();
    }

    /**
     * One period.
     *
     * @param position of the joints, measured
     * @param placeM where the tool's origin should be, base axes
     * @param setPointOut for the joints
     */
    void follow(double[] position, double[] placeM, double[] setPointOut) {
        if (!started) {
            start(position);
        }
        motion.update(setPoint, still);
        tool.update(motion);
        System.arraycopy(placeM, 0, goal.positionM, 0, 3);
        PoseError.of(goal, tool, task);
        if (!oriented) {
            task[3] = 0;
            task[4] = 0;
            task[5] = 0;
            Arrays.fill(tool.jacobian, 3 * setPoint.length, tool.jacobian.length, 0);
        }
        approach.velocity(task, task);
        solve();
        advance(position);
        System.arraycopy(setPoint, 0, setPointOut, 0, setPoint.length);
    }

    private void start(double[] position) {
        started = true;
        System.arraycopy(position, 0, setPoint, 0, setPoint.length);
        System.arraycopy(position, 0, posture, 0, posture.length);
        motion.update(setPoint, still);
        tool.update(motion);
        System.arraycopy(tool.rotation, 0, goal.rotation, 0, goal.rotation.length);
    }

    private void solve() {
        int n = speed.length;
        for (int j = 0; j < n; j++) {
            speed[j] = (posture[j] - setPoint[j]) / POSTURE_S;
        }
        for (int row = 0; row < Jacobian.ROWS; row++) {
            for (int j = 0; j < n; j++) {
                task[row] -= tool.jacobian[row * n + j] * speed[j];
            }
        }
        inverse.factorize(tool.jacobian, n);
        inverse.solve(task);
        Jacobian.addTransposed(tool.jacobian, task, speed);
    }

    /** All joints alike slowed down to what the slowest bears, so that the tool keeps its direction. */
    private void advance(double[] position) {
        double slowed = 1;
        for (int j = 0; j < speed.length; j++) {
            double most = SPEED_SHARE * limits[j].speed();
            slowed = Math.abs(speed[j]) * slowed > most ? most / Math.abs(speed[j]) : slowed;
        }
        for (int j = 0; j < speed.length; j++) {
            double wanted = setPoint[j] + slowed * periodS * speed[j];
            double near = position[j] + Limit.to(wanted - position[j], MOST_LEAD);
            setPoint[j] = Math.max(limits[j].lower() + RANGE_MARGIN, Math.min(limits[j].upper() - RANGE_MARGIN, near));
        }
    }
}
