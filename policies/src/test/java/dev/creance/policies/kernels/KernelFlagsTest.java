package dev.creance.policies.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelFlagsTest {
    @Test
    void testsRunTheKernelsWithTheFlagsThatTheyAreMadeFor() throws IOException {
        List<String> flags;
        try (var lines = Files.lines(Path.of("kernels.options"))) {
            flags = lines.filter(line -> line.startsWith("-XX:CompileCommand") || line.contains("incubator"))
                    .toList();
        }

        assertThat(flags).hasSizeGreaterThan(1);
        assertThat(ManagementFactory.getRuntimeMXBean().getInputArguments()).containsAll(flags);
    }

    @Test
    void theVectorTwinIsWhatIsTestedHere() {
        assertThat(Lanes.COUNT).isGreaterThanOrEqualTo(4);
    }
}
