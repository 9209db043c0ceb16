package dev.creance.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClocksTest {
    private static final Layout NONE = new Layout(List.of());

    @Test
    void aVirtualClockStandsStillUntilItIsAdvanced() {
        VirtualClock clock = new VirtualClock();
        assertThat(clock.nowNs()).isZero();

        clock.advance(Duration.ofMillis(2));

        assertThat(clock.nowNs()).isEqualTo(2_000_000);
        assertThatThrownBy(() -> clock.advanceNs(-1)).hasMessage("durationNs=-1 < 0");
    }

    @Test
    void sleepingOnAVirtualClockTakesNoTimeAndNeverGoesBack() {
        VirtualClock clock = new VirtualClock();

        assertThat(clock.sleepUntil(5)).isTrue();
        assertThat(clock.sleepUntil(3)).isTrue();

        assertThat(clock.nowNs()).isEqualTo(5);
    }

    @Test
    void sleepingInLockstepGrantsTheDeviceThatTimeOnce() {
        GrantedDevice device = new GrantedDevice();
        LockstepClock clock = new LockstepClock(device);

        assertThat(clock.sleepUntil(0)).isTrue();
        assertThat(clock.sleepUntil(1_000)).isTrue();
        assertThat(clock.sleepUntil(1_000)).isTrue();

        assertThat(device.grants).isEqualTo(1);
        assertThat(device.grantedNs).isEqualTo(1_000);
        assertThat(clock.nowNs()).isEqualTo(1_000);
    }

    @Test
    void timeInLockstepStandsStillOnceTheDeviceDoesNotAnswer() {
        GrantedDevice device = new GrantedDevice();
        LockstepClock clock = new LockstepClock(device);
        device.answers = false;

        assertThat(clock.sleepUntil(1_000)).isFalse();
        assertThat(clock.nowNs()).isZero();
    }

    private static final class GrantedDevice implements LockstepDevice {
        private boolean answers = true;
        private int grants;
        private long grantedNs;

        @Override
        public boolean grant(long untilNs) {
            grants++;
            grantedNs = untilNs;
            return answers;
        }

        @Override
        public Layout sensors() {
            return NONE;
        }

        @Override
        public Layout commands() {
            return NONE;
        }

        @Override
        public void open(Clock clock) {}

        @Override
        public boolean read(long nowNs, Frame sensorsOut, DeviceStatus statusOut) {
            return false;
        }

        @Override
        public void write(long nowNs, Command command, Directive directive) {}

        @Override
        public void stop(Directive directive) {}

        @Override
        public void close() {}
    }
}
