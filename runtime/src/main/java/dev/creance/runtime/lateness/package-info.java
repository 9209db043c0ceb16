/**
 * Why ticks were late: what the kernel and the JVM did at the time, gathered off the tick thread and laid over the late ticks
 * of the flight record. {@link dev.creance.runtime.lateness.LateTickWatch} is the whole of it for a run.
 */
package dev.creance.runtime.lateness;
