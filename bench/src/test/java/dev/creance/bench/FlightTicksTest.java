package dev.creance.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Layout;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import dev.creance.runtime.TickRecord;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlightTicksTest {
    private static final long PERIOD_NS = 1_000_000;
    private static final Layout NONE = new Layout(List.of());

    private final FlightTicks.Gathering gathering = new FlightTicks.Gathering(PERIOD_NS, Duration.ofMillis(2));

    private void tick(long number, FailsafeState state, long wakeUpNs) {
        TickRecord record = new TickRecord(new TickInputs(NONE, 0), new TickOutputs(0, NONE, 0, 0));
        record.in.tick = number;
        record.in.nowNs = number * PERIOD_NS;
        record.out.decision.state = state;
        record.wakeupNs = wakeUpNs;
        record.tickNs = 10 * wakeUpNs;
        record.shieldNs = 5 * wakeUpNs;
        gathering.add(record);
    }

    @Test
    void ticksBeforeArmingAndFromTheLandingOnAreLeftOut() {
        tick(0, FailsafeState.STANDBY, 1);
        tick(1, FailsafeState.ARMING, 2);
        tick(2, FailsafeState.ACTIVE, 3);
        tick(3, FailsafeState.BACKUP, 4);
        tick(4, FailsafeState.LANDING, 5);

        FlightTicks ticks = gathering.end().orElseThrow();

        assertThat(ticks.all().wakeUp().ns()).containsExactly(3, 4);
        assertThat(ticks.all().tick().ns()).containsExactly(30, 40);
        assertThat(ticks.all().shield().ns()).containsExactly(15, 20);
        assertThat(ticks.fromNs()).isEqualTo(2 * PERIOD_NS);
        assertThat(ticks.toNs()).isEqualTo(3 * PERIOD_NS);
    }

    @Test
    void theBeginningEndsSoLongAfterThePolicysTakingOver() {
        for (int i = 5; i < 10; i++) {
            tick(i, FailsafeState.ACTIVE, i);
        }

        FlightTicks ticks = gathering.end().orElseThrow();

        assertThat(ticks.beginning().wakeUp().ns()).containsExactly(5, 6);
        assertThat(ticks.rest().wakeUp().ns()).containsExactly(7, 8, 9);
    }

    @Test
    void aSkippedTickCountsWithTheLatenessItWouldHaveHad() {
        tick(5, FailsafeState.ACTIVE, 1);
        tick(8, FailsafeState.ACTIVE, 7);

        FlightTicks ticks = gathering.end().orElseThrow();

        assertThat(ticks.all().wakeUp().ns()).containsExactly(1, 7, 7 + PERIOD_NS, 7 + 2 * PERIOD_NS);
        assertThat(ticks.all().tick().count()).isEqualTo(2);
    }

    @Test
    void aFlightInWhichThePolicyNeverTookOverHasNone() {
        tick(0, FailsafeState.STANDBY, 1);

        assertThat(gathering.end()).isEmpty();
    }
}
