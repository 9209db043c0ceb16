package dev.creance.policies.bundle;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The list of a bundle's files with their SHA-256, as {@code sha256sum} writes it and {@code sha256sum -c} checks it. */
final class Hashes {
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  ([^ ]+)");

    private Hashes() {}

    static byte[] write(SortedMap<String, byte[]> files) {
        StringBuilder text = new StringBuilder();
        files.forEach((name, content) ->
                text.append(sha256(content)).append("  ").append(name).append('\n'));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Refuses files that are not those of the list, to the last one and the last bit. */
    static void require(byte[] list, SortedMap<String, byte[]> files) {
        Map<String, String> listed = parse(list);
        files.forEach((name, content) -> {
            String expected = listed.remove(name);
            if (expected == null) {
                throw new BundleError(
                        "holds '" + name + "', which its list of hashes does not name", "take it from its author");
            }
            if (!expected.equals(sha256(content))) {
                throw new BundleError(
                        "holds '" + name + "' with SHA-256 " + sha256(content) + ", but lists " + expected,
                        "the file was altered: take it from its author");
            }
        });
        if (!listed.isEmpty()) {
            throw new BundleError(
                    "lists '" + listed.keySet().iterator().next() + "', but does not hold it",
                    "take it from its author");
        }
    }

    private static Map<String, String> parse(byte[] list) {
        Map<String, String> hashes = new TreeMap<>();
        new String(list, StandardCharsets.ISO_8859_1).lines().forEach(line -> {
            Matcher parts = LINE.matcher(line);
            if (!parts.matches() || hashes.put(parts.group(2), parts.group(1)) != null) {
                throw new BundleError(
                        "has a list of hashes that is not one hash and one name a line, each name once",
                        "write it with 'creance policy bundle'");
            }
        });
        return hashes;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
