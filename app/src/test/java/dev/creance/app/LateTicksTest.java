package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.runtime.TickRecord;
import dev.creance.runtime.flight.RecordSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LateTicksTest {
    private static final long PERIOD_NS = 1_000_000;

    private final List<String> said = new ArrayList<>();
    private final LateTicks late = new LateTicks(PERIOD_NS, said::add);
    private final TickRecord record = new RecordSchema(
                    QuadrotorChannels.sensors(),
                    QuadrotorChannels.reference(),
                    QuadrotorChannels.commands(),
                    1,
                    1,
                    List.of(),
                    PERIOD_NS,
                    10,
                    Map.of())
            .newRecord();
    private long tick = -1;
    private long endNs;
    private boolean wasLate;

    /** One tick that started and took so long, and the ticks it cost. */
    private void tick(long wakeUpNs, long workNs, long restNs) {
        tick++;
        record.in.tick = tick;
        record.in.nowNs = Math.max(tick * PERIOD_NS + wakeUpNs, endNs);
        record.in.overrunsInARow = wasLate ? 1 : 0;
        record.wakeupNs = wakeUpNs;
        record.tickNs = workNs;
        late.accept(record);
        endNs = record.in.nowNs + workNs + restNs;
        wasLate = endNs > (tick + 1) * PERIOD_NS;
        tick = Math.max(tick, endNs / PERIOD_NS - 1);
    }

    private void inTime(long ticks) {
        for (long i = 0; i < ticks; i++) {
            tick(1_000, 50_000, 0);
        }
    }

    @Test
    void ticksInTimeAreNotWorthAWord() {
        inTime(100);

        assertThat(said).isEmpty();
    }

    @Test
    void theFirstIsToldAtOnceWithPlaceSizeAndRemedy() {
        inTime(7);
        tick(5_300_000, 60_000, 0);
        inTime(1);

        assertThat(said)
                .containsExactly(
                        "overruns: 1 x woken late, the worst by 5300 us (tick 7; the period is 1000 us), 4 ticks"
                                + " skipped; see 'creance doctor' for what this machine lacks, or lower loop.rate");
    }

    @Test
    void thoseAfterItAreToldTogetherOnceInTenSeconds() {
        tick(1_500_000, 0, 0);
        inTime(1_000);
        tick(1_800_000, 0, 0);
        inTime(1_000);
        tick(1_600_000, 0, 0);
        inTime(7_000);
        assertThat(said).hasSize(1);

        inTime(2_000);
        assertThat(said).hasSize(1);
        tick(1_200_000, 0, 0);
        inTime(1);

        assertThat(said).hasSize(2);
        assertThat(said.getLast()).startsWith("overruns: 3 x woken late, the worst by 1800 us (tick 1001;");
    }

    @Test
    void aTickThatTookTooLongOrWasHeldUpAfterItsWriteIsAnotherMatterWithALimitOfItsOwn() {
        tick(1_500_000, 0, 0);
        inTime(3);
        tick(0, 1_200_000, 0);
        inTime(3);
        tick(0, 1_300_000, 0);
        inTime(3);
        tick(0, 50_000, 2_400_000);
        inTime(3);

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
