package dev.creance.policies;

import dev.creance.policies.manifest.Term.Rotation;
import dev.creance.policies.signals.Rotations;
import dev.creance.policies.signals.ValueProcess;
import dev.creance.runtime.HotPath;

/**
 * The orientation that a network's own motion had at its anchor body in the call before, in world axes or as seen from the
 * robot's anchor body: q_robot* ⊗ q_motion (Liao et al. 2025, BeyondMimic, section III).
 */
final class AnchorOrientation implements Infill {
    private static final float[] LEVEL = {1, 0, 0, 0};

    private final Source source;
    private final TensorPort to;
    private final int at;
    private final ValueProcess process;
    private final int[] shown;
    private final float[] motion = new float[4];
    private final float[] robot = LEVEL.clone();
    private final double[] numbers = new double[Rotations.NUMBERS];
    private final double[] processed;
    private final float[] values;

    /**
     * Where the two orientations come from.
     *
     * @param place of the quaternion's first number in the output
     * @param robotAt where the robot's own lies in the observation; −1 for world axes
     */
    record Source(TensorPort output, int place, boolean wxyz, int robotAt) {}

    AnchorOrientation(Source source, Rotation as, TensorPort to, int at, ValueProcess process) {
        this.source = source;
        this.to = to;
        this.at = at;
        this.process = process;
        this.shown = Rotations.shown(as);
        this.values = new float[shown.length];
        this.processed = new double[shown.length];
    }

    @Override
    @HotPath
    public void fill(float[] observation) {
        source.output.get(source.place, motion, 0, 4);
        if (source.robotAt >= 0) {
            System.arraycopy(observation, source.robotAt, robot, 0, 4);
        }
        int first = source.wxyz ? 0 : 3;
        double w = motion[first];
        double x = motion[source.wxyz ? 1 : 0];
        double y = motion[source.wxyz ? 2 : 1];
        double z = motion[source.wxyz ? 3 : 2];
        double a = robot[0];
        double b = -robot[1];
        double c = -robot[2];
        double d = -robot[3];
        Rotations.write(
                a * w - b * x - c * y - d * z,
                a * x + b * w + c * z - d * y,
                a * y - b * z + c * w + d * x,
                a * z + b * y - c * x + d * w,
                numbers);
        for (int i = 0; i < shown.length; i++) {
            processed[i] = numbers[shown[i]];
        }
        process.apply(processed);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) processed[i];
        }
        to.put(at, values, 0, values.length);
    }
}
