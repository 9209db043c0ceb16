package dev.creance.policies.motion;

import dev.creance.policies.manifest.JointOrder;
import dev.creance.policies.manifest.Motion;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows of numbers, a frame each, as the retargeted LAFAN1 motions and rl_sar have them: position (m) and quaternion of the root
 * body, then the joints (rad). Joint velocities are central differences, one-sided at both ends, as the training code of
 * whole_body_tracking takes them.
 */
final class CsvMotion {
    private static final int ROOT = 7;
    private static final int MOST_FRAMES = 1 << 20;

    private CsvMotion() {}

    static MotionFrames read(Motion motion, byte[] file) {
        if (motion.bodies().size() != 1) {
            throw new MotionFileException("holds rows of one body, its root, and the manifest lists "
                    + motion.bodies().size() + " bodies");
        }
        int joints = motion.joints().map(JointOrder::size).orElse(0);
        List<String> lines = new String(file, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        if (lines.isEmpty() || lines.size() > MOST_FRAMES) {
            throw new MotionFileException("holds " + lines.size() + " frames");
        }
        int frames = lines.size();
        double[] positions = new double[frames * 3];
        double[] quaternions = new double[frames * 4];
        double[] angles = new double[frames * joints];
        for (int frame = 0; frame < frames; frame++) {
            double[] row = row(lines.get(frame), frame + 1, ROOT + joints);
            System.arraycopy(row, 0, positions, frame * 3, 3);
            System.arraycopy(row, 3, quaternions, frame * 4, 4);
            System.arraycopy(row, ROOT, angles, frame * joints, joints);
        }
        MotionFrames.normalise(quaternions, motion.wxyz());
        Map<String, double[]> columns = new HashMap<>();
        columns.put("body_position", positions);
        columns.put("body_orientation", quaternions);
        columns.put("joint_position", angles);
        columns.put("joint_velocity", slopes(angles, frames, joints, motion.rateHz()));
        return new MotionFrames(frames, columns);
    }

    private static double[] row(String line, int number, int size) {
        String[] cells = line.split(",", -1);
        if (cells.length != size) {
            throw new MotionFileException("has " + cells.length + " numbers in row " + number
                    + ", where 7 of the root and one for each joint are " + size);
        }
        double[] row = new double[size];
        for (int i = 0; i < size; i++) {
            try {
                row[i] = Double.parseDouble(cells[i].strip());
            } catch (NumberFormatException none) {
                throw new MotionFileException("has no number in row " + number + ", column " + (i + 1));
            }
        }
        return row;
    }

    private static double[] slopes(double[] values, int frames, int width, double rateHz) {
        double[] slopes = new double[values.length];
        for (int frame = 0; frame < frames; frame++) {
            int before = Math.max(0, frame - 1);
            int after = Math.min(frames - 1, frame + 1);
            for (int i = 0; i < width && after > before; i++) {
                slopes[frame * width + i] =
                        (values[after * width + i] - values[before * width + i]) * rateHz / (after - before);
            }
        }
        return slopes;
    }
}
