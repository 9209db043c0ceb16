package dev.creance.drivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.bridge.Envelope;
import dev.creance.bridge.HostProfile;
import dev.creance.runtime.Allocation;
import dev.creance.runtime.Channel;
import dev.creance.runtime.Clock;
import dev.creance.runtime.Command;
import dev.creance.runtime.DeviceException;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.DeviceStatus;
import dev.creance.runtime.Directive;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Source;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The host's device against the device's end, over links with real bytes; the pseudo-terminal's go through the kernel. */
class BridgeDeviceTest {
    private final HandClock clock = new HandClock();
    private final WallClock wall = new WallClock();
    private final Frame sensors = new Frame(Bench.SENSORS);
    private final DeviceStatus status = new DeviceStatus();
    private final Command command = new Command(2);
    private final CRC32C seen = new CRC32C();
    private long tick;

    /** One tick in lockstep, as the loop does it. */
    private boolean tick(BridgeDevice device, Directive directive) {
        tick++;
        boolean granted = device.grant(tick * Bench.MS);
        clock.nowNs = tick * Bench.MS;
        device.read(clock.nowNs, sensors, status);
        command.values[0] = 0.5 + 0.25 * Math.IEEEremainder(tick * 0.013, 1);
        command.values[1] = 0.4;
        command.validForUs = 60_000;
        command.source = Source.POLICY;
        command.sensorSequence = sensors.sequence;
        command.shieldSequence = tick;
        command.policySequence = tick;
        device.write(clock.nowNs, command, directive);
        return granted;
    }

    private void note(double value) {
        long bits = Double.doubleToRawLongBits(value);
        for (int shift = 0; shift < 64; shift += 8) {
            seen.update((int) (bits >>> shift));
        }
    }

    private long fly(LinkPairs kind, int ticks) throws Exception {
        tick = 0;
        seen.reset();
        clock.nowNs = 0;
        command.sensorSequence = 0;
        sensors.sequence = 0;
        LinkEnds ends = kind.open();
        try (Bench far = Bench.standard(ends.farEnd());
                BridgeDevice device = new BridgeDevice(Bench.host(true), ends.near(), wall)) {
            device.open(clock);
            for (int i = 0; i < ticks; i++) {
                assertThat(tick(device, i < 5 ? Directive.ARM : Directive.NONE)).isTrue();
                note(sensors.values[0]);
                note(sensors.values[1]);
                note(sensors.values[2]);
                note(sensors.sequence);
                note(sensors.receiptNs);
                note(status.lastReceiptNs);
            }
            assertThat(far.device.state()).isEqualTo(DeviceState.ARMED);
            assertThat(status.rejectedFrames).isZero();
            assertThat(status.missedFrames).isZero();
            assertThat(status.clockOffsetNs).isZero();
            assertThat(sensors.sequence).isEqualTo(ticks);
            assertThat(status.appliedCommand).isEqualTo(ticks - 1);
        } finally {
            ends.close();
        }
        return seen.getValue();
    }

    @Test
    void inLockstepTheSameBitsFlowOverEveryLinkAndEveryTime() throws Exception {
        long reference = fly(LinkPairs.IN_PROCESS, 2000);

        assertThat(fly(LinkPairs.IN_PROCESS, 2000)).isEqualTo(reference);
        assertThat(fly(LinkPairs.PTY_AND_SERIAL, 2000)).isEqualTo(reference);
        assertThat(fly(LinkPairs.TCP, 2000)).isEqualTo(reference);
        assertThat(fly(LinkPairs.UDP, 2000)).isEqualTo(reference);
    }

