package dev.creance.sim;

import dev.creance.runtime.HotPath;
import java.util.Arrays;

/** What changes the plant while it runs: forces add up, factors multiply. Deterministic; allocation-free. */
@HotPath
final class PlantFaults {
    private static final Disturbance[] ALL = Disturbance.values();

    private final ActiveFaults faults;
    private final Disturbance[] concerned;
    private final SimulatedMachine machine;
    private final double[][] size = new double[ALL.length][];
    private final boolean[] disturbed = new boolean[ALL.length];

    PlantFaults(Faults all, SimulatedMachine machine) {
        faults = new ActiveFaults(all, Fault.Layer.PLANT);
        this.machine = machine;
        concerned = new Disturbance[faults.size()];
        for (int i = 0; i < concerned.length; i++) {
            concerned[i] = Disturbance.of(faults.fault(i).kind()).orElseThrow();
        }
        for (Disturbance each : ALL) {
            size[each.ordinal()] = new double[each.size()];
        }
    }

    /** Moves to a time after the first arming. */
    void advance(long elapsedNs) {
        faults.advance(elapsedNs);
        for (int i = 0; i < ALL.length; i++) {
            disturb(ALL[i], size[i]);
        }
    }

    private void disturb(Disturbance what, double[] sum) {
        Arrays.fill(sum, what.neutral());
        boolean any = false;
        for (int i = 0; i < concerned.length; i++) {
            if (concerned[i] == what && faults.acts(i)) {
                any = true;
                add(what, faults.fault(i).details().size(), sum);
            }
        }
        if (any || disturbed[what.ordinal()]) {
            machine.disturb(what, sum);
        }
        disturbed[what.ordinal()] = any;
    }

    private static void add(Disturbance what, double[] more, double[] sum) {
        for (int k = 0; k < sum.length; k++) {
            sum[k] = what == Disturbance.FORCE ? sum[k] + more[k] : sum[k] * more[k];
        }
    }
}
