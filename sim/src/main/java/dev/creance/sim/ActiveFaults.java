package dev.creance.sim;

import dev.creance.runtime.HotPath;
import java.util.List;
import java.util.stream.IntStream;

/** The faults of one layer, and which of them act now. Not thread-safe; allocation-free after construction. */
@HotPath
final class ActiveFaults {
    private final Faults faults;
    private final Fault[] list;
    private final int[] index;
    private final boolean[] acts;
    private final boolean[] begins;
    private final long[] sinceNs;

    ActiveFaults(Faults faults, Fault.Layer layer) {
        this.faults = faults;
        List<Fault> all = faults.all();
        index = IntStream.range(0, all.size())
                .filter(i -> all.get(i).kind().layer() == layer)
                .toArray();
        list = new Fault[index.length];
        for (int i = 0; i < index.length; i++) {
            list[i] = all.get(index[i]);
        }
        acts = new boolean[list.length];
        begins = new boolean[list.length];
        sinceNs = new long[list.length];
    }

    /** Moves to a time after the first arming. */
    void advance(long elapsedNs) {
        for (int i = 0; i < list.length; i++) {
            boolean before = acts[i];
            Fault fault = list[i];
            // one frame: the first at or behind its time
            boolean once = fault.forNs() == 0 && elapsedNs >= fault.atNs() && !faults.hasBegun(index[i]);
            acts[i] = once || fault.acts(elapsedNs);
            begins[i] = acts[i] && !before;
            sinceNs[i] = elapsedNs - fault.atNs();
            if (acts[i]) {
                faults.begin(index[i]);
            }
        }
    }

    /** How many there are at all. */
    int size() {
        return list.length;
    }

    Fault fault(int i) {
        return list[i];
    }

    boolean acts(int i) {
        return acts[i];
    }

    /** Whether it did not act in the period before. */
    boolean begins(int i) {
        return begins[i];
    }

    /** How long it has acted, ns. */
    long sinceNs(int i) {
        return sinceNs[i];
    }
}
