package dev.creance.policies.motion;

import dev.creance.policies.manifest.JointOrder;
import dev.creance.policies.manifest.Motion;
import dev.creance.runtime.config.ConfigError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A recorded motion, frame by frame, in SI units, world axes and quaternions w-x-y-z of length 1.
 *
 * @param count of frames
 * @param columns by quantity, as manifests call them: the values of all frames, row by row
 */
public record MotionFrames(int count, Map<String, double[]> columns) {
    private static final String ANCHOR = "anchor_orientation";

    /**
     * Reads a motion's file: an {@code .npz} of whole_body_tracking and mjlab, or rows of numbers.
     *
     * @throws ConfigError that points at the motion's source
     */
    public static MotionFrames read(Motion motion, byte[] file) {
        try {
            MotionFrames frames = NpzFile.is(file) ? npz(motion, NpzFile.read(file)) : CsvMotion.read(motion, file);
            frames.columns.forEach(MotionFrames::requireFinite);
            return frames.withAnchor(motion);
        } catch (MotionFileException refused) {
            throw motion.at()
                    .child("source")
                    .child("file")
                    .error("='" + motion.recording().orElseThrow().file().file() + "' " + refused.getMessage())
                    .withHint("see policies/MANIFEST.md, motions, for what a file holds");
        }
    }

    private static MotionFrames npz(Motion motion, Map<String, NumberArray> arrays) {
        double[] fps = Optional.ofNullable(arrays.get("fps"))
                .map(NumberArray::values)
                .orElseThrow(() -> new MotionFileException("lacks 'fps'"));
        if (fps.length != 1 || Math.abs(fps[0] / motion.rateHz() - 1) > 1e-6) {
            throw new MotionFileException("has the rate " + (fps.length == 1 ? fps[0] : Double.NaN)
                    + " Hz by its 'fps', and the manifest says " + motion.rateHz() + " Hz");
        }
        List<String> joints = motion.joints().map(JointOrder::names).orElse(List.of());
        requireNames(arrays.get("joint_names"), joints);
        requireNames(arrays.get("body_names"), motion.bodies());
        Map<String, double[]> columns = new HashMap<>();
        Shapes shapes = new Shapes(arrays, columns);
        if (!joints.isEmpty()) {
            shapes.take("joint_pos", "joint_position", joints.size(), 1);
            shapes.take("joint_vel", "joint_velocity", joints.size(), 1);
        }
        if (!motion.bodies().isEmpty()) {
            int bodies = motion.bodies().size();
            shapes.take("body_pos_w", "body_position", bodies, 3);
            shapes.take("body_quat_w", "body_orientation", bodies, 4);
            shapes.take("body_lin_vel_w", "body_velocity", bodies, 3);
            shapes.take("body_ang_vel_w", "body_angular_velocity", bodies, 3);
            normalise(columns.get("body_orientation"), motion.wxyz());
        }
        if (shapes.frames < 1) {
            throw new MotionFileException("holds no frame");
        }
        return new MotionFrames(shapes.frames, columns);
    }

    private static void requireNames(NumberArray names, List<String> wanted) {
        if (names != null && !names.texts().equals(wanted)) {
            throw new MotionFileException(
                    "calls its columns " + names.texts() + ", and the manifest calls them " + wanted);
        }
    }

    /** Takes arrays that all have one number of frames. */
    private static final class Shapes {
        private final Map<String, NumberArray> arrays;
        private final Map<String, double[]> columns;
        private int frames = -1;

        Shapes(Map<String, NumberArray> arrays, Map<String, double[]> columns) {
            this.arrays = arrays;
            this.columns = columns;
        }

        void take(String name, String quantity, int columnCount, int each) {
            NumberArray array = arrays.get(name);
            if (array == null) {
                throw new MotionFileException("lacks '" + name + "'; it holds " + arrays.keySet());
            }
            int first = array.shape().isEmpty() ? 0 : array.shape().getFirst();
            List<Integer> wanted = each == 1 ? List.of(first, columnCount) : List.of(first, columnCount, each);
            if (!array.shape().equals(wanted)
                    || (frames >= 0 && frames != first)
                    || !array.texts().isEmpty()) {
                throw new MotionFileException("has '" + name + "' of the shape " + array.shape()
                        + ", where the manifest has " + columnCount + " columns"
                        + (frames >= 0 ? " and other arrays " + frames + " frames" : ""));
            }
            frames = first;
            columns.put(quantity, array.values());
        }
    }

