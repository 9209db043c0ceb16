package dev.creance.policies.observation;

import dev.creance.policies.signals.JointChannels;
import dev.creance.policies.signals.JointTargets;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;

/** What joints do, in the policy's order and counting, less their default pose or where they were told to be. */
final class JointSource implements ObservationSource {
    private final JointChannels joints;
    private final double[] origin;
    private final JointTargets targets;
    private final int[] places;

    private JointSource(JointChannels joints, double[] origin, JointTargets targets, int[] places) {
        this.joints = joints;
        this.origin = origin;
        this.targets = targets;
        this.places = places;
    }

    static JointSource from(JointChannels joints, double[] origin) {
        return new JointSource(joints, origin, null, null);
    }

    /** @param places of the joints among the targets; before the first command a joint is where it was told to be */
    static JointSource fromTargets(JointChannels joints, JointTargets targets, int[] places) {
        return new JointSource(joints, null, targets, places);
    }

    @Override
    @HotPath
    public void values(Frame sensors, Frame reference, double[] out) {
        for (int i = 0; i < joints.size(); i++) {
            double value = joints.value(i, sensors);
            out[i] = value - (origin == null ? target(i, value) : origin[i]);
        }
    }

    private double target(int i, double measured) {
        double target = targets.position(places[i]);
        return Double.isNaN(target) ? measured : target;
    }
}
