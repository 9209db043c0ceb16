package dev.creance.safety.arm;

import dev.creance.runtime.Cause;
import dev.creance.runtime.HotPath;
import dev.creance.safety.Margins;

/**
 * Projects the set points of all joints and says what margins they leave. Joint by joint first, in closed form: the nearest displacement
 * of its interval. A proposal that the shield cannot follow in this tick, or that stays where it was, is a goal: it is approached so as
 * to stop there, for who runs into it at full speed would swing about it. Then for the tool, together: the farthest point on the way
 * from the backup's displacements to these after which the tool, too, can be stopped.
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
    private final ToolPath path;
    private final Workspace workspace;
    private final double tickS;

    private final double[] last;
    private final double[] moved;
    private final double[] goal;
    private final double[] wanted;
    private final double[] trial;
    private double nearestM;

    SetPoints(SetPointAxis[] axes, ToolPath path, Workspace workspace, double tickS) {
        this.axes = axes;
        this.path = path;
        this.workspace = workspace;
        this.tickS = tickS;
        joints = axes.length;
        last = new double[joints];
        moved = new double[joints];
        goal = new double[joints];
        wanted = new double[joints];
        trial = new double[joints];
    }

    /** The arm stands: these are its set points. */
    void standAt(double[] setPoints) {
        for (int i = 0; i < joints; i++) {
            last[i] = setPoints[i];
            moved[i] = 0;
            goal[i] = Double.NaN;
        }
    }

    /** Takes up what was emitted. */
    void sent(double[] setPoints) {
        for (int i = 0; i < joints; i++) {
            moved[i] = setPoints[i] - last[i];
            last[i] = setPoints[i];
        }
    }

    double last(int joint) {
        return last[joint];
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

    /** Before {@link #project} and {@link #margins} of a tick: where the tool's set point is. */
    void look() {
        nearestM = path.distanceM(last);
    }

    /** Of the last {@link #look}. */
    boolean isInsideWorkspace() {
        return nearestM >= 0;
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
        if (!toolHolds(out)) {
            causes |= (path.wallM < workspace.clearanceM() ? Cause.WORKSPACE.bit() : 0)
                    | (path.speedRoomMPerS < 0 ? Cause.TOOL_SPEED.bit() : 0);
            bisect(out);
        }
        return causes;
    }

    private long projectJoint(int i, double proposal, double[] out) {
        SetPointAxis axis = axes[i];
        axis.bound(last[i], moved[i]);
        float asked = (float) proposal + 0f;
        double displacement = asked - last[i];
        boolean held = asked == goal[i];
        goal[i] = asked;
        boolean admissible = displacement >= axis.least && displacement <= axis.greatest;
        if (admissible && (!held || Math.abs(displacement) <= axis.change())) {
            out[i] = asked;
            return 0;
        }
        double approach = Math.signum(displacement) * axis.farthest(Math.abs(displacement));
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
            case ACCELERATION -> Cause.JOINT_ACCELERATION.bit();
        };
    }

    private boolean toolHolds(double[] setPoints) {
        displace(setPoints);
        path.follow(last, wanted, nearestM);
        return path.wallM >= workspace.clearanceM() && path.speedRoomMPerS >= 0;
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
        path.follow(last, wanted, nearestM);
        return path.wallM >= workspace.clearanceM() && path.speedRoomMPerS >= 0;
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
        path.follow(last, wanted, nearestM);
        out.lower(ArmMargins.WORKSPACE, path.wallM);
        out.lower(ArmMargins.TOOL_SPEED, path.speedRoomMPerS);
    }
}
