package dev.creance.policies;

import dev.creance.policies.action.ActionLayout;
import dev.creance.policies.manifest.Manifest;
import dev.creance.policies.manifest.Observation;
import java.nio.charset.StandardCharsets;

/**
 * What a policy's manifest alone says of the records of its flights.
 *
 * @param identity by which logs know it: of its manifest, which holds the hashes of all its other files; never 0
 * @param observationSize values that it is shown in an inference: of all tensors, and what comes along with them
 */
public record PolicyOutline(long identity, int observationSize) {
    public static PolicyOutline of(PolicySource source) {
        return of(Policies.read(source.files()));
    }

    static PolicyOutline of(Manifest manifest) {
        byte[] text = manifest.at().file().text().getBytes(StandardCharsets.UTF_8);
        long tensors =
                manifest.observations().stream().mapToLong(Observation::size).sum();
        return new PolicyOutline(
                Long.parseUnsignedLong(PolicyFiles.sha256(text).substring(0, 16), 16) | 1,
                (int) tensors + ActionLayout.of(manifest).along());
    }
}
