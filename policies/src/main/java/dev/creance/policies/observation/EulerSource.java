package dev.creance.policies.observation;

import dev.creance.policies.signals.Rotations;
import dev.creance.policies.signals.Selection;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import java.util.List;

/** Roll, pitch and yaw (z-y'-x'') of an orientation, rad; R = Rz(yaw) Ry(pitch) Rx(roll). */
final class EulerSource implements ObservationSource {
    private static final List<String> AXES = List.of("roll", "pitch", "yaw");

    private final Selection quaternion;
    private final int[] axes;
    private final double[] numbers = new double[Rotations.NUMBERS];
    private final double[] angles = new double[3];

    EulerSource(Selection quaternion, List<String> axes) {
        this.quaternion = quaternion;
        this.axes = axes.stream().mapToInt(AXES::indexOf).toArray();
    }

    @Override
    @HotPath
    public void values(Frame sensors, Frame reference, double[] out) {
        Rotations.write(
                quaternion.value(0, sensors, reference),
                quaternion.value(1, sensors, reference),
                quaternion.value(2, sensors, reference),
                quaternion.value(3, sensors, reference),
                numbers);
        angles[0] = StrictMath.atan2(numbers[7], numbers[8]);
        angles[1] = StrictMath.asin(bounded(-numbers[6]));
        angles[2] = StrictMath.atan2(numbers[3], numbers[0]);
        for (int i = 0; i < axes.length; i++) {
            out[i] = angles[axes[i]];
        }
    }

    /** A quaternion that is a little too long must not end in NaN; NaN itself must. */
    private static double bounded(double sine) {
        return sine > 1 ? 1 : sine < -1 ? -1 : sine;
    }
}
