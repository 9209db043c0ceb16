package dev.creance.safety.arm;

import dev.creance.runtime.Cause;
import dev.creance.runtime.HotPath;
import dev.creance.safety.Margins;

/**
 * Projects the set points of all joints and says what margins they leave. Joint by joint first, in closed form: the nearest displacement
 * of its interval. A proposal that the shield cannot follow in this tick, or that stays where it was, is a goal: it is approached so as
 * to stop there, for who runs into it at full speed would swing about it. Where that breaks what couples the joints (walls and speed of
 * the tool, the arm's own links, efforts), all are projected together ({@link JointProjection}), which slides along a wall; where there
 * is no projection, the backup's displacements are taken. What comes out has been followed to rest as the floats that it is: where the
 * rows were too coarse, the farthest point on the way to it from the backup's displacements that holds.
 *
 * <p>Set points travel as 32-bit floats; so a displacement is one between two of them.
 */
@HotPath
final class SetPoints {
    private static final int HALVINGS = 8;

    /** What sums of doubles may be off by. */
    private static final double ROUNDING = 1 + 1e-9;

    private final int joints;
    private final SetPointAxis[] axes;
    private final BrakingPath path;
    private final FollowingEffort effort;
    private final TrueMotion truth;
    private final JointProjection projection;
    private final double tickS;

    private final double[] last;
    private final double[] moved;
    private final double[] changed;
    private final double[] goal;
    private final double[] wanted;
    private final double[] trial;
    private final double[] brakes;

    /**
     * @param effort null where it does not matter
     * @param truth null where nothing is known of how the arm follows
     */
    SetPoints(SetPointAxis[] axes, BrakingPath path, FollowingEffort effort, TrueMotion truth, double tickS) {
        this.truth = truth;
        brakes = new double[axes.length];
        this.axes = axes;
        this.path = path;
        this.effort = effort;
        this.tickS = tickS;
        joints = axes.length;
        projection = new JointProjection(axes, path, effort, truth);
        last = new double[joints];
        moved = new double[joints];
        changed = new double[joints];
        goal = new double[joints];
        wanted = new double[joints];
        trial = new double[joints];
    }

    double tickS() {
        return tickS;
    }

    /** The arm stands: these are its set points. */
    void standAt(double[] setPoints) {
        for (int i = 0; i < joints; i++) {
            last[i] = setPoints[i];
            moved[i] = 0;
            changed[i] = 0;
            goal[i] = Double.NaN;
        }
    }

    /** Takes up what was emitted. */
    void sent(double[] setPoints) {
        for (int i = 0; i < joints; i++) {
            double displacement = setPoints[i] - last[i];
            changed[i] = displacement - moved[i];
            moved[i] = displacement;
            last[i] = setPoints[i];
        }
    }

    double last(int joint) {
        return last[joint];
    }

    /** Displacement of the last tick. */
    double moved(int joint) {
        return moved[joint];
    }

