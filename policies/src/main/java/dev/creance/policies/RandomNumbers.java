package dev.creance.policies;

import dev.creance.policies.signals.Turns;
import dev.creance.runtime.HotPath;

/**
 * Normally distributed numbers that are the same on every processor: SplitMix64 (Steele, Lea, Flood 2014) through the transform
 * of Box and Muller (1958), in StrictMath. They start again at every reset, so that a replay draws them again.
 */
final class RandomNumbers {
    private final long seed;
    private long state;

    RandomNumbers(long seed) {
        this.seed = seed;
        this.state = seed;
    }

    /** Evenly between 0 and 1, never 0. */
    @HotPath
    double uniform() {
        state += 0x9e3779b97f4a7c15L;
        long mixed = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        mixed ^= mixed >>> 31;
        return ((mixed >>> 11) + 1) * 0x1p-53;
    }

    @HotPath
    double normal() {
        double radius = Math.sqrt(-2 * StrictMath.log(uniform()));
        return radius * Turns.cos(uniform());
    }

    @HotPath
    void reset() {
        state = seed;
    }
}
