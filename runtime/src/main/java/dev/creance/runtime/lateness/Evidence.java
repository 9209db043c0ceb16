package dev.creance.runtime.lateness;

/**
 * Something happened between two looks.
 *
 * @param amount for how long, ns, where the cause is timed; how often otherwise. Of {@link LateCause#WAITING} all the time in
 *     which the thread neither ran nor was ready, its proper sleep between ticks included
 */
record Evidence(LateCause cause, long fromNs, long toNs, long amount) {}