    /** Whether the set points do not move. */
    boolean stand() {
        for (int i = 0; i < joints; i++) {
            if (moved[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Before {@link #project} and {@link #margins} of a tick: where set points and joints are.
     *
     * @param fresh whether that was measured in this tick
     */
    void look(double[] measured, double[] measuredSpeed, boolean fresh) {
        path.look(last, measured);
        if (truth != null) {
            if (fresh) {
                truth.measured(measured, measuredSpeed);
            } else {
                truth.carry(last);
            }
            truth.look();
        }
        if (effort != null) {
            effort.look(last, moved);
        }
    }

    /** Of the last {@link #look}. */
    boolean isInsideWorkspace() {
        return path.nowM(Cause.WORKSPACE) >= 0;
    }

    /** Of the last {@link #look}. */
    boolean isApart() {
        return path.nowM(Cause.SELF_COLLISION) >= 0;
    }

    /** All joints brake. */
    void brake(double[] out) {
        for (int i = 0; i < joints; i++) {
            out[i] = towardsRest(i, axes[i].brake(moved[i]));
        }
    }

    /** The float at a displacement, or the one before it, towards rest: so that braking is never less than it was meant to be. */
    private float towardsRest(int i, double displacement) {
        if (displacement == 0) {
            return (float) last[i];
        }
        float point = (float) (last[i] + displacement);
        boolean beyond = displacement > 0 ? point > last[i] + displacement : point < last[i] + displacement;
        return !beyond ? point : displacement > 0 ? Math.nextDown(point) : Math.nextUp(point);
    }

    /** @return mask of the causes that changed a set point */
    long project(double[] proposal, double[] out) {
        long causes = 0;
        for (int i = 0; i < joints; i++) {
            causes |= projectJoint(i, proposal[i], out);
        }
        if (!holds(out)) {
            causes |= broken();
            if (!together(out)) {
                bisect(out);
            }
        }
        return causes;
    }

    /** Whether what couples the joints is kept if these go out. */
    private boolean holds(double[] setPoints) {
        displace(setPoints);
        return follow();
    }

    private boolean follow() {
        path.follow(last, wanted);
        if (truth != null) {
            truth.follow(last, wanted);
            if (!truth.holds()) {
                for (int i = 0; i < joints; i++) {
                    brakes[i] = towardsRest(i, axes[i].brake(moved[i])) - last[i];
                }
                truth.compareWithBraking(last, brakes);
                truth.follow(last, wanted);
            }
        }
        return broken() == 0;
    }

    /** Of what was followed last. */
    private long broken() {
        return path.broken()
                | (effort == null || effort.holds(wanted) ? 0 : Cause.EFFORT.bit())
                | (truth == null ? 0 : truth.broken());
    }

    /** @return whether what came out holds */
    private boolean together(double[] inOut) {
        projection.wish(wanted);
        for (int round = 0; round < JointProjection.ROUNDS; round++) {
            if (!projection.project(wanted)) {
                brake(inOut);
                return true;
            }
            for (int i = 0; i < joints; i++) {
                inOut[i] = inside(i, wanted[i], axes[i]);
            }
            if (holds(inOut)) {
                return true;
            }
        }
        return false;
    }

    private long projectJoint(int i, double proposal, double[] out) {
        SetPointAxis axis = axes[i];
        axis.bound(last[i], moved[i], changed[i]);
        float asked = (float) proposal + 0f;
        double displacement = asked - last[i];
        boolean held = asked == goal[i];
        goal[i] = asked;
        boolean admissible = displacement >= axis.least && displacement <= axis.greatest;
        if (admissible && (!held || Math.abs(displacement) <= axis.near())) {
            out[i] = asked;
            return 0;
        }
        double approach = axis.approach(displacement, last[i]);
        double nearest = approach >= axis.least ? approach <= axis.greatest ? approach : axis.greatest : axis.least;
        out[i] = inside(i, nearest, axis);
        if (admissible) {
            return Cause.JOINT_ACCELERATION.bit();
        }
        return cause(displacement > axis.greatest ? axis.greatestBy : axis.leastBy);
    }

    /** The float nearest to a displacement that is not outside its interval; where there is none, the one towards rest. */
    private double inside(int i, double displacement, SetPointAxis axis) {
        float point = (float) (last[i] + displacement);
        if (point - last[i] > axis.greatest) {
            point = Math.nextDown(point);
        } else if (point - last[i] < axis.least) {
            point = Math.nextUp(point);
        }
        return point;
    }

    private static long cause(SetPointAxis.Limit limit) {
        return switch (limit) {
            case POSITION -> Cause.JOINT_POSITION.bit();
            case VELOCITY -> Cause.JOINT_VELOCITY.bit();
            case ACCELERATION, JERK -> Cause.JOINT_ACCELERATION.bit();
        };
    }

    private void displace(double[] setPoints) {
        for (int i = 0; i < joints; i++) {
            wanted[i] = setPoints[i] - last[i];
        }
    }

    private void bisect(double[] inOut) {
        System.arraycopy(inOut, 0, trial, 0, joints);
        brake(inOut);
        double low = 0;
        double high = 1;
        for (int halving = 0; halving < HALVINGS; halving++) {
            double middle = (low + high) / 2;
            if (holdsBetween(middle, inOut)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        if (low > 0) {
            between(low, inOut);
        }
    }

    private boolean holdsBetween(double share, double[] brakes) {
        for (int i = 0; i < joints; i++) {
            wanted[i] = (float) (brakes[i] + share * (trial[i] - brakes[i])) - last[i];
        }
        return follow();
    }

    private void between(double share, double[] inOut) {
        for (int i = 0; i < joints; i++) {
            inOut[i] = (float) (inOut[i] + share * (trial[i] - inOut[i]));
        }
    }

    /** What is left should these be emitted and the backup follow. */
    void margins(double[] setPoints, Margins out) {
        displace(setPoints);
        for (int i = 0; i < joints; i++) {
            SetPointAxis axis = axes[i];
            double end = setPoints[i] + axis.way(wanted[i], Double.MAX_VALUE);
            out.lower(ArmMargins.POSITION, Math.min(axis.upper() - end, end - axis.lower()) + ROUNDING - 1);
            out.lower(ArmMargins.VELOCITY, (axis.most() - Math.abs(wanted[i])) / tickS);
            double changed = Math.abs(wanted[i] - moved[i]);
            out.lower(ArmMargins.ACCELERATION, (axis.change() * ROUNDING - changed) / (tickS * tickS));
        }
        follow();
        if (truth != null) {
            out.lower(ArmMargins.VELOCITY, truth.least(Cause.JOINT_VELOCITY));
            out.lower(ArmMargins.TOOL_SPEED, truth.least(Cause.TOOL_SPEED));
            out.lower(ArmMargins.POSITION, truth.least(Cause.JOINT_POSITION));
            out.lower(ArmMargins.WORKSPACE, truth.least(Cause.WORKSPACE));
            out.lower(ArmMargins.SELF_COLLISION, truth.least(Cause.SELF_COLLISION));
        }
        out.lower(ArmMargins.WORKSPACE, path.leastM(Cause.WORKSPACE));
        out.lower(ArmMargins.SELF_COLLISION, path.leastM(Cause.SELF_COLLISION));
        out.lower(ArmMargins.TOOL_SPEED, path.speedRoomMPerS());
    }
}
