package dev.creance.runtime.lateness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Layout;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import dev.creance.runtime.TickRecord;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LateTickFinderTest {
    private static final long PERIOD_NS = 1_000_000;
    private static final long BUSY_NS = 100_000;

    private final LateTickFinder finder = new LateTickFinder(PERIOD_NS);
    private final TickRecord record = newRecord();

    private static TickRecord newRecord() {
        Layout layout = new Layout(List.of());
        return new TickRecord(new TickInputs(layout, 0), new TickOutputs(0, layout, 0, 0));
    }

    /** A thousand ticks in time, so that the usual duration is known. */
    @BeforeEach
    void tickInTime() {
        for (long tick = 0; tick < 1000; tick++) {
            assertThat(next(tick, 0, BUSY_NS, 0)).isNull();
        }
    }

    private LateTick next(long tick, long wakeupNs, long tickNs, int overrunsInARow) {
        record.in.tick = tick;
        record.in.scheduledNs = tick * PERIOD_NS;
        record.in.nowNs = tick * PERIOD_NS + wakeupNs;
        record.in.overrunsInARow = overrunsInARow;
        record.readNs = 10_000;
        record.observeNs = 5_000;
        record.writeNs = 5_000;
        record.tickNs = tickNs;
        return finder.next(record);
    }

    @Test
    void aTickIsLateWhenTheNextOneSaysSo() {
        next(1000, 5_200_000, BUSY_NS, 0);

        LateTick late = next(1005, 300_000, BUSY_NS, 1);

        assertThat(late.tick()).isEqualTo(1000);
        assertThat(late.dueNs()).isEqualTo(1000 * PERIOD_NS);
        assertThat(late.fromNs()).isEqualTo(late.dueNs());
        assertThat(late.endNs()).isEqualTo(1005 * PERIOD_NS + 300_000);
        assertThat(late.lateNs()).isEqualTo(4_300_000);
        assertThat(late.lostNs()).isBetween(5_200_000L, 5_202_000L); // to within what is left of the average's start
        assertThat(late.phase()).isEqualTo(Phase.WAKE_UP);
        assertThat(late.wakeUpNs()).isEqualTo(5_200_000);
        assertThat(late.workNs()).isEqualTo(BUSY_NS);
        assertThat(late.restNs()).isZero();
        assertThat(late.skipped()).isEqualTo(4);
    }

    @Test
    void theTimeOfASlowStageIsLostThere() {
        next(1000, 1000, 1_500_000, 0);
        assertThat(next(1001, 501_000, BUSY_NS, 1).phase()).isEqualTo(Phase.DECIDE);
    }

    @Test
    void whatNoStageTookWasLostAfterTheWrite() {
        next(1000, 1000, BUSY_NS, 0);
        assertThat(next(1003, 0, BUSY_NS, 1).phase()).isEqualTo(Phase.RECORD);
    }

    @Test
    void aTickThatWasLateOnlyBecauseTheOneBeforeItWasHasThatOnesCause() {
        next(1000, 5_950_000, BUSY_NS, 0);
        LateTick first = next(1005, 950_000 + BUSY_NS, BUSY_NS, 1);

        LateTick second = next(1006, 150_000, BUSY_NS, 2);

        assertThat(second.tick()).isEqualTo(1005);
        assertThat(second.fromNs()).isEqualTo(first.dueNs());
        assertThat(second.lostNs()).isEqualTo(first.lostNs());
        assertThat(second.phase()).isEqualTo(Phase.WAKE_UP);
        assertThat(second.lateNs()).isEqualTo(150_000);
    }

    @Test
    void aTickThatWasTooLongItselfHasACauseOfItsOwn() {
        next(1000, 0, 1_200_000, 0);
        next(1001, 200_000, 1_300_000, 1);

        LateTick second = next(1002, 500_000, BUSY_NS, 2);

        assertThat(second.fromNs()).isEqualTo(1001 * PERIOD_NS);
    }

    @Test
    void whatCannotBeToldAcrossLostRecordsIsNotGuessed() {
        next(1000, 0, BUSY_NS, 0);
        record.in.droppedRecords = 3;

        assertThat(next(1004, 0, BUSY_NS, 2)).isNull();
        assertThat(next(1005, 0, BUSY_NS, 3).tick()).isEqualTo(1004);
    }

    @Test
    void theLastTickIsJudgedByItsOwnRecord() {
        next(1000, 2_000_000, BUSY_NS, 0);
        assertThat(finder.last().tick()).isEqualTo(1000);

        next(1003, 0, BUSY_NS, 1);
        assertThat(finder.last()).isNull();
    }

    @Test
    void withoutATickThereIsNoLateOne() {
        assertThat(new LateTickFinder(PERIOD_NS).last()).isNull();
    }
}
