package dev.creance.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.DeviceState;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.StopRequest;
import dev.creance.runtime.TickInputs;
import org.junit.jupiter.api.Test;

class EndOfRunTest {
    private static final long START_NS = 5_000_000;
    private static final long SILENCE_NS = 2_000_000_000;
    private static final long PERIOD_NS = 1_000_000;

    private final EndOfRun end = new EndOfRun(SILENCE_NS, START_NS);
    private final TickInputs in = new TickInputs(Bench.SENSORS, 1);
    private final ShieldDecision decision = new ShieldDecision(1, 0);

    {
        in.nowNs = START_NS;
        in.device.state = DeviceState.ARMED;
        decision.state = FailsafeState.ACTIVE;
    }

    /** Ticks until the end, at most so many; −1 where it does not come. */
    private int ticksToEnd(int most, boolean deviceSpeaks, RunEnd expected) {
        for (int tick = 1; tick <= most; tick++) {
            in.nowNs += PERIOD_NS;
            if (deviceSpeaks) {
                in.device.lastReceiptNs = in.nowNs;
            }
            RunEnd reached = end.after(in, decision);
            if (reached != null) {
                assertThat(reached).isEqualTo(expected);
                return tick;
            }
        }
        return -1;
    }

    @Test
    void aFlightGoesOnWhileItsDeviceSpeaks() {
        assertThat(ticksToEnd(10_000, true, null)).isEqualTo(-1);
    }

    @Test
    void aLandedRunEndsAFewTicksAfterTheDeviceIsDisarmed() {
        decision.state = FailsafeState.LANDED;
        assertThat(ticksToEnd(100, true, null)).isEqualTo(-1);

        in.device.state = DeviceState.DISARMED;

        assertThat(ticksToEnd(100, true, RunEnd.LANDED)).isEqualTo(1);
    }

    @Test
    void theLastDirectiveIsSentMoreThanOnce() {
        decision.state = FailsafeState.TERMINATED;
        in.device.state = DeviceState.STOPPED;

        assertThat(ticksToEnd(100, true, RunEnd.TERMINATED)).isEqualTo(EndOfRun.SETTLE_TICKS + 1);
    }

    @Test
    void aDeviceThatNeverConfirmsHoldsTheEndUpForOneSecondOnly() {
        decision.state = FailsafeState.LANDED;

        assertThat(ticksToEnd(2_000, true, RunEnd.LANDED)).isEqualTo(1 + (int) (EndOfRun.SETTLE_NS / PERIOD_NS));
    }

    @Test
    void aSilentLinkIsWaitedForSoLongThatTheDeviceHasLanded() {
        decision.state = FailsafeState.DEVICE_LANDING;

        assertThat(ticksToEnd(10_000, false, RunEnd.LINK_LOST))
                .isEqualTo((int) ((SILENCE_NS + EndOfRun.SETTLE_NS) / PERIOD_NS) + 1);
    }

    @Test
    void aLinkThatSpeaksAgainIsNotLost() {
        assertThat(ticksToEnd(1_900, false, null)).isEqualTo(-1);
        assertThat(ticksToEnd(1, true, null)).isEqualTo(-1);
        assertThat(ticksToEnd(1_900, false, null)).isEqualTo(-1);
    }

    @Test
    void aClosedLinkEndsTheRunAfterOneSecond() {
        in.device.linkClosed = true;

        assertThat(ticksToEnd(2_000, false, RunEnd.LINK_LOST)).isEqualTo(1 + (int) (EndOfRun.SETTLE_NS / PERIOD_NS));
    }

    @Test
    void aStopBeforeArmingEndsTheRun() {
        decision.state = FailsafeState.STANDBY;
        assertThat(ticksToEnd(3_000, true, null)).isEqualTo(-1);

        in.stop = StopRequest.CONTROLLED;

        assertThat(ticksToEnd(2_000, true, RunEnd.NEVER_ARMED)).isPositive();
    }
}
