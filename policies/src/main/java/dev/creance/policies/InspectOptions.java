package dev.creance.policies;

import java.util.List;
import java.util.function.LongSupplier;

/**
 * What an inspection may use beside the policy's own files.
 *
 * @param observations recorded ones, each as the policy's first observation tensor was fed; empty for none
 * @param nowNs a clock to measure engines with; null to leave that out
 */
public record InspectOptions(List<float[]> observations, LongSupplier nowNs) {
    static final InspectOptions NONE = new InspectOptions(List.of(), null);
}
