package dev.creance.policies.observation;

import dev.creance.policies.manifest.Motion;
import dev.creance.policies.motion.MotionFrames;
import dev.creance.policies.signals.Selection;
import dev.creance.policies.signals.Turns;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;

/**
 * Plays a recorded motion: the first observation after a reset sees its first frame, each period moves on by as many frames as
 * were recorded in that time, and between frames there is a straight line (for orientations the shortest turn).
 */
final class MotionPlayer implements Periodic {
    private static final double TURN = 2 * Math.PI;

    private final int count;
    private final double framesPerPeriod;
    private final Motion.End end;
    private final double[] anchors;
    private final Selection facing;
    private final double[] turn = {1, 0, 0, 0};
    private long period = -1;
    private boolean turned;
    private int before;
    private int after;
    private double share;

    /** @param facing the orientation that the motion is turned to, about the vertical; null where it stays as recorded */
    MotionPlayer(Motion motion, MotionFrames frames, double periodHz, Selection facing) {
        this.count = frames.count();
        this.framesPerPeriod = motion.rateHz() / periodHz;
        this.end = motion.end();
        this.anchors = frames.columns().get("anchor_orientation");
        this.facing = facing;
    }

    @Override
    @HotPath
    public void begin(Frame sensors, Frame reference, boolean newPeriod) {
        if (newPeriod) {
            period++;
        }
        if (facing != null && !turned) {
            turnTo(sensors, reference);
        }
    }

    /** The half angle about the vertical from where the first frame's anchor faces to where the robot's does. */
    private void turnTo(Frame sensors, Frame reference) {
        double angle = yaw(
                        facing.value(0, sensors, reference),
                        facing.value(1, sensors, reference),
                        facing.value(2, sensors, reference),
                        facing.value(3, sensors, reference))
                - yaw(anchors[0], anchors[1], anchors[2], anchors[3]);
        turn[0] = Turns.cos(angle / 2 / TURN);
        turn[3] = Turns.sin(angle / 2 / TURN);
        turned = Double.isFinite(angle);
    }

    private static double yaw(double w, double x, double y, double z) {
        return StrictMath.atan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z));
    }

    /** Goes to the frames of some periods ago; false where the motion is over. */
    @HotPath
    boolean seek(int lag) {
        double now = Math.max(0, period) * framesPerPeriod;
        double frame = Math.max(0, Math.max(0, period) - lag) * framesPerPeriod;
        if (end == Motion.End.WRAP) {
            frame %= count;
        } else if (frame > count - 1) {
            frame = count - 1;
        }
        before = (int) frame;
        after = before + 1 < count ? before + 1 : end == Motion.End.WRAP ? 0 : before;
        share = frame - before;
        return end != Motion.End.STOP || now <= count - 1;
    }

    /** A value at the place that was sought. @param width values in a frame */
    @HotPath
    double value(double[] values, int width, int column) {
        double from = values[before * width + column];
        return share == 0 ? from : from + (values[after * width + column] - from) * share;
    }

    /** An orientation at the place that was sought, w-x-y-z, turned as the motion is. */
    @HotPath
    void orientation(double[] quaternions, int width, int column, double[] out) {
        int from = before * width + column;
        int to = after * width + column;
        double dot = 0;
        for (int i = 0; i < 4; i++) {
            dot += quaternions[from + i] * quaternions[to + i];
        }
        double angle = StrictMath.acos(Math.min(1, Math.abs(dot)));
        double sine = Turns.sin(angle / TURN);
        double fromShare = sine < 1e-9 ? 1 - share : Turns.sin((1 - share) * angle / TURN) / sine;
        double toShare = (sine < 1e-9 ? share : Turns.sin(share * angle / TURN) / sine) * (dot < 0 ? -1 : 1);
        double w = fromShare * quaternions[from] + toShare * quaternions[to];
        double x = fromShare * quaternions[from + 1] + toShare * quaternions[to + 1];
        double y = fromShare * quaternions[from + 2] + toShare * quaternions[to + 2];
        double z = fromShare * quaternions[from + 3] + toShare * quaternions[to + 3];
        out[0] = turn[0] * w - turn[3] * z;
        out[1] = turn[0] * x - turn[3] * y;
        out[2] = turn[0] * y + turn[3] * x;
        out[3] = turn[0] * z + turn[3] * w;
    }

    @Override
    @HotPath
    public void reset() {
        period = -1;
        turned = false;
        turn[0] = 1;
        turn[3] = 0;
    }
}