    @ParameterizedTest
    @EnumSource(names = {"IN_PROCESS", "PTY_AND_SERIAL"})
    void aTickAllocatesNothing(LinkPairs kind) throws Exception {
        LinkEnds ends = kind.open();
        try (Bench far = Bench.standard(ends.farEnd());
                BridgeDevice device = new BridgeDevice(Bench.host(true), ends.near(), wall)) {
            device.open(clock);
            long allocated = Allocation.bytesOf(10_000, () -> tick(device, Directive.ARM));

            assertThat(far.device.state()).isEqualTo(DeviceState.ARMED);
            assertThat(allocated).isZero();
        } finally {
            ends.close();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IN_PROCESS", "PTY_AND_SERIAL"})
    void wrongChecksumsAreCountedAndTheirFramesMissed(LinkPairs kind) throws Exception {
        LinkEnds ends = kind.open();
        try (Bench far = Bench.standard(ends.farEnd());
                BridgeDevice device = new BridgeDevice(Bench.host(true), ends.near(), wall)) {
            device.open(clock);
            far.corruptEvery = 10;
            for (int i = 0; i < 105; i++) {
                tick(device, Directive.NONE);
            }

            assertThat(status.rejectedFrames).isEqualTo(10);
            assertThat(status.missedFrames).isEqualTo(10);
            assertThat(sensors.sequence).isEqualTo(105);
        } finally {
            ends.close();
        }
    }

    @Test
    void anotherLayoutIsRefusedWithBothHashes() throws Exception {
        Layout other = new Layout(List.of(Channel.unbounded("time", "ms")));
        try (LinkEnds ends = LinkPairs.PTY_AND_SERIAL.open();
                Bench far = new Bench(ends.farEnd(), other, Bench.ENVELOPE)) {
            assertThatThrownBy(() -> new BridgeDevice(Bench.host(false), ends.near(), wall).open(wall))
                    .isInstanceOf(DeviceException.class)
                    .hasMessageContaining("bench (creance-test 0.1) has other sensors")
                    .hasMessageContaining(String.format("%016x", other.hash()))
                    .hasMessageContaining(String.format("%016x", Bench.SENSORS.hash()))
                    .hasMessageContaining("update its firmware");
            assertThat(far.device.inSession()).isFalse();
        }
    }

    @Test
    void anotherEnvelopeIsRefusedWithBothHashes() throws Exception {
        Envelope other = new Envelope(1_000_000, 60_000, 30, 20, 200_000, List.of(Bench.limit(0.9f), Bench.limit(1)));
        try (LinkEnds ends = LinkPairs.IN_PROCESS.open();
                Bench far = new Bench(ends.farEnd(), Bench.SENSORS, other)) {
            assertThatThrownBy(() -> new BridgeDevice(Bench.host(false), ends.near(), wall).open(wall))
                    .isInstanceOf(DeviceException.class)
                    .hasMessageContaining("will not arm")
                    .hasMessageContaining(String.format("%016x", other.hash()))
                    .hasMessageContaining(String.format("%016x", Bench.ENVELOPE.hash()));
            assertThat(far.device.state()).isEqualTo(DeviceState.DISARMED);
        }
    }

    @Test
    void silenceAtTheHandshakeNamesPortAndRemedy() throws Exception {
        try (LinkEnds ends = LinkPairs.IN_PROCESS.open()) {
            HandClock fast = new HandClock();
            assertThatThrownBy(() -> new BridgeDevice(Bench.host(false), ends.near(), fast).open(fast))
                    .isInstanceOf(DeviceException.class)
                    .hasMessage(
                            "sim: no answer to the handshake within 3 s, not one byte; check power, cable and port");
        }
    }

    @Test
    void noiseAtTheHandshakeSuggestsTheBaudRate() throws Exception {
        try (LinkEnds ends = LinkPairs.IN_PROCESS.open()) {
            HandClock fast = new HandClock();
            ends.farEnd().write(new byte[] {0x55, 0x12, 0, 9, 9}, 5);
            assertThatThrownBy(() -> new BridgeDevice(Bench.host(false), ends.near(), fast).open(fast))
                    .isInstanceOf(DeviceException.class)
                    .hasMessageContaining("5 bytes that were no valid frame; check the baud rate");
        }
    }

    @Test
    void aLoopFasterThanTheDeviceIsRefused() throws Exception {
        Envelope fast = new Envelope(500_000, 60_000, 30, 20, 200_000, List.of(Bench.limit(1), Bench.limit(1)));
        try (LinkEnds ends = LinkPairs.IN_PROCESS.open();
                Bench far = new Bench(ends.farEnd(), Bench.SENSORS, fast)) {
            HostProfile host = new HostProfile("test", 7, false, Bench.SENSORS, Bench.COMMANDS, fast);
            assertThatThrownBy(() -> new BridgeDevice(host, ends.near(), wall).open(wall))
                    .hasMessageContaining("takes at most 1000 commands a second; lower loop.rate=2000 Hz");
            assertThat(far.device.inSession()).isTrue();
        }
    }

    @Test
    void inRealTimeTheClocksAreSynchronisedAtTheHandshakeAndTenTimesASecond() throws Exception {
        LinkEnds ends = LinkPairs.PTY_AND_SERIAL.open();
        try (Bench far = Bench.standard(ends.farEnd());
                BridgeDevice device = new BridgeDevice(Bench.host(false), ends.near(), wall)) {
            long before = wall.nowNs();
            device.open(wall);
            long after = wall.nowNs();
            device.read(after, sensors, status);

            // The far end's clock stands at zero, so the offset is the host's time at the exchange.
            assertThat(status.clockOffsetNs).isBetween(before, after);
            assertThat(status.roundTripNs).isBetween(1L, after - before);
            assertThat(far.device.state()).isEqualTo(DeviceState.DISARMED);
        } finally {
            ends.close();
        }
    }

    @Test
    void oneReadTakesEveryDatagramThatHasArrived() throws Exception {
        LinkEnds ends = LinkPairs.UDP.open();
        try (Bench far = Bench.standard(ends.farEnd());
                BridgeDevice device = new BridgeDevice(Bench.host(false), ends.near(), wall)) {
            device.open(wall);
            far.burst = 5;
            for (int i = 0; far.burst > 0 && i < 100_000_000; i++) {
                Thread.onSpinWait();
            }
            device.read(wall.nowNs(), sensors, status);

            assertThat(sensors.sequence).isEqualTo(5);
            assertThat(status.missedFrames).isZero();
        } finally {
            ends.close();
        }
    }

    @Test
    void aFarEndThatNoLongerAnswersEndsTheGrant() throws Exception {
        LinkEnds ends = LinkPairs.IN_PROCESS.open();
        HurryingClock hurrying = new HurryingClock();
        try (Bench far = Bench.standard(ends.farEnd());
                BridgeDevice device = new BridgeDevice(Bench.host(true), ends.near(), hurrying)) {
            device.open(clock);
            assertThat(device.grant(Bench.MS)).isTrue();
            far.hung = true;
            hurrying.stepNs = 1_000_000_000;

            assertThat(device.grant(2 * Bench.MS)).isFalse();
        } finally {
            ends.close();
        }
    }

    @Test
    void aClosedLinkEndsTheGrantAtOnceAndShowsInTheStatus() throws Exception {
        LinkEnds ends = LinkPairs.IN_PROCESS.open();
        try (Bench far = Bench.standard(ends.farEnd())) {
            BridgeDevice device = new BridgeDevice(Bench.host(true), ends.near(), wall);
            device.open(clock);
            far.hung = true;
            ends.farEnd().close();

            assertThat(device.grant(Bench.MS)).isFalse();
            device.read(0, sensors, status);
            assertThat(status.linkClosed).isTrue();
            assertThat(status.ready).isFalse();
        }
    }

    /** Real time until told to run a second with every look at it. */
    private static final class HurryingClock implements Clock {
        private final WallClock real = new WallClock();
        private long aheadNs;
        long stepNs;

        @Override
        public long nowNs() {
            aheadNs += stepNs;
            return real.nowNs() + aheadNs;
        }

        @Override
        public boolean sleepUntil(long deadlineNs) {
            return real.sleepUntil(deadlineNs - aheadNs);
        }
    }
}
