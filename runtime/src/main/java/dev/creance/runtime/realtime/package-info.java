/**
 * What the operating system gives a thread with deadlines: a clock that wakes on time, priority, a processor of its own,
 * memory that stays, and a wake-up that never holds the waker.
 */
package dev.creance.runtime.realtime;
