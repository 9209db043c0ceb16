/**
 * The record of a run: one fixed-size binary form of a tick, a memory-mapped ring that outlives the process, the thread that
 * drains it into sinks, and the recovery of what a process that was killed left behind.
 */
package dev.creance.runtime.flight;
