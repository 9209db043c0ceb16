package dev.creance.runtime.lateness;

/**
 * Something happened between two looks.
 *
 * @param amount for how long, ns, where the cause is timed; how often otherwise
 */
record Evidence(LateCause cause, long fromNs, long toNs, long amount) {}
