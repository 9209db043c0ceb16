package dev.creance.policies;

import dev.creance.policies.bundle.Bundle;
import dev.creance.policies.bundle.BundleError;
import dev.creance.policies.manifest.HashedFile;
import dev.creance.policies.manifest.Model;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Where the files of one policy lie: a folder, a bundle, or the zoo inside the jar. A name that leads out of it is refused.
 *
 * @param name what errors call the place, such as {@code policies/mine} or {@code zoo/raptor}
 * @param folder the folder; null in the zoo and in a bundle
 * @param bundle the bundle; null elsewhere
 */
record PolicyFiles(String name, Path folder, Bundle bundle) {
    static final String MANIFEST = "policy.yaml";

    /** The manifest of what is no policy but guards one. */
    static final String GUARD = "guard.yaml";

    /** How the name of a bundle's file ends. */
    static final String BUNDLE = ".bundle";

    /** No policy of the field comes near; a larger file is a mistake or an attack. */
    private static final long MOST_BYTES = 1L << 30;

    private static final String ZOO = "zoo/";

    /**
     * Finds what a person names.
     *
     * @param use {@code zoo/NAME}, a folder with a manifest, that manifest, or a bundle
     * @param base what relative paths start from
     * @param trust whose signature it must carry, where any is asked for
     */
    static PolicyFiles named(String use, Path base, Optional<PublicKey> trust) {
        boolean zoo = use.startsWith(ZOO); // never shadowed by a folder that happens to lie there
        Path path = base.resolve(use);
        if (!zoo && use.endsWith(BUNDLE) && !Files.isDirectory(path)) {
            return inBundle(path, trust);
        }
        if (trust.isPresent()) {
            throw new PolicyError(
                    use,
                    "carries no signature, and a trusted key is given",
                    "name a bundle; 'creance policy bundle --sign KEY' writes one");
        }
        if (zoo) {
            return inZoo(use.substring(ZOO.length()));
        }
        if (Files.isDirectory(path)) {
            return in(path);
        }
        if (path.getFileName() != null && path.getFileName().toString().equals(MANIFEST)) {
            return beside(path);
        }
        throw new PolicyError(
                path.toString(),
                Files.exists(path)
                        ? "is neither a folder nor a " + MANIFEST + " nor a *" + BUNDLE
                        : "there is no such file or folder",
                "name a folder with a " + MANIFEST + ", a bundle, or one of the zoo: " + ZOO
                        + String.join(", " + ZOO, PolicyZoo.names()));
    }

    /** Finds a guard: {@code zoo/NAME}, a folder with a {@code guard.yaml}, or that file. */
    static PolicyFiles guard(String use, Path base) {
        if (use.startsWith(ZOO)) {
            return inZoo(use.substring(ZOO.length()), PolicyZoo.guards());
        }
        Path path = base.resolve(use);
        if (Files.isDirectory(path)) {
            return in(path);
        }
        if (path.getFileName() != null && path.getFileName().toString().equals(GUARD)) {
            return beside(path);
        }
        throw new PolicyError(
                path.toString(),
                Files.exists(path) ? "is neither a folder nor a " + GUARD : "there is no such file or folder",
                "name a folder with a " + GUARD + ", or one of the zoo: " + PolicyZoo.guards());
    }

    static PolicyFiles in(Path folder) {
        return new PolicyFiles(folder.toString(), folder, null);
    }

