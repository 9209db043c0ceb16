package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.lateness.LateTick;
import dev.creance.runtime.lateness.Phase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LateTicksTest {
    private static final long PERIOD_NS = 1_000_000;

    private final List<String> said = new ArrayList<>();
    private final LateTicks late = new LateTicks(PERIOD_NS, said::add);

    /** One that was so late to start, worked so long and was then held up for so long. */
    private void late(long tick, long wakeUpNs, long workNs, long restNs) {
        long dueNs = tick * PERIOD_NS;
        long endNs = dueNs + wakeUpNs + workNs + restNs;
        long lateNs = endNs - dueNs - PERIOD_NS;
        late.accept(new LateTick(
                tick, dueNs, dueNs + wakeUpNs, workNs, endNs, dueNs, lateNs, lateNs, Phase.READ, lateNs / PERIOD_NS));
    }

    @Test
    void theFirstIsToldAtOnceWithPlaceSizeAndRemedy() {
        late(7, 5_300_000, 60_000, 0);

        assertThat(said)
                .containsExactly(
                        "overruns: 1 x woken late, the worst by 5300 us (tick 7; the period is 1000 us), 4 ticks"
                                + " skipped; see 'creance doctor' for what this machine lacks, or lower loop.rate");
    }

    @Test
    void thoseAfterItAreToldTogetherOnceInTenSeconds() {
        late(0, 1_500_000, 0, 0);
        late(1_001, 1_800_000, 0, 0);
        late(2_002, 1_600_000, 0, 0);
        late(9_999, 1_000_001, 0, 0);
        assertThat(said).hasSize(1);

        late(10_003, 1_200_000, 0, 0);

        assertThat(said).hasSize(2);
        assertThat(said.getLast()).startsWith("overruns: 4 x woken late, the worst by 1800 us (tick 1001;");
    }

    @Test
    void aTickThatTookTooLongOrWasHeldUpAfterItsWriteIsAnotherMatterWithALimitOfItsOwn() {
        late(0, 1_500_000, 0, 0);
        late(4, 0, 1_200_000, 0);
        late(8, 0, 1_300_000, 0);
        late(12, 0, 50_000, 2_400_000);

        assertThat(said).hasSize(3);
        assertThat(said.get(1))
                .startsWith(
                        "overruns: 1 x too long, the worst 1200 us (tick 4; the period is 1000 us), 0 ticks skipped")
                .endsWith("lower loop.rate");
        assertThat(said.get(2))
                .startsWith("overruns: 1 x held up after its write, the worst by 2400 us (tick 12;")
                .contains("1 ticks skipped");
    }
}
