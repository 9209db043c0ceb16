package dev.creance.policies.observation;

import dev.creance.policies.signals.Rotations;
import dev.creance.policies.signals.Selection;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;

/** The unit vector that points down, in body axes: Rᵀ (0, 0, −1), which legged policies observe instead of an orientation. */
final class GravitySource implements ObservationSource {
    private final Selection quaternion;
    private final double[] numbers = new double[Rotations.NUMBERS];

    GravitySource(Selection quaternion) {
        this.quaternion = quaternion;
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
        for (int i = 0; i < 3; i++) {
            out[i] = -numbers[6 + i];
        }
    }
}
