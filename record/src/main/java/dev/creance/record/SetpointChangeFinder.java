package dev.creance.record;

import dev.creance.runtime.Frame;
import dev.creance.runtime.Layout;
import dev.creance.runtime.SetpointInputs;
import dev.creance.runtime.TickRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the set points that people changed in the stream of tick records. */
final class SetpointChangeFinder {
    private int[] places;
    private double[] askedBefore;
    private double[] heldBefore;

    /** Those changed in this tick, in the order of their channels. */
    List<SetpointChange> find(TickRecord tick) {
        double[] asked = tick.in.setpoints.values;
        Frame reference = tick.out.reference;
        if (askedBefore == null) {
            places = reference.layout().indicesBelow(SetpointInputs.PREFIX);
            askedBefore = new double[asked.length];
            Arrays.fill(askedBefore, Double.NaN);
            heldBefore = reference.values.clone();
        }
        List<SetpointChange> changes = tick.in.setpoints.fresh ? changes(asked, reference) : List.of();
        System.arraycopy(asked, 0, askedBefore, 0, asked.length);
        System.arraycopy(reference.values, 0, heldBefore, 0, heldBefore.length);
        return changes;
    }

    private List<SetpointChange> changes(double[] asked, Frame reference) {
        Layout layout = reference.layout();
        List<SetpointChange> changes = new ArrayList<>();
        for (int i = 0; i < asked.length; i++) {
            if (Double.doubleToLongBits(asked[i]) != Double.doubleToLongBits(askedBefore[i])) {
                changes.add(new SetpointChange(
                        reference.sampleNs / 1e9, layout.channels().get(places[i]), heldBefore[places[i]], asked[i]));
            }
        }
        return changes;
    }
}
