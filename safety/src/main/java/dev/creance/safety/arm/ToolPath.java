package dev.creance.safety.arm;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.dynamics.arm.Joint;
import dev.creance.dynamics.arm.JointKind;
import dev.creance.runtime.HotPath;

/**
 * Follows the tool's set point ahead while all joints brake: the joints' ways are exact, and so are the arm's kinematics at {@value
 * #SAMPLES} times spread over them. Between two of these the tool is no farther from the nearer one than its greatest speed takes it
 * in half the time.
 *
 * <p>First the question is asked without following: a joint's lever is at most the length of all links beyond it, so that
 *
 * <pre>
 * |Δp| ≤ Σ lever_i |way_i|        |v| ≤ Σ lever_i |x_i| / T
 * </pre>
 */
@HotPath
final class ToolPath {
    private static final int SAMPLES = 12;

    private final SetPointAxis[] axes;
    private final double[] lever;
    private final double tickS;
    private final Workspace workspace;
    private final ChainMotion motion;
    private final int toolLink;
    private final double[] toolM;
    private final double[] position;
    private final double[] velocity;
    private final double[] hereM = new double[3];
    private final double[] speedMPerS = new double[3];

    /** Of the last {@link #follow}: distance to the nearest wall, and room below the greatest speed. */
    double wallM;

    double speedRoomMPerS;

    ToolPath(Chain chain, SetPointAxis[] axes, Workspace workspace, double tickS) {
        this.axes = axes;
        this.workspace = workspace;
        this.tickS = tickS;
        motion = new ChainMotion(chain);
        toolLink = chain.tool().link();
        toolM = chain.tool().pose().positionM().clone();
        position = new double[axes.length];
        velocity = new double[axes.length];
        lever = levers(chain);
    }

    private static double[] levers(Chain chain) {
        double[] lever = new double[chain.size()];
        double beyond = length(chain.tool().pose().positionM());
        for (int i = chain.tool().link(); i >= 0; i--) {
            Joint joint = chain.joints().get(i);
            boolean slides = joint.kind() == JointKind.PRISMATIC;
            lever[i] = slides ? 1 : beyond;
            beyond += length(joint.placement().positionM());
            if (slides) {
                beyond += Math.max(
                        Math.abs(joint.limits().lower()),
                        Math.abs(joint.limits().upper()));
            }
        }
        return lever;
    }

    private static double length(double[] v) {
        return Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    }

    /** Where the tool is with the joints here: its least distance to a wall. */
    double distanceM(double[] joints) {
        for (int i = 0; i < axes.length; i++) {
            velocity[i] = 0;
        }
        motion.update(joints, velocity);
        motion.point(toolLink, toolM, hereM);
        return toWallM();
    }

    /**
     * Follows the tool from set points, by displacements in this tick and then the backup's.
     *
     * @param nearestM of {@link #distanceM} at these set points
     */
    void follow(double[] joints, double[] displacement, double nearestM) {
        double reach = 0;
        double speed = 0;
        double ticks = 0;
        for (int i = 0; i < axes.length; i++) {
            double way = Math.abs(displacement[i]) + Math.abs(axes[i].way(displacement[i], Double.MAX_VALUE));
            reach += lever[i] * way;
            speed += lever[i] * Math.abs(displacement[i]) / tickS;
            ticks = Math.max(ticks, axes[i].ticks(displacement[i]));
        }
        wallM = nearestM - reach;
        speedRoomMPerS = workspace.speedMPerS() - speed;
        if (wallM < workspace.clearanceM() || speedRoomMPerS < 0) {
            sample(joints, displacement, nearestM, ticks);
        }
    }

    private void sample(double[] joints, double[] displacement, double nearestM, double untilRest) {
        wallM = nearestM;
        speedRoomMPerS = Double.POSITIVE_INFINITY;
        double apart = Math.max(1, Math.ceil(untilRest / (SAMPLES - 1)));
        double before = 0;
        double fasterBefore = 0;
        for (int k = 0; k < SAMPLES && (k - 1) * apart <= untilRest; k++) {
            place(joints, displacement, k * apart);
            double speed = length(speedMPerS);
            double sinceS = (k == 0 ? 1 : apart) * tickS;
            double between = Math.max(before, speed) + (k == 0 ? fasterMPerS(tickS) : fasterBefore);
            wallM = Math.min(wallM, toWallM() - 0.5 * sinceS * between);
            speedRoomMPerS = Math.min(speedRoomMPerS, workspace.speedMPerS() - speed);
            speedRoomMPerS = Math.min(speedRoomMPerS, workspace.mostMPerS() - between);
            before = speed;
            fasterBefore = fasterMPerS(apart * tickS);
        }
    }

    private void place(double[] joints, double[] displacement, double tick) {
        for (int i = 0; i < axes.length; i++) {
            position[i] = joints[i] + displacement[i] + axes[i].way(displacement[i], tick);
            velocity[i] = axes[i].displacement(displacement[i], tick) / tickS;
        }
        motion.update(position, velocity);
        motion.point(toolLink, toolM, hereM);
        motion.pointVelocity(toolLink, hereM, speedMPerS);
    }

    /**
     * By how much the tool may be faster in between than at both ends of a time, for the joints brake: half of it times its greatest
     * acceleration, Σ lever |q''| + 2 Σ |q'| Σ lever |q'|.
     */
    private double fasterMPerS(double withinS) {
        double braking = 0;
        double turning = 0;
        double moving = 0;
        for (int i = 0; i < axes.length; i++) {
            braking += lever[i] * axes[i].braking() / (tickS * tickS);
            turning += Math.abs(velocity[i]);
            moving += lever[i] * Math.abs(velocity[i]);
        }
        return moving == 0 ? 0 : 0.5 * withinS * (braking + 2 * turning * moving);
    }

    private double toWallM() {
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < 3; k++) {
            least = Math.min(least, hereM[k] - workspace.lowerM()[k]);
            least = Math.min(least, workspace.upperM()[k] - hereM[k]);
        }
        return least;
    }
}
