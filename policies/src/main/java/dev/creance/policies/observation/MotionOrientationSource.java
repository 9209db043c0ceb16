package dev.creance.policies.observation;

import dev.creance.policies.manifest.Term.Rotation;
import dev.creance.policies.signals.Rotations;
import dev.creance.policies.signals.Selection;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import java.util.Arrays;

/**
 * Orientations that bodies have in a recorded motion at this moment, in world axes or as seen from the robot's own anchor body:
 * q_robot* ⊗ q_motion. NaN where the motion is over.
 */
final class MotionOrientationSource implements ObservationSource {
    private static final double[] LEVEL = {1, 0, 0, 0};

    private final MotionPlayer player;
    private final double[] quaternions;
    private final int bodies;
    private final int[] shown;
    private final Selection robot;
    private final int lag;
    private final double[] of = new double[4];
    private final double[] from = LEVEL.clone();
    private final double[] numbers = new double[Rotations.NUMBERS];

    /**
     * @param quaternions of all bodies in all frames
     * @param robot the orientation of its anchor body; null for world axes
     */
    MotionOrientationSource(
            MotionPlayer player, double[] quaternions, int bodies, Rotation form, Selection robot, int lag) {
        this.player = player;
        this.quaternions = quaternions;
        this.bodies = bodies;
        this.shown = Rotations.shown(form);
        this.robot = robot;
        this.lag = lag;
    }

    @Override
    @HotPath
    public void values(Frame sensors, Frame reference, double[] out) {
        if (!player.seek(lag)) {
            Arrays.fill(out, 0, bodies * shown.length, Double.NaN);
            return;
        }
        for (int i = 0; robot != null && i < 4; i++) {
            from[i] = robot.value(i, sensors, reference);
        }
        for (int body = 0; body < bodies; body++) {
            player.orientation(quaternions, 4 * bodies, 4 * body, of);
            Rotations.write(
                    from[0] * of[0] + from[1] * of[1] + from[2] * of[2] + from[3] * of[3],
                    from[0] * of[1] - from[1] * of[0] - from[2] * of[3] + from[3] * of[2],
                    from[0] * of[2] + from[1] * of[3] - from[2] * of[0] - from[3] * of[1],
                    from[0] * of[3] - from[1] * of[2] + from[2] * of[1] - from[3] * of[0],
                    numbers);
            for (int i = 0; i < shown.length; i++) {
                out[body * shown.length + i] = numbers[shown[i]];
            }
        }
    }
}
