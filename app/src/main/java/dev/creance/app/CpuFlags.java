package dev.creance.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/** The vector extensions of this processor: engines choose their kernels, and so their rounding, by them. */
final class CpuFlags {
    private static final List<String> MATTER =
            List.of("sse4_1", "avx", "avx2", "fma", "avx512f", "avx512_vnni", "asimd", "sve", "amx_tile");

    private CpuFlags() {}

    static String vectorExtensions() {
        TreeSet<String> found = new TreeSet<>();
        try {
            for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
                if (line.startsWith("flags") || line.startsWith("Features")) {
                    found.addAll(List.of(
                            line.substring(line.indexOf(':') + 1).strip().split("\\s+")));
                    break;
                }
            }
        } catch (IOException notLinux) {
            return "unknown";
        }
        found.retainAll(MATTER);
        return String.join(" ", found);
    }
}
