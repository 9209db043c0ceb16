package dev.creance.policies;

import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import java.util.Arrays;

/**
 * The newest actions, one slot to a native period of the policy. While a slot lasts it holds the running mean of the actions
 * in it, as the firmware of Learning-to-Fly does ({@code rl_tools_adapter.cpp}: history of 100 Hz slots at 500 Hz).
 */
final class ActionMemory implements ObservationSource {
    private final int actions;
    private final int length;
    private final boolean oldestFirst;
    private final float[] slots;
    private final double[] mean;
    private int newest;
    private int ticks;
    private boolean slotEnds;

    ActionMemory(int actions, int length, boolean oldestFirst) {
        this.actions = actions;
        this.length = length;
        this.oldestFirst = oldestFirst;
        this.slots = new float[actions * length];
        this.mean = new double[actions];
    }

    /** The next action opens a new slot. */
    @HotPath
    void endSlot() {
        slotEnds = true;
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
        for (int place = 0; place < length; place++) {
            int age = oldestFirst ? length - 1 - place : place;
            int slot = (newest - age + length) % length;
            for (int i = 0; i < actions; i++) {
                out[place * actions + i] = slots[slot * actions + i];
            }
        }
    }

    /** Every slot holds this action. */
    void fill(double[] action) {
        for (int i = 0; i < slots.length; i++) {
            slots[i] = (float) action[i % actions];
        }
    }

    @HotPath
    void reset() {
        Arrays.fill(slots, 0);
        newest = 0;
        ticks = 0;
        slotEnds = false;
    }
}
