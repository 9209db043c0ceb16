package dev.creance.policies;

import dev.creance.policies.bundle.BundleError;
import dev.creance.policies.bundle.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Optional;

/**
 * What names a policy.
 *
 * @param use {@code zoo/NAME}, a folder with a {@code policy.yaml}, that file, or a bundle
 * @param base what relative paths start from
 * @param trust whose signature it must carry; empty where none is asked for
 */
public record PolicySource(String use, Path base, Optional<PublicKey> trust) {
    /** One that nobody has to have signed. */
    public static PolicySource of(String use, Path base) {
        return new PolicySource(use, base, Optional.empty());
    }

    /** The same, to be signed by the owner of the public key in this file. */
    public PolicySource trusting(Path key) {
        try {
            return new PolicySource(use, base, Optional.of(Keys.toTrust(Files.readAllBytes(key))));
        } catch (BundleError refused) {
            throw new PolicyError(key.toString(), refused.problem(), refused.remedy());
        } catch (IOException e) {
            throw new PolicyError(key.toString(), "cannot be read: " + e.getMessage(), "name the file of a public key");
        }
    }

    PolicyFiles files() {
        return PolicyFiles.named(use, base, trust);
    }
}
