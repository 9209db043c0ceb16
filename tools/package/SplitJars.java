import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Copies jars for one architecture: native code for other machines is left out, and native code for this one is laid beside the
 * jars where its library can be told to look for it there. Module descriptors go too, for the jars stand on the class path, and
 * signatures, which would no longer hold. Same entries, same bytes: sorted, and of one fixed time.
 *
 * <p>{@code java SplitJars.java x86-64|aarch64 OUT_LIB OUT_NATIVE IN.jar...}
 */
final class SplitJars {
    /** Jars whose library takes a folder to load from, by a system property that {@code bin/creance} sets. */
    private static final List<String> LOADED_FROM_A_FOLDER = List.of("onnxruntime-", "jna-", "jSerialComm-", "jline-native-");

    /** Jars that do without their native code where it does not exist: file access of a broker that stores nothing. */
    private static final List<String> NATIVE_CODE_IS_OPTIONAL = List.of("activemq-artemis-native-");

    /** The earliest time that a jar can hold. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Set<String> names;
    private final Path lib;
    private final Path natives;

    private SplitJars(String architecture, Path lib, Path natives) {
        this.names = switch (architecture) {
            case "x86-64" -> Set.of("linux-x86-64", "linux-x86_64", "linux/x86_64", "linux-x64");
            case "aarch64" -> Set.of("linux-aarch64", "linux/arm64", "linux/armv8_64");
            default -> throw new IllegalArgumentException("no architecture: " + architecture);
        };
        this.lib = lib;
        this.natives = natives;
    }

    public static void main(String[] arguments) throws IOException {
        SplitJars split = new SplitJars(arguments[0], Path.of(arguments[1]), Path.of(arguments[2]));
        for (int i = 3; i < arguments.length; i++) {
            split.copy(Path.of(arguments[i]));
        }
    }

    private void copy(Path jar) throws IOException {
        String name = jar.getFileName().toString();
        boolean has = false;
        boolean hasOurs = false;
        try (ZipFile in = new ZipFile(jar.toFile());
                ZipOutputStream out =
                        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(lib.resolve(name))))) {
            List<? extends ZipEntry> entries = in.stream()
                    .filter(entry -> !entry.isDirectory())
                    // the manifest comes first, as readers of a stream expect
                    .sorted(Comparator.comparing((ZipEntry e) -> !e.getName().equals("META-INF/MANIFEST.MF"))
                            .thenComparing(ZipEntry::getName))
                    .toList();
            for (ZipEntry entry : entries) {
                if (isNative(entry.getName())) {
                    has = true;
                    if (!isOurs(entry.getName())) {
                        continue;
                    }
                    hasOurs = true;
                    if (startsWithAny(name, LOADED_FROM_A_FOLDER)) {
                        unpack(in, entry);
                        continue;
                    }
                }
                if (!isDropped(entry.getName())) {
                    ZipEntry copied = new ZipEntry(entry.getName());
                    copied.setTimeLocal(TIME);
                    out.putNextEntry(copied);
                    try (InputStream bytes = in.getInputStream(entry)) {
                        bytes.transferTo(out);
                    }
                }
            }
        }
        if (has && !hasOurs && !startsWithAny(name, NATIVE_CODE_IS_OPTIONAL)) {
            throw new IOException(name + " has native code, but none for this architecture");
        }
    }

    private void unpack(ZipFile in, ZipEntry entry) throws IOException {
        Path file = natives.resolve(Path.of(entry.getName()).getFileName().toString());
        try (InputStream bytes = in.getInputStream(entry)) {
            Files.copy(bytes, file);
        }
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
    }

    private static boolean isNative(String entry) {
        return entry.matches(".*\\.(so|dll|dylib|jnilib|a)") || entry.contains(".dSYM/");
    }

    private boolean isOurs(String entry) {
        String folder = entry.toLowerCase(Locale.ROOT);
        return names.stream().anyMatch(name -> folder.contains(name + "/"));
    }

    private static boolean isDropped(String entry) {
        return entry.endsWith("module-info.class") || entry.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
    }

    private static boolean startsWithAny(String name, List<String> prefixes) {
        return prefixes.stream().anyMatch(name::startsWith);
    }
}
