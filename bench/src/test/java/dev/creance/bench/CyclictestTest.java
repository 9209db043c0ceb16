package dev.creance.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The lines are those of cyclictest 2.40. */
class CyclictestTest {
    private static final List<String> PRINTED = List.of(
            "# /dev/cpu_dma_latency set to 0us",
            "# Histogram",
            "000000 000000",
            "000017 000002",
            "000018 000001",
            "000019 000000",
            "# Total: 000000003",
            "# Min Latencies: 00017",
            "# Avg Latencies: 00020",
            "# Max Latencies: 02736",
            "# Histogram Overflows: 00001",
            "# Histogram Overflow at cycle number:",
            "# Thread 0: 00134");

    @Test
    void everyCountOfTheHistogramIsALatencyAndWhatOverflowsCountsAsTheGreatest() throws IOException {
        Turn turn = Cyclictest.parse(PRINTED, 1_000_000, 0.02);

        assertThat(turn.latency().ns()).containsExactly(17_000, 17_000, 18_000, 2_736_000);
        assertThat(turn.overruns()).isEqualTo(1);
        assertThat(turn.cpuShare()).isEqualTo(0.02);
    }

    @Test
    void anOutputWithoutHistogramIsAnErrorThatShowsIt() {
        assertThatThrownBy(() -> Cyclictest.parse(List.of("Unable to change scheduling policy!"), 1_000_000, 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Unable to change");
    }
}
