package dev.creance.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Command;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.DeviceStatus;
import dev.creance.runtime.Directive;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Link;
import dev.creance.runtime.Source;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StopTest {
    private static final int PATIENCE = 100_000_000;
    private static final int POLLS = 200_000;

    private final WallClock wall = new WallClock();
    private final Command command = new Command(2);
    private final Frame sensors = new Frame(Bench.SENSORS);
    private final DeviceStatus status = new DeviceStatus();

    @ParameterizedTest
    @EnumSource(names = {"IN_PROCESS", "PTY_AND_SERIAL", "TCP"})
    void goesBetweenTheFramesOfAnotherThreadAndBreaksNone(LinkPairs kind) throws Exception {
        LinkEnds ends = kind.open();
        CountedLink near = new CountedLink(ends.near());
        try (Bench far = Bench.standard(ends.farEnd());
                BridgeDevice device = new BridgeDevice(Bench.host(false), near, wall);
                Ticking ticking = new Ticking(device, () -> near.takenBytes.get() - far.receivedBytes.get() < 1024)) {
            ticking.start();
            for (int i = 0; i < 50; i++) {
                long before = far.receivedBytes.get();
                device.stop(Directive.STOP);
                await(() -> far.receivedBytes.get() >= before + 3 * 55);
            }
            await(device::stopConfirmed);

            assertThat(device.stopConfirmed()).isTrue();
            ticking.halt();
            assertThat(ticking.frames).isGreaterThan(200);
            // Refused, whole, a frame may be: a terminal answers EAGAIN while the other thread is in the middle of its
            // write.
            assertThat(far.device.rejectedFrames()).isZero();
            assertThat(far.device.state()).isEqualTo(DeviceState.STOPPED);
        } finally {
            ends.close();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IN_PROCESS", "PTY_AND_SERIAL", "TCP"})
    void getsThroughALinkThatAnotherThreadKeepsFull(LinkPairs kind) throws Exception {
        LinkEnds ends = kind.open();
        try (Bench far = Bench.standard(ends.farEnd());
                BridgeDevice device = new BridgeDevice(Bench.host(false), ends.near(), wall);
                Ticking ticking = new Ticking(device, () -> true)) {
            ticking.start();
            device.stop(Directive.STOP);
            await(device::stopConfirmed);

            assertThat(device.stopConfirmed()).isTrue();
            assertThat(far.device.state()).isEqualTo(DeviceState.STOPPED);
        } finally {
            ends.close();
        }
    }

    private static void await(BooleanSupplier done) {
        // Gives way: a kernel thread carries the bytes of a pseudo-terminal, and it needs the processor too.
        for (int i = 0; !done.getAsBoolean() && i < POLLS; i++) {
            LockSupport.parkNanos(50_000);
        }
    }

    /** Counts what the link takes, from whichever thread. */
    private static final class CountedLink implements Link {
        private final Link link;
        private final AtomicLong takenBytes = new AtomicLong();

        CountedLink(Link link) {
            this.link = link;
        }

        @Override
        public int read(byte[] buffer) {
            return link.read(buffer);
        }

        @Override
        public int write(byte[] buffer, int length) {
            int taken = link.write(buffer, length);
            takenBytes.addAndGet(Math.max(0, taken));
            return taken;
        }

        @Override
        public double bytesPerS() {
            return link.bytesPerS();
        }

        @Override
        public String describe() {
            return link.describe();
        }

        @Override
        public void close() {
            link.close();
        }
    }

    /** A tick thread that writes a command whenever the link has room. */
    private final class Ticking implements AutoCloseable {
        private final BridgeDevice device;
        private final BooleanSupplier room;
        private final CountDownLatch written = new CountDownLatch(200);
        private final AtomicBoolean running = new AtomicBoolean(true);
        private final Thread thread = new Thread(this::run);
        private long frames;

        Ticking(BridgeDevice device, BooleanSupplier room) {
            this.device = device;
            this.room = room;
        }

        void start() throws Exception {
            device.open(wall);
            thread.start();
            written.await();
        }

        private void run() {
            while (running.get()) {
                if (room.getAsBoolean()) {
                    command.shieldSequence++;
                    command.source = Source.BACKUP;
                    device.write(wall.nowNs(), command, Directive.NONE);
                    frames++;
                    written.countDown();
                }
                device.read(wall.nowNs(), sensors, status);
            }
        }

        @Override
        public void close() {
            halt();
        }

        void halt() {
            running.set(false);
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
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
            await(() -> far.device.state() == DeviceState.STOPPED);
            assertThat(far.device.state()).isEqualTo(DeviceState.STOPPED);
            device.clearStop();

            assertThat(device.state()).isEqualTo(DeviceState.DISARMED);
            assertThat(device.stopConfirmed()).isFalse();
        } finally {
            ends.close();
        }
    }
}
