package dev.creance.policies.bundle;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of a policy as they stand in one file: {@value #MANIFEST} and what it names, {@value #HASHES} over all of them,
 * and, where somebody signed it, {@value #SIGNATURE} of that list.
 */
public final class Bundle {
    static final String MANIFEST = "policy.yaml";
    static final String HASHES = "SHA256SUMS";
    static final String SIGNATURE = "SHA256SUMS.ed25519";

    private final SortedMap<String, byte[]> files;
    private final byte[] hashes;
    private final Optional<byte[]> signature;

    private Bundle(SortedMap<String, byte[]> files, byte[] hashes, Optional<byte[]> signature) {
        this.files = Collections.unmodifiableSortedMap(files);
        this.hashes = hashes;
        this.signature = signature;
        if (!files.containsKey(MANIFEST)) {
            throw new BundleError("holds no " + MANIFEST, "write it with 'creance policy bundle'");
        }
    }

    /** Of these files, by name; they must be plain names beside each other. */
    public static Bundle of(SortedMap<String, byte[]> files) {
        TreeMap<String, byte[]> copy = new TreeMap<>(files);
        if (copy.containsKey(HASHES) || copy.containsKey(SIGNATURE)) {
            throw new BundleError("names a file " + HASHES + "*, as the bundle's own list", "give it another name");
        }
        return new Bundle(copy, Hashes.write(copy), Optional.empty());
    }

    /**
     * Reads a bundle. What it returns is whole, and each file is the one that the list of hashes names; whether anybody
     * signed that list is for {@link #requireSignedBy} to say.
     *
     * @throws BundleError for all else
     */
    public static Bundle read(byte[] bytes) {
        SortedMap<String, byte[]> files = Archive.read(bytes);
        byte[] hashes = files.remove(HASHES);
        Optional<byte[]> signature = Optional.ofNullable(files.remove(SIGNATURE));
        if (hashes == null) {
            throw new BundleError("holds no list of hashes, " + HASHES, "write it with 'creance policy bundle'");
        }
        Hashes.require(hashes, files);
        return new Bundle(files, hashes, signature);
    }

    public Bundle signedWith(PrivateKey key) {
        return new Bundle(files, hashes, Optional.of(Keys.sign(hashes, key)));
    }

    /** @throws BundleError where the owner of this key has not signed exactly these files */
    public void requireSignedBy(PublicKey key) {
        if (signature.isEmpty()) {
            throw new BundleError(
                    "is not signed, and a trusted key is given", "sign it with 'creance policy bundle --sign KEY'");
        }
        if (!Keys.verifies(hashes, signature.get(), key)) {
            throw new BundleError(
                    "is not signed with the trusted key: somebody else signed it, or it was altered since",
                    "take it from its author, or trust the key of who signed it");
        }
    }

    /** Whether anybody signed it. */
    public boolean signed() {
        return signature.isPresent();
    }

    /** The policy's files by name, without list and signature; not to be modified. */
    public SortedMap<String, byte[]> files() {
        return files;
    }

    /** As it stands in a file; equal files give equal bytes, and so do equal signatures: Ed25519 draws no random numbers. */
    public byte[] bytes() {
        TreeMap<String, byte[]> all = new TreeMap<>(files);
        all.put(HASHES, hashes);
        signature.ifPresent(bytes -> all.put(SIGNATURE, bytes));
        return Archive.write(all);
    }
}
