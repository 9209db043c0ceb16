package dev.creance.policies.signals;

import dev.creance.policies.manifest.JointOrder;
import dev.creance.policies.manifest.JointTable;
import dev.creance.runtime.HotPath;
import java.util.Arrays;

/** Where each joint was told to be by the newest command, as the policy counts, before the shield; NaN before the first. */
public final class JointTargets {
    private final JointTable table;
    private final double[] positions;

    public JointTargets(JointTable table) {
        this.table = table;
        this.positions = new double[table.joints().size()];
        reset();
    }

    /** The places of these joints. */
    public int[] places(JointOrder order) {
        return order.names().stream()
                .mapToInt(name -> table.joints().stream()
                        .map(joint -> joint.name())
                        .toList()
                        .indexOf(name))
                .toArray();
    }

    @HotPath
    public double position(int place) {
        return positions[place];
    }

    @HotPath
    public void set(int place, double position) {
        positions[place] = position;
    }

    @HotPath
    public void reset() {
        Arrays.fill(positions, Double.NaN);
    }
}
