package dev.creance.policies.observation;

import dev.creance.policies.manifest.History;
import dev.creance.policies.manifest.Term;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;

/**
 * The newest actions, one slot to a native period of the policy. While a slot lasts it holds the running mean of the actions
 * in it, as the firmware of Learning-to-Fly does ({@code rl_tools_adapter.cpp}: history of 100 Hz slots at 500 Hz).
 */
final class ActionMemory implements ObservationSource, Periodic {
    private final int actions;
    private final History shown;
    private final int length;
    private final boolean executed;
    private final Term.Initial initial;
    private final double[] start;
    private final float[] slots;
    private final double[] mean;
    private int newest;
    private int ticks;
    private boolean slotEnds;

    /** @param shown which slots an observation shows */
    ActionMemory(Term.Actions term, History shown) {
        this.actions = term.common().dim();
        this.shown = shown;
        this.length = firstAge() + (shown.length() - 1) * shown.stride() + 1;
        this.executed = term.executed();
        this.initial = term.initial();
        this.start = new double[actions];
        for (int i = 0; i < term.initialValues().size(); i++) {
            start[i] = term.initialValues().get(i);
        }
        this.slots = new float[actions * length];
        this.mean = new double[actions];
        fill(start);
    }

    private int firstAge() {
        return shown.includesCurrent() ? 0 : 1;
    }

    /** How many values an observation shows. */
    int size() {
        return actions * shown.length();
    }

    /** Whether it stores what was executed, not what the policy returned. */
    boolean executed() {
        return executed;
    }

    /** The next action opens a new slot where this observation begins a period. */
    @Override
    @HotPath
    public void begin(Frame sensors, Frame reference, boolean newPeriod) {
        slotEnds |= newPeriod;
    }

    /** Takes the action of one tick into the present slot; nothing before the first slot. */
    @HotPath
    void acted(double[] action) {
        if (slotEnds) {
            newest = (newest + 1) % length;
            ticks = 0;
            slotEnds = false;
        } else if (ticks == 0) {
            return;
        }
        ticks++;
        for (int i = 0; i < actions; i++) {
            // In this form of the mean, a held action stays what it is, to the bit.
            mean[i] = ticks == 1 ? action[i] : mean[i] + (action[i] - mean[i]) / ticks;
            slots[newest * actions + i] = (float) mean[i];
        }
    }

    @Override
    @HotPath
    public void values(Frame sensors, Frame reference, double[] out) {
        for (int place = 0; place < shown.length(); place++) {
            int back = shown.oldestFirst() ? shown.length() - 1 - place : place;
            int slot = (newest - firstAge() - back * shown.stride() + length) % length;
            for (int i = 0; i < actions; i++) {
                out[place * actions + i] = slots[slot * actions + i];
            }
        }
    }

    /** Takes the action that leads to where the joints are, where the manifest starts with it. */
    @HotPath
    void startWith(double[] resting) {
        if (initial == Term.Initial.MEASURED) {
            fill(resting);
        }
    }

    /** Every slot holds this action. */
    @HotPath
    void fill(double[] action) {
        for (int i = 0; i < slots.length; i++) {
            slots[i] = (float) action[i % actions];
        }
    }

    @Override
    @HotPath
    public void reset() {
        fill(start);
        newest = 0;
        ticks = 0;
        slotEnds = false;
    }
}
