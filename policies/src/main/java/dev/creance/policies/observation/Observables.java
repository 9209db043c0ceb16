package dev.creance.policies.observation;

import dev.creance.policies.manifest.HashedFile;
import dev.creance.policies.manifest.Manifest;
import dev.creance.policies.signals.Channels;
import dev.creance.policies.signals.JointTargets;
import java.util.function.Function;

/**
 * What an observation is made from.
 *
 * @param callsPerPeriod observations in a native period
 * @param files reads a file that the manifest names
 * @param targets where the newest command told the joints to be; null where the manifest has no joints
 */
public record Observables(
        Manifest manifest,
        Channels channels,
        int callsPerPeriod,
        Function<HashedFile, byte[]> files,
        JointTargets targets) {
    double periodS() {
        return 1 / (manifest.rates().nativeHz() * callsPerPeriod);
    }
}
