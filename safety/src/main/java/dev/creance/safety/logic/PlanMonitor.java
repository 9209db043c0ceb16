package dev.creance.safety.logic;

import dev.creance.runtime.HotPath;

/**
 * Checks a formula on what has been and on what is planned, and where the plan would break it, searches a table of beginnings for
 * the one with the largest robustness; as STL-NPC does around a neural controller. What decides is the robustness itself, not a
 * smooth one. All of it is allocated beforehand.
 *
 * <pre>{@code
 * monitor.observe(sample);
 * int choice = monitor.choose();
 * double[] action = choice == PlanMonitor.PLAN ? planned : table.entries().get(choice).action();
 * }</pre>
 */
public final class PlanMonitor {
    /** The plan itself was chosen. */
    public static final int PLAN = -1;

    private final SignalMonitor past;
    private final Foresight ahead;
    private final RollOut rollOut;
    private final BackupTable.Entry[] entries;
    private final int horizonTicks;
    private final double margin;
    private final double[] sample;
    private double robustness = Double.NaN;

    /**
     * Prepares it.
     *
     * @param formula to hold at every instant
     * @param channels of a sample
     * @param horizonTicks how far a roll-out goes
     * @param margin robustness with which a plan is let be
     * @throws IllegalArgumentException where the horizon is too short for the formula, or a beginning too long for the horizon
     */
    public PlanMonitor(
            Formula formula, int channels, RollOut rollOut, BackupTable table, int horizonTicks, double margin) {
        past = SignalMonitor.always(formula);
        ahead = new Foresight(
                past,
                horizonTicks,
                0,
                (long) horizonTicks * (1 + table.entries().size()));
        this.rollOut = rollOut;
        entries = table.entries().toArray(BackupTable.Entry[]::new);
        this.horizonTicks = horizonTicks;
        this.margin = margin;
        sample = new double[channels];
        if (horizonTicks <= past.delayTicks()) {
            throw new IllegalArgumentException("horizonTicks=" + horizonTicks + " is not above the formula's delay of "
                    + past.delayTicks() + ": what it demands could not be decided");
        }
        for (BackupTable.Entry entry : entries) {
            if (entry.ticks() < 1 || entry.ticks() > horizonTicks) {
                throw new IllegalArgumentException(
                        "ticks=" + entry.ticks() + " of an entry is outside 1 to " + horizonTicks);
            }
        }
    }

    /** Takes what was measured in this tick. */
    @HotPath
    public void observe(double[] measured) {
        past.step(measured);
    }

    /** The plan where it keeps the margin; else the entry, or the plan, with the largest robustness, the earlier of equals. */
    @HotPath
    public int choose() {
        robustness = tried(null, 0);
        int best = PLAN;
        if (robustness >= margin) {
            return best;
        }
        for (int i = 0; i < entries.length; i++) {
            double found = tried(entries[i].action(), entries[i].ticks());
            if (found > robustness) {
                robustness = found;
                best = i;
            }
        }
        return best;
    }

    /** The least that can be of what was chosen, over past and prediction; what is undecided at the end of the horizon does not count. */
    public double robustness() {
        return robustness;
    }

    /** Whether what was chosen keeps the margin for certain. */
    public boolean isSafe() {
        return robustness >= margin;
    }

    private double tried(double[] action, int ticks) {
        ahead.begin();
        rollOut.begin();
        for (int k = 0; k < horizonTicks; k++) {
            if (k < ticks) {
                rollOut.apply(action, sample);
            } else {
                rollOut.follow(sample);
            }
            ahead.step(sample);
        }
        return ahead.lower();
    }
}
