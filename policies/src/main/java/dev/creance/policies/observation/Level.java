package dev.creance.policies.observation;

import dev.creance.policies.signals.Periods;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import java.util.ArrayList;
import java.util.List;

/**
 * What is observed at one rate: the policy's own, or a planner's. Clocks, set points, histories and memories of a level count its
 * own periods, the first of which starts with the first observation after a reset.
 */
final class Level {
    private final TermSources sources;
    private final CounterClock periods = new CounterClock(0, Periods.COUNT - 1, true);
    private final int callsPerPeriod;
    private Periodic[] periodic;
    private ActionMemory[] memories;
    private int callsInPeriod;
    private boolean newPeriod;

    Level(Observables from) {
        this.sources = new TermSources(from);
        this.callsPerPeriod = from.calls();
    }

    /** Finds where terms take their values from. */
    TermSources sources() {
        return sources;
    }

    /** To be called when all of its terms are found. */
    void complete() {
        List<Periodic> all = new ArrayList<>(sources.periodic());
        all.add(periods);
        periodic = all.toArray(Periodic[]::new);
        memories = sources.memories().toArray(ActionMemory[]::new);
    }

    ActionMemory[] memories() {
        return memories;
    }

    /** The number of the period that the newest observation belongs to. */
    CounterClock periods() {
        return periods;
    }

    /** Whether the newest observation is the first of a period. */
    @HotPath
    boolean newPeriod() {
        return newPeriod;
    }

    /** Before an observation is taken. */
    @HotPath
    void begin(Frame sensors, Frame reference) {
        newPeriod = callsInPeriod == 0;
        callsInPeriod = callsInPeriod + 1 == callsPerPeriod ? 0 : callsInPeriod + 1;
        for (int k = 0; k < periodic.length; k++) {
            periodic[k].begin(sensors, reference, newPeriod);
        }
    }

    @HotPath
    void reset() {
        for (int k = 0; k < periodic.length; k++) {
            periodic[k].reset();
        }
        callsInPeriod = 0;
    }
}
