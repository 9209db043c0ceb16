package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.runtime.realtime.KernelFiles;
import dev.creance.runtime.realtime.machine.JavaBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {
    @TempDir
    private Path root;

    private final Console console = new Console();

    private static RobotConfig config(Map<String, String> sets) {
        return RobotConfig.read(TestFlight.EXAMPLE, sets);
    }

    @Test
    void aJvmThatMayCorruptItsMemoryIsRefusedAsWrongUsage() {
        JavaBuild faulty = new JavaBuild(Runtime.Version.parse("25.0.1"), Map.of("UseG1GC", "true"));

        assertThatThrownBy(() -> Preflight.refuseCorrupting(faulty))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining("JDK-8377811")
                .hasMessageContaining("install JDK 25.0.3");
    }

    @Test
    void allCautionsTogetherAreOneWarning() {
        Preflight.warn(config(Map.of()), new KernelFiles(root), console);
        Preflight.warn(config(Map.of()), new KernelFiles(root), console);

        assertThat(console.warnings())
                .singleElement()
                .asString()
                .contains("preemption", "isolation", "creance doctor says what to do");
    }

    @Test
    void whatIsNoGoHasAWarningOfItsOwn() throws IOException {
        Files.createDirectories(root.resolve("sys/devices/system/cpu"));
        Files.createDirectories(root.resolve("proc/self"));
        Files.writeString(root.resolve("sys/devices/system/cpu/online"), "0-1\n");
        Files.writeString(root.resolve("proc/self/status"), "Cpus_allowed_list:\t0-1\n");

        Preflight.warn(config(Map.of("loop.cpu", "5")), new KernelFiles(root), console);

        assertThat(console.warnings())
                .hasSize(2)
                .first()
                .asString()
                .contains("processors: 0,1 of 0,1 may be used, not cpu 5");
    }
}