    /** Brings quaternions to the order w-x-y-z and the length 1. */
    static void normalise(double[] quaternions, boolean wxyz) {
        for (int at = 0; at < quaternions.length; at += 4) {
            double w = quaternions[wxyz ? at : at + 3];
            double x = quaternions[wxyz ? at + 1 : at];
            double y = quaternions[wxyz ? at + 2 : at + 1];
            double z = quaternions[wxyz ? at + 3 : at + 2];
            double length = Math.sqrt(w * w + x * x + y * y + z * z);
            if (!(Math.abs(length - 1) < 0.01)) {
                throw new MotionFileException("holds a quaternion of the length " + length);
            }
            quaternions[at] = w / length;
            quaternions[at + 1] = x / length;
            quaternions[at + 2] = y / length;
            quaternions[at + 3] = z / length;
        }
    }

    private static void requireFinite(String quantity, double[] values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new MotionFileException("holds " + value + " in its " + quantity.replace('_', ' ') + "s");
            }
        }
    }

    /** The same with the pose of the anchor body as quantities of their own. */
    private MotionFrames withAnchor(Motion motion) {
        if (motion.anchorBody().isEmpty()) {
            return this;
        }
        List<Motion.Hinge> through = motion.recording().orElseThrow().through();
        int body = motion.bodies().indexOf(motion.anchorBody().get());
        if (body < 0 && through.isEmpty()) {
            throw new MotionFileException("has poses of " + motion.bodies() + ", and none of the anchor body "
                    + motion.anchorBody().get());
        }
        if (motion.bodies().isEmpty()) {
            throw new MotionFileException("has no pose of a body that the anchor could hang on");
        }
        Map<String, double[]> all = new HashMap<>(columns);
        if (through.isEmpty()) {
            all.put(
                    ANCHOR,
                    part(columns.get("body_orientation"), motion.bodies().size(), body, 4));
            all.put(
                    "anchor_position",
                    part(columns.get("body_position"), motion.bodies().size(), body, 3));
        } else {
            all.put(
                    ANCHOR,
                    part(columns.get("body_orientation"), motion.bodies().size(), 0, 4));
            List<String> joints = new ArrayList<>(motion.joints().orElseThrow().names());
            for (Motion.Hinge hinge : through) {
                turn(
                        all.get(ANCHOR),
                        columns.get("joint_position"),
                        joints.size(),
                        joints.indexOf(hinge.joint()),
                        hinge);
            }
        }
        return new MotionFrames(count, Map.copyOf(all));
    }

    /** The values of one body. */
    private double[] part(double[] all, int bodies, int body, int each) {
        double[] part = new double[count * each];
        for (int frame = 0; frame < count; frame++) {
            System.arraycopy(all, (frame * bodies + body) * each, part, frame * each, each);
        }
        return part;
    }

    /** q ⊗ (cos φ/2, axis sin φ/2) with the joint's angle φ in each frame. */
    private void turn(double[] quaternions, double[] joints, int width, int joint, Motion.Hinge hinge) {
        for (int frame = 0; frame < count; frame++) {
            double half = joints[frame * width + joint] / 2;
            double cos = StrictMath.cos(half);
            double sin = StrictMath.sin(half);
            int at = frame * 4;
            double w = quaternions[at];
            double x = quaternions[at + 1];
            double y = quaternions[at + 2];
            double z = quaternions[at + 3];
            double a = hinge.axis() == 0 ? sin : 0;
            double b = hinge.axis() == 1 ? sin : 0;
            double c = hinge.axis() == 2 ? sin : 0;
            quaternions[at] = w * cos - x * a - y * b - z * c;
            quaternions[at + 1] = w * a + x * cos + y * c - z * b;
            quaternions[at + 2] = w * b - x * c + y * cos + z * a;
            quaternions[at + 3] = w * c + x * b - y * a + z * cos;
        }
    }
}
