package dev.creance.safety.logic;

/**
 * A machine's own model of the ticks to come: {@code apply}, at most once and first, with a candidate, and {@code follow} under the backup.
 * A sample is a frame of its sensors, and the command that was emitted before it.
 */
public interface Prediction extends RollOut {
    /** Whether it knows what this channel of a sample will be; others are never read. */
    boolean knows(int channel);

    /** So many ticks does a step of it take, but for the first. */
    int stepTicks();

    /** About how long the machine it runs on is busy with a step, ns. */
    double stepNs();
}
