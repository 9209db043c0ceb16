package dev.creance.safety.logic;

import dev.creance.runtime.HotPath;

/**
 * What holds of a course of samples, one a tick. A sample's value that is not finite is unknown, and so is whatever hangs on it:
 * the verdict is an interval. Deterministic, without allocation, and bounded in time.
 */
public interface Monitor {
    /** Takes the sample of a tick. */
    @HotPath
    void step(double[] sample);

    /** The least robustness that can be: below zero, or below a margin, it may be violated. */
    double lower();

    /** The greatest robustness that can be: below zero it is violated for certain. */
    double upper();

    /** As before the first sample. */
    void restart();

    /** How many ticks after an instant it is decided whether the rule holds there, at the latest. */
    long delayTicks();

    /** After so many equal samples nothing in it remembers others, but what looks back for ever. */
    long memoryTicks();

    /** Of what it keeps. */
    long memoryBytes();

    /** How many operators take part in each tick. */
    int operators();
}
