package dev.creance.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.DeviceStatus;
import dev.creance.runtime.Directive;
import dev.creance.runtime.Frame;
import dev.creance.runtime.StopRequest;
import dev.creance.runtime.VirtualClock;
import dev.creance.runtime.realtime.MonotonicClock;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopPathTest {
    private static final long LIMIT_NS = 100_000_000;
    private static final long POLL_NS = 20_000_000;

    private final VirtualClock clock = new VirtualClock();
    private final Heartbeat heartbeat = new Heartbeat();
    private final StopSwitch stop = new StopSwitch();
    private final Bench.ObedientDevice device = new Bench.ObedientDevice();
    private final StopPath stopPath = new StopPath(heartbeat, LIMIT_NS, device, clock, stop, () -> {});

    /** Looks every 20 ms, as the thread does. */
    private void watch(int looks) {
        for (int i = 0; i < looks; i++) {
            stopPath.check();
            clock.advanceNs(POLL_NS);
        }
    }

    @Test
    void aTickIsNotHungBeforeItsLimit() {
        heartbeat.nextTick(3, 0);
        watch(6);

        assertThat(device.stops).isZero();
        assertThat(stopPath.firstHang()).isEmpty();
    }

    @Test
    void aHungTickMakesTheDeviceLandByItselfAndTheRunStop() {
        heartbeat.nextTick(3, 0);
        watch(8);

        assertThat(device.stopped).isEqualTo(Directive.LAND);
        assertThat(stopPath.firstHang()).contains(new StopPath.Hang(3, LIMIT_NS + POLL_NS, LIMIT_NS + POLL_NS));
        assertThat(stop.current()).isEqualTo(StopRequest.CONTROLLED);
    }

    @Test
    void theOrderIsRepeatedUntilTheTickMovesOn() {
        heartbeat.nextTick(3, 0);
        watch(8);
        assertThat(device.stops).isEqualTo(2);
        assertThat(stopPath.hangs()).isTrue();

        heartbeat.nextTick(4, clock.nowNs());
        watch(3);

        assertThat(device.stops).isEqualTo(2);
        assertThat(stopPath.hangs()).isFalse();
    }

    @Test
    void aMachineThatStoodStillIsNoHungTick() {
        heartbeat.nextTick(3, 0);
        watch(2);
        clock.advanceNs(50 * LIMIT_NS);
        watch(1);
        heartbeat.nextTick(4, clock.nowNs());
        watch(3);

        assertThat(device.stops).isZero();
    }

    @Test
    void nothingHangsBeforeTheFirstTickOrAfterTheLast() {
        watch(50);
        heartbeat.nextTick(3, 0);
        heartbeat.over();
        watch(50);

        assertThat(device.stops).isZero();
    }

    @Test
    void aCutGoesStraightToTheDeviceAndIsRepeated() {
        stop.request(StopRequest.CUT);

        stopPath.check();
        stopPath.check();

        assertThat(device.stopped).isEqualTo(Directive.STOP);
        assertThat(device.stops).isEqualTo(2);
    }

    @Test
    void aDeviceThatThrowsIsOrderedAgainAndReported() {
        Bench.ObedientDevice throwing = new Bench.ObedientDevice() {
            @Override
            public void stop(Directive directive) {
                super.stop(directive);
                throw new IllegalStateException("unplugged");
            }
        };
        StopPath path = new StopPath(heartbeat, LIMIT_NS, throwing, clock, stop, () -> {});
        stop.request(StopRequest.CUT);

        path.check();
        path.check();

        assertThat(throwing.stops).isEqualTo(2);
        assertThat(path.failure().orElseThrow().thrown()).hasMessage("unplugged");
    }

    /** Its read does not come back at tick 5 until it is let go. */
    private static final class HangingDevice extends Bench.ObedientDevice {
        private final CountDownLatch orderedToLand = new CountDownLatch(1);
        private final CountDownLatch cut = new CountDownLatch(1);
        private final CountDownLatch letGo = new CountDownLatch(1);

        @Override
        public boolean read(long nowNs, Frame sensorsOut, DeviceStatus statusOut) {
            if (writes == 5) {
                try {
                    letGo.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return super.read(nowNs, sensorsOut, statusOut);
        }

        @Override
        public void stop(Directive directive) {
            super.stop(directive);
            (directive == Directive.STOP ? cut : orderedToLand).countDown();
        }
    }

    @Test
    void aTickThatHangsInTheDeviceIsPassedByAndTheRunLandsOnceItIsLetGo(@TempDir Path folder) throws Exception {
        HangingDevice hanging = new HangingDevice();
        Flight flight = realtimeFlight(hanging);
        FutureTask<LoopResult> run = new FutureTask<>(() -> flight.run(folder));
        Thread.ofPlatform().daemon().start(run);

        assertThat(hanging.orderedToLand.await(60, TimeUnit.SECONDS)).isTrue();
        hanging.letGo.countDown();
        LoopResult result = run.get(60, TimeUnit.SECONDS);

        assertThat(result.end()).isEqualTo(RunEnd.LANDED);
        assertThat(flight.stopPath.firstHang().orElseThrow().tick()).isGreaterThanOrEqualTo(5);
        assertThat(flight.stop.current()).isEqualTo(StopRequest.CONTROLLED);
        assertThat(result.overruns()).isPositive();
        assertThat(result.skippedTicks()).isPositive();
    }

    @Test
    void aCutReachesTheDeviceWhileATickHangs(@TempDir Path folder) throws Exception {
        HangingDevice hanging = new HangingDevice();
        Flight flight = realtimeFlight(hanging);
        FutureTask<LoopResult> run = new FutureTask<>(() -> flight.run(folder));
        Thread.ofPlatform().daemon().start(run);
        assertThat(hanging.orderedToLand.await(60, TimeUnit.SECONDS)).isTrue();

        flight.stop.request(StopRequest.CUT);

        assertThat(hanging.cut.await(60, TimeUnit.SECONDS)).isTrue();
        hanging.letGo.countDown();
        assertThat(run.get(60, TimeUnit.SECONDS).end()).isEqualTo(RunEnd.TERMINATED);
    }

    private static Flight realtimeFlight(Bench.ObedientDevice device) {
        Flight flight = new Flight().watchedBy(new MonotonicClock());
        flight.clock = new MonotonicClock();
        flight.device = device;
        flight.lockstep = false;
        // Long enough that a busy machine does not look like a hang.
        flight.hangLimitNs = 500_000_000;
        return flight;
    }
}
