package dev.creance.safety.arm;

import dev.creance.runtime.HotPath;
import dev.creance.safety.logic.Prediction;

/**
 * The joints as if they were where their set points are, under those of this tick and then braking, which is exact but for the grain of
 * the wire. What the firmware leaves between both, efforts and the tool's pose are not known.
 */
@HotPath
final class SetPointPrediction implements Prediction {
    private static final double JOINT_NS = 10;

    private final SetPoints setPoints;
    private final SetPointAxis[] axes;
    private final double tickS;
    private final int sensors;
    private final double[] from;
    private final double[] displacement;
    private int braked;

    SetPointPrediction(SetPoints setPoints, SetPointAxis[] axes, double tickS, int sensors) {
        this.setPoints = setPoints;
        this.axes = axes;
        this.tickS = tickS;
        this.sensors = sensors;
        from = new double[axes.length];
        displacement = new double[axes.length];
    }

    /** Positions and velocities come first. */
    @Override
    public boolean knows(int channel) {
        return channel < 2 * axes.length || channel >= sensors;
    }

    @Override
    public int stepTicks() {
        return 1;
    }

    @Override
    public double stepNs() {
        return JOINT_NS * axes.length;
    }

    @Override
    public void begin() {
        for (int i = 0; i < axes.length; i++) {
            from[i] = setPoints.last(i);
            displacement[i] = setPoints.moved(i);
        }
        braked = 0;
    }

    @Override
    public void apply(double[] action, double[] sampleOut) {
        for (int i = 0; i < axes.length; i++) {
            from[i] = action[i];
            displacement[i] = action[i] - setPoints.last(i);
        }
        show(sampleOut);
    }

    @Override
    public void follow(double[] sampleOut) {
        braked++;
        show(sampleOut);
    }

    private void show(double[] out) {
        for (int i = 0; i < axes.length; i++) {
            double x = displacement[i];
            double point = from[i] + axes[i].way(x, braked);
            out[i] = point;
            out[axes.length + i] = axes[i].displacement(x, braked) / tickS;
            out[sensors + i] = point;
        }
    }
}
