package dev.creance.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Clock;
import dev.creance.runtime.config.ConfigFile;
import org.junit.jupiter.api.Test;

class FaultyClockTest {
    private static final long MS = 1_000_000;

    private final Virtual time = new Virtual();

    @Test
    void withoutAFaultOfItsOwnTheClockStaysAsItIs() {
        assertThat(FaultyClock.wrap(time, Faults.none())).isSameAs(time);
    }

    @Shows(Fault.Kind.TICK_OVERRUN)
    @Test
    void ticksBeginLateOnceThePolicyHasBeenInChargeForLongEnough() {
        Faults faults = faults("{kind: tick_overrun, at: 3 ms, for: 2 ms, by: 5 ms}");
        Clock clock = FaultyClock.wrap(time, faults);
        clock.sleepUntil(10 * MS);
        faults.hostBegins();

        assertThat(lateness(clock, 11)).isZero();
        assertThat(lateness(clock, 12)).isZero();
        assertThat(lateness(clock, 13)).isZero();
        assertThat(lateness(clock, 14)).isEqualTo(5 * MS);
        assertThat(faults.injected()).hasSize(1);
        assertThat(lateness(clock, 30)).isZero();
    }

    @Shows(Fault.Kind.CLOCK_JUMP)
    @Test
    void timeLeapsAndLeapsBack() {
        Faults faults = faults("{kind: clock_jump, at: 2 ms, for: 2 ms, by: 50 ms}");
        Clock clock = FaultyClock.wrap(time, faults);
        faults.hostBegins();
        clock.sleepUntil(10 * MS);
        clock.sleepUntil(11 * MS);
        clock.sleepUntil(12 * MS);

        assertThat(clock.nowNs()).isEqualTo(62 * MS);
        clock.sleepUntil(63 * MS);
        assertThat(clock.nowNs()).isEqualTo(63 * MS);
        clock.sleepUntil(64 * MS);
        assertThat(clock.nowNs()).isEqualTo(14 * MS);
    }

    private long lateness(Clock clock, long ms) {
        clock.sleepUntil(ms * MS);
        return clock.nowNs() - ms * MS;
    }

    private static Faults faults(String fault) {
        return Faults.from(ConfigFile.parse("faults", "[" + fault + "]"));
    }

    private static final class Virtual implements Clock {
        private long nowNs;

        @Override
        public long nowNs() {
            return nowNs;
        }

        @Override
        public boolean sleepUntil(long deadlineNs) {
            nowNs = Math.max(nowNs, deadlineNs);
            return true;
        }
    }
}
