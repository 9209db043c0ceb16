package dev.creance.safety.drive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.DeviceState;
import dev.creance.runtime.TickInputs;
import org.junit.jupiter.api.Test;

class CommandLagTest {
    private static final long TICK_NS = 250_000;

    private final CommandLag lag = new CommandLag(TICK_NS);
    private final TickInputs in = new TickInputs(DriveFixtures.sensors(DriveFixtures.PMSM), 2);
    private long tick;

    CommandLagTest() {
        in.device.state = DeviceState.ARMED;
    }

    /** One tick in which a frame says that the command before the last {@code under} was in force when it was sampled. */
    private void hear(long under, long agedNs) {
        in.nowNs = tick * TICK_NS;
        in.device.appliedCommand = 100 + tick - under;
        lag.heard(in, in.nowNs - agedNs);
        lag.sent();
        tick++;
    }

    private void hear(int ticks, long under, long agedNs) {
        for (int i = 0; i < ticks; i++) {
            hear(under, agedNs);
        }
    }

    @Test
    void aWayThatStaysAsItWasIsNotLate() {
        hear(20, 1, 0);
        assertThat(lag.lateNs()).isZero();
    }

    @Test
    void commandsThatComeLateAreLateByTheirPartOnly() {
        hear(20, 1, 0);
        hear(4, 5, 2 * TICK_NS);
        assertThat(lag.lateNs()).isEqualTo(2 * TICK_NS);
    }

    @Test
    void framesThatComeLateAreNoLateCommands() {
        hear(20, 1, 0);
        hear(10, 3, 2 * TICK_NS);
        assertThat(lag.lateNs()).isZero();
    }

    @Test
    void aCommandThatIsLostIsNoLateOne() {
        hear(20, 1, 0);
        hear(3, 2, 0);
        hear(1, 1, 0);
        assertThat(lag.lateNs()).isZero();
    }

    @Test
    void clocksThatDriftPastEachOtherAreNotLate() {
        hear(20, 1, TICK_NS / 5);
        hear(10, 2, TICK_NS);
        assertThat(lag.lateNs()).isZero();
    }

    @Test
    void aWayThatIsShortAgainIsForgotten() {
        hear(20, 1, 0);
        hear(10, 3, 0);
        hear(1, 1, 0);
        assertThat(lag.lateNs()).isZero();
    }

    @Test
    void whoIsNotArmedObeysNothing() {
        hear(20, 1, 0);
        hear(10, 3, 0);
        in.device.state = DeviceState.DISARMED;
        hear(1, 9, 0);
        assertThat(lag.lateNs()).isZero();
    }
}
