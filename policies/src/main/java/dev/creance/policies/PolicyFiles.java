package dev.creance.policies;

import dev.creance.policies.manifest.HashedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where the files of one policy lie: a folder, or the zoo inside the jar. A name that leads out of it is refused.
 *
 * @param name what errors call the place, such as {@code policies/mine} or {@code zoo/raptor}
 * @param folder the folder; null in the zoo
 */
record PolicyFiles(String name, Path folder) {
    static final String MANIFEST = "policy.yaml";

    /** No policy of the field comes near; a larger file is a mistake or an attack. */
    private static final long MOST_BYTES = 1L << 30;

    private static final String ZOO = "zoo/";

    static PolicyFiles in(Path folder) {
        return new PolicyFiles(folder.toString(), folder);
    }

    /** The folder of a file. */
    static PolicyFiles beside(Path file) {
        Path parent = file.getParent();
        return new PolicyFiles(parent == null ? "" : parent.toString(), parent == null ? Path.of("") : parent);
    }

    /** @param policy a name that {@link PolicyZoo#names} holds */
    static PolicyFiles inZoo(String policy) {
        return new PolicyFiles(ZOO + policy, null);
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
            return folder == null ? readResource(file) : readFile(folder.resolve(file));
        } catch (IOException e) {
            throw new PolicyError(nameOf(file), "cannot be read: " + e.getMessage(), "check its permissions");
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

    private byte[] readFile(Path path) throws IOException {
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
