package dev.creance.policies.observation;

import dev.creance.policies.manifest.HashedFile;
import dev.creance.policies.manifest.Manifest;
import dev.creance.policies.signals.Channels;
import dev.creance.policies.signals.JointTargets;
import java.util.function.Function;

/**
 * What an observation is made from.
 *
 * @param every native periods in a period of what observes: more than one for a planner
 * @param callsPerPeriod observations in a native period
 * @param files reads a file that the manifest names
 * @param targets where the newest command told the joints to be; null where the manifest has no joints
 */
public record Observables(
        Manifest manifest,
        Channels channels,
        int every,
        int callsPerPeriod,
        Function<HashedFile, byte[]> files,
        JointTargets targets) {
    /** The same for what is asked more seldom. */
    Observables every(int periods) {
        return new Observables(manifest, channels, periods, callsPerPeriod, files, targets);
    }

    /** Periods in a second. */
    double periodHz() {
        return manifest.rates().nativeHz() / every;
    }

    /** Observations in a period. */
    int calls() {
        return every * callsPerPeriod;
    }

    /** From one observation to the next. */
    double callS() {
        return 1 / (manifest.rates().nativeHz() * callsPerPeriod);
    }
}
