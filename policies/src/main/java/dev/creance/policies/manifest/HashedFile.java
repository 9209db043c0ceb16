package dev.creance.policies.manifest;

import dev.creance.runtime.config.ConfigNode;

/** A file beside the manifest with the hash it must have. */
public record HashedFile(ConfigNode at, String file, String sha256) {

    static HashedFile read(ConfigNode node) {
        return new HashedFile(node, Texts.text(node.child("file")), hash(node));
    }

    /** The hash under {@code sha256}. */
    static String hash(ConfigNode node) {
        ConfigNode sha256 = node.child("sha256");
        if (!sha256.string().matches("[0-9a-f]{64}")) {
            throw sha256.error("='" + sha256.string() + "' is not a SHA-256 of 64 lower-case hexadecimal digits")
                    .withHint("write what 'sha256sum' prints for the file");
        }
        return sha256.string();
    }
}
