package dev.creance.safety.arm;

import dev.creance.runtime.Cause;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.TickInputs;
import dev.creance.safety.BackupMode;
import dev.creance.safety.FrameRules;
import dev.creance.safety.MachineStages;
import dev.creance.safety.Margins;
import dev.creance.safety.guards.TransitionModel;
import dev.creance.safety.logic.Prediction;

/** The stages of an arm that takes set points. It is loose as long as its brakes are open. */
final class ArmStages implements MachineStages {
    private final int joints;
    private final SetPointAxis[] axes;
    private final ArmFrameRules rules;
    private final SetPoints setPoints;
    private final Tolerance tolerance;
    private final Margins margins = ArmMargins.create();

    private final double[] position;
    private final double[] velocity;
    private boolean known;
    private boolean loose;
    private boolean atRest;
    private boolean standing = true;
    private double restingS;

    /**
     * How the arm follows its set points.
     *
     * @param tracking farthest that a joint may be from its set point
     * @param stillSpeed below which a joint stands
     * @param stillS how long all joints must
     */
    record Tolerance(double tracking, double stillSpeed, double stillS) {}

    ArmStages(SetPointAxis[] axes, SetPoints setPoints, ArmFrameRules rules, Tolerance tolerance) {
        this.axes = axes;
        this.setPoints = setPoints;
        this.rules = rules;
        this.tolerance = tolerance;
        joints = axes.length;
        position = new double[joints];
        velocity = new double[joints];
    }

    @Override
    public FrameRules frames() {
        return rules;
    }

    @Override
    public TransitionModel transitions() {
        return new JointTransitions(joints, rules.positionJump(), tolerance.stillSpeed, tolerance.tracking);
    }

    @Override
    public Prediction prediction(int sensors) {
        return new SetPointPrediction(setPoints, axes, setPoints.tickS(), sensors);
    }

    @Override
    public Margins margins() {
        return margins;
    }

    /** Set points need no estimate: the shield knows them. What is measured says whether the arm is where they are. */
    @Override
    @HotPath
    public void estimate(TickInputs in, boolean accepted, long sampledAtNs) {
        if (accepted) {
            System.arraycopy(in.sensors.values, 0, position, 0, joints);
            System.arraycopy(in.sensors.values, joints, velocity, 0, joints);
            known = true;
        }
        setPoints.look(position, velocity, accepted);
    }

    @Override
    public boolean isKnown() {
        return known;
    }

    @Override
    @HotPath
    public void standing() {
        loose = false;
        atRest = false;
        standing = true;
        restingS = 0;
    }

    @Override
    @HotPath
    public void watch(boolean stopping, double stepS) {
        standing = false;
        loose = !atRest;
        boolean still = setPoints.stand();
        for (int i = 0; i < joints; i++) {
            still &= Math.abs(velocity[i]) <= tolerance.stillSpeed;
        }
        restingS = stopping && still ? restingS + Math.max(0, stepS) : 0;
        if (restingS >= tolerance.stillS) {
            atRest = true;
            loose = false;
        }
    }

    @Override
    public boolean isLoose() {
        return loose;
    }

    @Override
    public boolean canWait() {
        return true;
    }

    @Override
    public boolean hasComeToRest() {
        return atRest;
    }

    /** Where the joints are, before the arm is armed; afterwards, where they were told to be last. */
    @Override
    @HotPath
    public void idle(double[] out) {
        for (int i = 0; i < joints; i++) {
            double here = standing && known ? position[i] : setPoints.last(i);
            double least = axes[i].lower();
            double greatest = axes[i].upper();
            out[i] = here > least ? here < greatest ? here : greatest : least;
        }
    }

    /** Brakes, then holds; it needs no sensor for that. */
    @Override
    @HotPath
    public void backup(BackupMode mode, double[] out) {
        if (mode == BackupMode.IDLE) {
            idle(out);
        } else {
            setPoints.brake(out);
        }
    }

    @Override
    @HotPath
    public void release() {
        // the backup remembers nothing
    }

    /** The set points stop at once: within the velocity limit, if not within that of acceleration. */
    @Override
    @HotPath
    public void lastResort(double[] out) {
        for (int i = 0; i < joints; i++) {
            out[i] = setPoints.last(i);
        }
    }

    @Override
    @HotPath
    public long project(double[] proposal, double[] last, double[] out) {
        return setPoints.project(proposal, out);
    }

    @Override
    @HotPath
    public void predict(double[] command, Margins out) {
        setPoints.margins(command, out);
        for (int i = 0; i < joints; i++) {
            out.lower(ArmMargins.TRACKING, tolerance.tracking - Math.abs(position[i] - setPoints.last(i)));
        }
    }

    @Override
    @HotPath
    public long armingBlockers() {
        if (!known) {
            return Cause.SENSOR_STALE.bit();
        }
        long bits = 0;
        for (int i = 0; i < joints; i++) {
            if (!(Math.abs(velocity[i]) <= tolerance.stillSpeed)) {
                bits |= Cause.NOT_AT_REST.bit();
            }
            if (!(position[i] >= axes[i].lower() && position[i] <= axes[i].upper())) {
                bits |= Cause.JOINT_POSITION.bit();
            }
        }
        return bits
                | (setPoints.isInsideWorkspace() ? 0 : Cause.WORKSPACE.bit())
                | (setPoints.isApart() ? 0 : Cause.SELF_COLLISION.bit());
    }

    @Override
    @HotPath
    public void sent(long nowNs, double[] command) {
        if (standing) {
            setPoints.standAt(command);
        } else {
            setPoints.sent(command);
        }
    }
}
