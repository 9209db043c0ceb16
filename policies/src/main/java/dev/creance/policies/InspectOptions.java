package dev.creance.policies;

import dev.creance.policies.manifest.Manifest;
import dev.creance.policies.manifest.Observation;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What an inspection may use beside the policy's own files.
 *
 * @param observations recorded ones, each as the policy's first observation tensor was fed, or all that it was shown in an
 *     inference, of which that tensor is the begin; empty for none
 * @param nowNs a clock to measure engines with; null to leave that out
 */
public record InspectOptions(List<float[]> observations, LongSupplier nowNs) {
    static final InspectOptions NONE = new InspectOptions(List.of(), null);

    /** The same with observations of the first tensor alone; others are refused. */
    InspectOptions fitting(Manifest manifest) {
        Observation first = manifest.observations().getFirst();
        int size = (int) first.size();
        int whole = PolicyOutline.of(manifest).observationSize();
        List<float[]> fitting = observations.stream()
                .map(row -> row.length == whole ? Arrays.copyOf(row, size) : row)
                .toList();
        for (float[] row : fitting) {
            if (row.length != size) {
                throw first.at()
                        .error(" has " + size + " values, but a recorded one " + row.length)
                        .withHint("name a record of this policy's own observations");
            }
        }
        return new InspectOptions(fitting, nowNs);
    }
}
