package dev.creance.runtime.realtime.machine;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.creance.runtime.realtime.Finding;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The JVM that runs this: its version and the flags that matter. Some builds corrupt memory; those must move nothing.
 *
 * <pre>{@code
 * JavaBuild.running().corruption().ifPresent(reason -> refuse(reason));
 * }</pre>
 *
 * @param flags value by name of a JVM flag; without those that this JVM does not know
 */
public record JavaBuild(Runtime.Version version, Map<String, String> flags) {
    private static final List<String> FLAGS = List.of(
            "UseZGC",
            "UseG1GC",
            "UseShenandoahGC",
            "UseParallelGC",
            "UseSerialGC",
            "UseCompactObjectHeaders",
            "UsePerfData",
            "AlwaysPreTouch");
    // JDK-8377811: G1 may move objects that native code holds pinned; fixed in 25.0.3.
    private static final int FAULTY_FEATURE = 25;
    private static final Runtime.Version G1_MENDED = Runtime.Version.parse("25.0.3");

    public JavaBuild {
        flags = Map.copyOf(flags);
    }

    public static JavaBuild running() {
        HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        Map<String, String> flags = new LinkedHashMap<>();
        for (String flag : vm == null ? List.<String>of() : FLAGS) {
            try {
                flags.put(flag, vm.getVMOption(flag).getValue());
            } catch (IllegalArgumentException notInThisJvm) {
                // then it is not in use either
            }
        }
        return new JavaBuild(Runtime.version(), flags);
    }

    private boolean uses(String flag) {
        return "true".equals(flags.get(flag));
    }

    /** Why this JVM may corrupt its memory, and what to do; nothing where no such fault is known. */
    public Optional<Finding> corruption() {
        boolean g1Faulty = version.feature() == FAULTY_FEATURE
                && Runtime.Version.parse(numbers()).compareToIgnoreOptional(G1_MENDED) < 0;
        if (uses("UseG1GC") && g1Faulty) {
            return Optional.of(Finding.noGo(
                    "java",
                    numbers() + " with G1 may corrupt memory that native code holds (JDK-8377811)",
                    "install JDK 25.0.3 or newer (CREANCE_JAVA_HOME names its folder), or run with -XX:+UseZGC"));
        }
        if (uses("UseCompactObjectHeaders")) {
            return Optional.of(Finding.noGo(
                    "java",
                    numbers() + " with compact object headers may corrupt memory (JDK-8380060)",
                    "take -XX:+UseCompactObjectHeaders out of CREANCE_JVM_FLAGS and JAVA_TOOL_OPTIONS"));
        }
        return Optional.empty();
    }

    private String numbers() {
        StringBuilder text = new StringBuilder();
        version.version()
                .forEach(number -> text.append(text.isEmpty() ? "" : ".").append(number));
        return text.toString();
    }

    /** The lines {@code java} and {@code java_flags}. */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(corruption().orElse(Finding.go("java", version + ", " + collector())));
        List<String> wrong = new ArrayList<>();
        List<String> remedies = new ArrayList<>();
        if (!uses("UseZGC")) {
            wrong.add(collector() + " stops all threads for long beside threads that allocate");
            remedies.add("-XX:+UseZGC");
        }
        if (uses("UsePerfData")) {
            wrong.add("performance data in a file may wait for the disk");
            remedies.add("-XX:-UsePerfData");
        }
        if (!uses("AlwaysPreTouch")) {
            wrong.add("the heap is not brought in at the start");
            remedies.add("-XX:+AlwaysPreTouch");
        }
        findings.add(
                wrong.isEmpty()
                        ? Finding.go("java_flags", "ZGC, heap brought in, no performance data file")
                        : Finding.caution(
                                "java_flags",
                                String.join("; ", wrong),
                                "start through ./creance, or add " + String.join(" ", remedies)));
        return findings;
    }

    private String collector() {
        return flags.keySet().stream()
                .filter(flag -> flag.endsWith("GC") && uses(flag))
                .findFirst()
                .map(flag -> flag.substring("Use".length()))
                .orElse("an unknown collector");
    }
}
