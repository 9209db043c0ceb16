package dev.creance.bench.guards;

/**
 * What the guards said in an episode.
 *
 * @param worst by guard and window after the onset: by how much a guard's limit was passed at most, below zero where it was not
 * @param firstTicks by guard: ticks from the onset until it first was beyond its limit; −1 where it never was
 * @param alarms by guard, from when the machine had settled; one that comes back within the dwell is the same
 * @param watchedS how long alarms counted
 * @param shieldTicks ticks from the onset until the shield, without guards, took the command from the policy; −1 where it did not
 * @param harm how far things truly went after the onset
 */
record Outcome(double[][] worst, int[] firstTicks, int[] alarms, double watchedS, int shieldTicks, double harm) {}
