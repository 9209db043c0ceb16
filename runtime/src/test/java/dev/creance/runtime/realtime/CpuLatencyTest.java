package dev.creance.runtime.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuLatencyTest {
    @TempDir
    private Path folder;

    @Test
    void itAsksForNoLatencyAtAllAsTheKernelReadsIt() throws IOException {
        Path device = Files.createFile(folder.resolve("cpu_dma_latency"));

        try (CpuLatency latency = CpuLatency.hold(device, Optional.empty())) {
            assertThat(latency.result().achieved()).isTrue();
            // one native 32-bit number: the kernel takes other lengths for text
            assertThat(Files.readAllBytes(device)).containsExactly(0, 0, 0, 0);
        }
    }

    @Test
    void aMissingDeviceIsRefusedWithARule() {
        try (CpuLatency latency = CpuLatency.hold(folder.resolve("none").resolve("device"), Optional.empty())) {
            assertThat(latency.result().achieved()).isFalse();
            assertThat(latency.result().message()).contains("/etc/udev/rules.d/90-creance.rules");
        }
    }

    @Test
    void aGuestHoldsItTooAndSaysWhoPays() throws IOException {
        Path device = Files.createFile(folder.resolve("cpu_dma_latency"));

        try (CpuLatency latency = CpuLatency.hold(device, Optional.of("kvm"))) {
            assertThat(latency.result().achieved()).isTrue();
            assertThat(latency.result().message()).contains("kvm's host", "loop.cpu_latency: leave");
            assertThat(device).hasSize(4);
        }
    }

    @Test
    void whatIsNotAskedForIsNotRefused() {
        try (CpuLatency latency = CpuLatency.of(CpuLatency.Use.LEAVE)) {
            assertThat(latency.result()).isEqualTo(RealtimeResult.achieved("no deep idle states", "not asked for"));
        }
    }
}
