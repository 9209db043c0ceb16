package dev.creance.bench.critic;

/**
 * What became of an episode, which ends with a violation, when the shield brings the machine to rest, or when its time is over.
 *
 * @param violated by the plant's truth, at any of its sub-steps
 * @param stopped whether the shield gave up and brought the machine to rest
 * @param goals that there were, reached or not
 * @param ticks that were flown
 * @param recoveryTicks of those, with the recovery policy in charge
 * @param backupTicks of those, with the backup in charge
 * @param onsets how often the recovery policy took over
 */
record Outcome(
        boolean violated,
        boolean stopped,
        int goals,
        int reached,
        long ticks,
        long recoveryTicks,
        long backupTicks,
        int onsets) {
    /** The task is done: all goals, and nothing violated. */
    boolean succeeded() {
        return !violated && reached == goals;
    }
}
