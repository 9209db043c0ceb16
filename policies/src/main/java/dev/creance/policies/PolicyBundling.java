package dev.creance.policies;

import dev.creance.policies.bundle.Bundle;
import dev.creance.policies.bundle.BundleError;
import dev.creance.policies.manifest.Base;
import dev.creance.policies.manifest.Manifest;
import dev.creance.runtime.config.ConfigNode;
import java.security.PrivateKey;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Puts a policy into one file: its manifest and all that the manifest names, hashes checked and known answers met.
 *
 * @param bytes of the file
 * @param files their names, without the list of hashes and its signature
 * @param leftOut files of the folder that the manifest does not name
 * @param verification of the known answers; empty where the manifest says that there are none
 */
public record PolicyBundling(
        byte[] bytes, List<String> files, List<String> leftOut, Optional<Verification> verification) {
    /**
     * Bundles a policy.
     *
     * @param key what it is signed with; empty to leave it unsigned
     * @throws PolicyError where a file is missing or altered, or a known answer is missed
     */
    public static PolicyBundling of(PolicySource source, Engine engine, Optional<PrivateKey> key) {
        PolicyFiles from = source.files();
        Manifest manifest = Policies.read(from);
        SortedMap<String, byte[]> files = new TreeMap<>();
        if (manifest.action().common().base().map(Base::on).orElse(null) instanceof Base.Foldered foldered) {
            throw new PolicyError(
                    from.nameOf(foldered.folder()),
                    "is a base policy in a folder of its own, and a bundle has no folders",
                    "bundle it first, put that beside the manifest and name it as 'file'");
        }
        for (String name : named(manifest.at())) {
            files.put(name, from.read(name));
        }
        Bundle bundle;
        try {
            Bundle unsigned = Bundle.of(files);
            bundle = key.map(unsigned::signedWith).orElse(unsigned);
        } catch (BundleError refused) {
            throw new PolicyError(from.name(), refused.problem(), refused.remedy());
        }
        PolicyFiles bundled = PolicyFiles.of(from.name(), bundle);
        Optional<Verification> verification =
                manifest.knownAnswers().isEmpty() ? Optional.empty() : Optional.of(Policies.verify(bundled, engine));
        verification.filter(result -> !result.passed()).ifPresent(missed -> {
            throw new PolicyError(
                    from.name(), "misses its known answers", "see 'creance policy verify " + source.use() + "'");
        });
        TreeSet<String> leftOut = new TreeSet<>(from.list());
        leftOut.removeAll(files.keySet());
        return new PolicyBundling(bundle.bytes(), List.copyOf(files.keySet()), List.copyOf(leftOut), verification);
    }

    /** The manifest and whatever stands in it as {@code file: NAME}: networks, weights, known answers, the licence. */
    private static TreeSet<String> named(ConfigNode manifest) {
        TreeSet<String> names = new TreeSet<>();
        names.add(PolicyFiles.MANIFEST);
        collect(manifest, names);
        return names;
    }

    private static void collect(ConfigNode node, TreeSet<String> namesOut) {
        if (node.isList()) {
            node.items().forEach(item -> collect(item, namesOut));
        } else if (node.isMap()) {
            node.children().forEach((key, child) -> {
                if (key.equals("file") && child.isScalar()) {
                    namesOut.add(child.string());
                } else {
                    collect(child, namesOut);
                }
            });
        }
    }
}