    private static PolicyFiles inBundle(Path file, Optional<PublicKey> trust) {
        try {
            Bundle bundle = Bundle.read(readFile(file));
            trust.ifPresent(bundle::requireSignedBy);
            return of(file.toString(), bundle);
        } catch (BundleError refused) {
            throw new PolicyError(file.toString(), refused.problem(), refused.remedy());
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    /** @param name what errors call the bundle */
    static PolicyFiles of(String name, Bundle bundle) {
        return new PolicyFiles(name, null, bundle);
    }

    /** The folder of a file. */
    static PolicyFiles beside(Path file) {
        Path parent = file.getParent();
        return new PolicyFiles(parent == null ? "" : parent.toString(), parent == null ? Path.of("") : parent, null);
    }

    /** A policy of the zoo. */
    static PolicyFiles inZoo(String policy) {
        return inZoo(policy, PolicyZoo.names());
    }

    private static PolicyFiles inZoo(String policy, List<String> names) {
        if (!names.contains(policy)) {
            throw new PolicyError(ZOO + policy, "is not in the zoo", "there are " + names);
        }
        return new PolicyFiles(ZOO + policy, null, null);
    }

    /** What errors call a file of this place. */
    String nameOf(String file) {
        return name.isEmpty() ? file : name + "/" + file;
    }

    /** Whether this names a file of a folder, and not one elsewhere. */
    static boolean isName(String file) {
        return !file.isEmpty() && !file.contains("/") && !file.contains("\\") && !file.equals("..");
    }

    byte[] read(String file) {
        if (!isName(file)) {
            throw new PolicyError(
                    nameOf(file), "is not the name of a file beside the manifest", "put it beside " + MANIFEST);
        }
        try {
            return bundle != null
                    ? readBundled(file)
                    : folder == null ? readResource(file) : readFile(folder.resolve(file));
        } catch (IOException e) {
            throw unreadable(nameOf(file), e);
        }
    }

    private static PolicyError unreadable(String file, IOException e) {
        return new PolicyError(file, "cannot be read: " + e.getMessage(), "check its permissions");
    }

    /**
     * Opens a model with the folder that its external data lies in; null where it lies in none. An engine that wants files
     * finds a bundle's in a folder of its own, which is gone when this returns.
     */
    <T> T withFolder(Model model, Function<Path, T> open) {
        if (bundle == null || model.externalData().isEmpty()) {
            return open.apply(folder);
        }
        try {
            Path extracted = Files.createTempDirectory("creance-policy-"); // for this user alone, by its contract
            try {
                for (HashedFile file : model.externalData()) {
                    Files.write(extracted.resolve(file.file()), read(file));
                }
                return open.apply(extracted);
            } finally {
                for (HashedFile file : model.externalData()) {
                    Files.deleteIfExists(extracted.resolve(file.file()));
                }
                Files.delete(extracted);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the weights of " + name + " cannot be unpacked for its engine", e);
        }
    }

    /** Reads a file that a manifest names and refuses it where its hash is another. */
    byte[] read(HashedFile hashed) {
        byte[] bytes;
        try {
            bytes = read(hashed.file());
        } catch (PolicyError e) {
            throw hashed.at()
                    .child("file")
                    .error("='" + hashed.file() + "': " + e.problem())
                    .withHint(e.remedy());
        }
        String found = sha256(bytes);
        if (!found.equals(hashed.sha256())) {
            throw hashed.at()
                    .child("sha256")
                    .error(" is " + hashed.sha256() + ", but " + hashed.file() + " has " + found)
                    .withHint("the file was altered: restore it, or review it and write its new hash here");
        }
        return bytes;
    }

    /** The files in the folder or bundle, by name; none in the zoo, where nothing lies beside what a manifest names. */
    List<String> list() {
        if (bundle != null) {
            return List.copyOf(bundle.files().keySet());
        }
        if (folder == null) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder.toAbsolutePath())) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static byte[] readFile(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new PolicyError(path.toString(), "there is no such file", "check the path");
        }
        if (!Files.isRegularFile(path)) {
            throw new PolicyError(path.toString(), "is not a file", "name the .onnx file itself");
        }
        if (Files.size(path) > MOST_BYTES) {
            throw new PolicyError(
                    path.toString(),
                    "has " + Files.size(path) + " bytes, more than " + MOST_BYTES,
                    "policies are smaller; check the path");
        }
        return Files.readAllBytes(path);
    }

    private byte[] readBundled(String file) {
        byte[] bytes = bundle.files().get(file);
        if (bytes == null) {
            throw new PolicyError(nameOf(file), "is not in the bundle", "write the bundle again");
        }
        return bytes;
    }

    private byte[] readResource(String file) throws IOException {
        try (InputStream in = PolicyFiles.class.getResourceAsStream(nameOf(file))) {
            if (in == null) {
                throw new PolicyError(nameOf(file), "is not in the zoo", "check the manifest");
            }
            return in.readAllBytes();
        }
    }

    /** SHA-256 in lower-case hexadecimal digits. */
    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
