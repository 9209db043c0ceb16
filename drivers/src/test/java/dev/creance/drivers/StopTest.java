package dev.creance.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Command;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.DeviceStatus;
import dev.creance.runtime.Directive;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Source;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StopTest {
    private static final int PATIENCE = 100_000_000;

    private final WallClock wall = new WallClock();
    private final Command command = new Command(2);
    private final Frame sensors = new Frame(Bench.SENSORS);
    private final DeviceStatus status = new DeviceStatus();

    @ParameterizedTest
    @EnumSource(names = {"IN_PROCESS", "PTY_AND_SERIAL", "TCP"})
    void reachesTheDeviceWhileAnotherThreadWritesCommandsAndNoFrameIsBroken(LinkPairs kind) throws Exception {
        LinkEnds ends = kind.open();
        try (Bench far = Bench.standard(ends.farEnd());
                BridgeDevice device = new BridgeDevice(Bench.host(false), ends.near(), wall)) {
            device.open(wall);
            CountDownLatch writing = new CountDownLatch(200);
            AtomicBoolean running = new AtomicBoolean(true);
            Thread tick = new Thread(() -> {
                while (running.get()) {
                    command.shieldSequence++;
                    command.source = Source.BACKUP;
                    device.write(wall.nowNs(), command, Directive.NONE);
                    device.read(wall.nowNs(), sensors, status);
                    writing.countDown();
                }
            });
            tick.start();
            writing.await();
            int stops = 50;
            for (int i = 0; i < stops; i++) {
                device.stop(Directive.STOP);
            }
            for (int i = 0; !device.stopConfirmed() && i < PATIENCE; i++) {
                Thread.onSpinWait();
            }
            running.set(false);
            tick.join();

            assertThat(device.stopConfirmed()).isTrue();
            assertThat(far.device.state()).isEqualTo(DeviceState.STOPPED);
            if (device.lostWrites() == 0) {
                assertThat(far.device.rejectedFrames()).isZero();
            }
        } finally {
            ends.close();
        }
    }

    @Test
    void needsNoTickAtAll() throws Exception {
        LinkEnds ends = LinkPairs.PTY_AND_SERIAL.open();
        try (Bench far = Bench.standard(ends.farEnd());
                BridgeDevice device = new BridgeDevice(Bench.host(false), ends.near(), wall)) {
            device.open(wall);
            device.stop(Directive.STOP);
            for (int i = 0; far.device.state() != DeviceState.STOPPED && i < PATIENCE; i++) {
                Thread.onSpinWait();
            }

            assertThat(far.device.state()).isEqualTo(DeviceState.STOPPED);
        } finally {
            ends.close();
        }
    }

    @Test
    void doesNotWaitBehindADeviceThatNoLongerReads() throws Exception {
        LinkEnds ends = LinkPairs.PTY_AND_SERIAL.open();
        try (Bench far = Bench.standard(ends.farEnd());
                BridgeDevice device = new BridgeDevice(Bench.host(false), ends.near(), wall)) {
            device.open(wall);
            far.hung = true;
            for (int i = 0; i < 5000; i++) {
                command.shieldSequence++;
                device.write(wall.nowNs(), command, Directive.NONE);
            }
            device.stop(Directive.STOP);

            assertThat(device.lostWrites()).isPositive();
            far.hung = false;
            for (int i = 0; far.device.state() != DeviceState.STOPPED && i < 10_000; i++) {
                device.stop(Directive.STOP);
                wall.sleepUntil(wall.nowNs() + 100_000);
            }
            assertThat(far.device.state()).isEqualTo(DeviceState.STOPPED);
        } finally {
            ends.close();
        }
    }

    @Test
    void isClearedOnlyOnRequest() throws Exception {
        LinkEnds ends = LinkPairs.IN_PROCESS.open();
        try (Bench far = Bench.standard(ends.farEnd());
                BridgeDevice device = new BridgeDevice(Bench.host(false), ends.near(), wall)) {
            device.open(wall);
            device.stop(Directive.STOP);
            for (int i = 0; !device.stopConfirmed() && i < PATIENCE; i++) {
                device.read(wall.nowNs(), sensors, status);
            }
            assertThat(far.device.state()).isEqualTo(DeviceState.STOPPED);
            device.clearStop();

            assertThat(device.state()).isEqualTo(DeviceState.DISARMED);
            assertThat(device.stopConfirmed()).isFalse();
        } finally {
            ends.close();
        }
    }
}
