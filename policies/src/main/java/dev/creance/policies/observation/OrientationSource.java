package dev.creance.policies.observation;

import dev.creance.policies.manifest.Term.Rotation;
import dev.creance.policies.signals.Rotations;
import dev.creance.policies.signals.Selection;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;

/** An orientation w-x-y-z, body to world, in the form that a network was trained on. */
final class OrientationSource implements ObservationSource {
    private final Selection quaternion;
    private final int[] shown;
    private final double[] numbers = new double[Rotations.NUMBERS];

    OrientationSource(Selection quaternion, Rotation form) {
        this.quaternion = quaternion;
        this.shown = Rotations.shown(form);
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
        for (int i = 0; i < shown.length; i++) {
            out[i] = numbers[shown[i]];
        }
    }
}
