package dev.creance.policies.manifest;

/**
 * One step from a raw value to the one that is used, element by element; arrays have one entry for each value. Records share
 * their arrays with whoever computes with them: not modified after reading.
 */
public sealed interface Operation {
    record Clip(double[] low, double[] high) implements Operation {}

    record Scale(double[] factor) implements Operation {}

    record Offset(double[] summand) implements Operation {}

    /** 2 (x − low) / (high − low) − 1: the range becomes −1 … 1. */
    record Normalise(double[] low, double[] high) implements Operation {}

    /** These values become 0, whatever they were. */
    record Zero(boolean[] zeroed) implements Operation {}
}
