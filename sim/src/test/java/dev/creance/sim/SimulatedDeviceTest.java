package dev.creance.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.bridge.Rejection;
import dev.creance.runtime.Allocation;
import dev.creance.runtime.Clock;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.DeviceStatus;
import dev.creance.runtime.Directive;
import dev.creance.runtime.Frame;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.sim.quadrotor.QuadrotorTruth;
import org.junit.jupiter.api.Test;

class SimulatedDeviceTest {
    /** docs/failsafe-landing.md. */
    private static final double TOUCHDOWN_FROM_1_M = 0.76;

    private static final long SECOND = 1_000_000_000;

    @Test
    void fliesUnderCommandsThatComeOverTheWire() {
        LockstepFlight flight = new LockstepFlight(1, "[]").run(8 * SECOND);

        assertThat(flight.states).containsExactly(DeviceState.DISARMED, DeviceState.ARMED);
        QuadrotorTruth truth = flight.truth();
        assertThat(truth.zM()).isCloseTo(1, within(0.15));
        assertThat(truth.maxSpeedMPerS()).isGreaterThan(1.2);
        assertThat(truth.envelopeViolations()).isZero();
        assertThat(truth.subSteps()).isEqualTo(8000);
    }

    @Test
    void theSameSeedGivesTheSameBytesAndTheSameTruth() {
        String faults = "[{kind: link_cut, at: 5 s, for: 300 ms}, {kind: frame_corrupt, at: 6 s},"
                + " {kind: wind_gust, at: 6500 ms, for: 200 ms, force: [30 mN, 0 N, 0 N]}]";
        LockstepFlight one = new LockstepFlight(7, faults).run(8 * SECOND);
        LockstepFlight two = new LockstepFlight(7, faults).run(8 * SECOND);
        LockstepFlight other = new LockstepFlight(8, faults).run(8 * SECOND);

        assertThat(two.host.received.getValue()).isEqualTo(one.host.received.getValue());
        assertThat(two.device.truth()).isEqualTo(one.device.truth());
        assertThat(other.host.received.getValue()).isNotEqualTo(one.host.received.getValue());
    }

    @Test
    void aShortCutOfTheLinkIsFlownThroughLevelAndThenResumed() {
        LockstepFlight flight = new LockstepFlight(1, "[{kind: link_cut, at: 6 s, for: 300 ms}]").run(10 * SECOND);

        assertThat(flight.states)
                .containsExactly(DeviceState.DISARMED, DeviceState.ARMED, DeviceState.LEVELLING, DeviceState.ARMED);
        assertThat(flight.device.truth().envelopeViolations()).isZero();
        assertThat(flight.faults.injected()).containsExactly(new Faults.Injected("link_cut", 6, 0.3));
    }

    @Test
    void withTheLinkGoneForEverItLandsBelowTheStatedSpeedInsideTheFence() {
        for (int i = 0; i < 20; i++) {
            String at = (4000 + i * 487) + " ms";
            LockstepFlight flight =
                    new LockstepFlight(i, "[{kind: link_cut, at: " + at + ", for: forever}]").run(22 * SECOND);

            assertThat(flight.states)
                    .as("cut at %s", at)
                    .containsExactly(
                            DeviceState.DISARMED,
                            DeviceState.ARMED,
                            DeviceState.LEVELLING,
                            DeviceState.DESCENDING,
                            DeviceState.DISARMED);
            QuadrotorTruth truth = flight.truth();
            assertThat(truth.touchdowns()).isEqualTo(1);
            assertThat(truth.touchdownMPerS()).isBetween(0.1, TOUCHDOWN_FROM_1_M);
            assertThat(truth.envelopeViolations()).isZero();
            assertThat(truth.onGround()).isTrue();
        }
    }

    @Test
    void settlesByItselfWhenTheHostHasGone() {
        LockstepFlight flight = new LockstepFlight(1, "[]").run(7 * SECOND);

        assertThat(flight.device.settle(20 * SECOND)).isTrue();
        assertThat(flight.device.state()).isEqualTo(DeviceState.DISARMED);
        assertThat(flight.truth().touchdownMPerS()).isLessThan(TOUCHDOWN_FROM_1_M);
    }

    @Test
    void landsByItselfWhenToldTo() {
        LockstepFlight flight = new LockstepFlight(1, "[]").run(6 * SECOND);
        flight.host.directive = Directive.LAND;
        flight.run(6 * SECOND);

        assertThat(flight.states).endsWith(DeviceState.DESCENDING, DeviceState.DISARMED);
        assertThat(flight.truth().touchdownMPerS()).isLessThan(TOUCHDOWN_FROM_1_M);
    }

    @Test
    void aStopCutsTheRotorsAtOnceAndForGood() {
        LockstepFlight flight = new LockstepFlight(1, "[]").run(6 * SECOND);
        flight.host.directive = Directive.STOP;
        flight.run(3 * SECOND);

        assertThat(flight.states).endsWith(DeviceState.STOPPED);
        // from 1 m, less what the rotors carry while they spin down over a quarter of a second
        assertThat(flight.truth().touchdownMPerS()).isBetween(2.0, 4.4);
    }

    @Test
    void frozenSensorsGoOnWithTheSameValuesAndNewSequences() {
        LockstepFlight flight =
                new LockstepFlight(1, "[{kind: sensor_freeze, at: 2 s, for: 100 ms}]").run(2050 * SECOND / 1000);
        Frame before = copy(flight.host.sensors);
        flight.run(SECOND / 50);
        Frame after = flight.host.sensors;

        assertThat(after.values).isEqualTo(before.values);
        assertThat(after.sequence).isEqualTo(before.sequence + 20);
        assertThat(after.sampleNs).isEqualTo(before.sampleNs + SECOND / 50);
        flight.run(SECOND / 10);
        assertThat(flight.host.sensors.values).isNotEqualTo(before.values);
    }

    @Test
    void aStoppedFreezeHoldsTheSampleTimeToo() {
        LockstepFlight flight = new LockstepFlight(1, "[{kind: sensor_freeze, at: 2 s, for: 100 ms, mode: stopped}]")
                .run(2050 * SECOND / 1000);
        Frame before = copy(flight.host.sensors);
        flight.run(SECOND / 50);

        assertThat(flight.host.sensors.sampleNs).isEqualTo(before.sampleNs);
        assertThat(flight.host.sensors.sequence).isEqualTo(before.sequence + 20);
    }

    @Test
    void aCorruptFrameFailsItsChecksumAndIsTheOnlyOneMissed() {
        for (int seed = 0; seed < 50; seed++) {
            LockstepFlight flight = new LockstepFlight(seed, "[{kind: frame_corrupt, at: 100 ms}]").run(SECOND / 2);
            DeviceStatus status = new DeviceStatus();
            flight.host.endpoint.statusInto(flight.nowNs, status);

            assertThat(flight.host.endpoint.rejectedFrames(Rejection.CHECKSUM)).isEqualTo(1);
            assertThat(status.rejectedFrames).isEqualTo(1);
            assertThat(status.missedFrames).isEqualTo(1);
        }
    }

    @Test
    void corruptionWithADurationHitsEveryFrameInIt() {
        LockstepFlight flight =
                new LockstepFlight(3, "[{kind: frame_corrupt, at: 100 ms, for: 10 ms}]").run(SECOND / 2);

        assertThat(flight.host.endpoint.rejectedFrames(Rejection.CHECKSUM)).isEqualTo(10);
    }

    @Test
    void aGustThrowsTheVehicleOffItsCourse() {
        String gust = "[{kind: wind_gust, at: 4 s, for: 400 ms, force: [60 mN, 0 N, 0 N]}]";
        LockstepFlight calm = new LockstepFlight(1, "[]").run(4500 * SECOND / 1000);
        LockstepFlight thrown = new LockstepFlight(1, gust).run(4500 * SECOND / 1000);

        assertThat(thrown.truth().xM() - calm.truth().xM()).isGreaterThan(0.02);
        assertThat(thrown.faults.injected()).hasSize(1);
    }

    @Test
    void faultsThatDidNotBeginAreNotReported() {
        LockstepFlight flight = new LockstepFlight(1, "[{kind: link_cut, at: 10 s, for: 1 s}]").run(2 * SECOND);

        assertThat(flight.faults.injected()).isEmpty();
    }

    @Test
    void grantedTimeThatIsNotAMultipleOfThePeriodIsCarriedOver() {
        LockstepFlight flight = new LockstepFlight(1, "[]");
        for (int i = 1; i <= 10; i++) {
            flight.host.endpoint.grant(0, i * 1_500_000L);
            flight.device.poll();
        }

        assertThat(flight.device.truth().subSteps()).isEqualTo(15);
    }

    @Test
    void aHeldVehicleBeginsWithTheFirstCommandThatTurnsARotor() {
        PlantConfig held = PlantConfig.from(ConfigFile.parse(
                "plant",
                "{model: quadrotor, params: crazyflie-2.x, ground: false, held: true, sensors: ideal,"
                        + " start: {position: [0.4 m, -0.3 m, 0.2 m], throttle: 0.7261389721508553}}"));
        LockstepFlight flight = new LockstepFlight(
                new SimulationSetup(held, held.noLimits(), LockstepFlight.ENVELOPE, Faults.none(), 1));
        flight.tick();
        QuadrotorTruth armed = flight.truth();
        assertThat(flight.device.state()).isEqualTo(DeviceState.ARMED);
        assertThat(new double[] {armed.xM(), armed.yM(), armed.zM()}).containsExactly(0.4, -0.3, 0.2);
        assertThat(armed.subSteps()).isZero();

        flight.tick();
        assertThat(flight.device.truth().subSteps()).isEqualTo(1);
    }

    @Test
    void aPeriodAllocatesNothing() {
        LockstepFlight flight = new LockstepFlight(1, "[{kind: sensor_freeze, at: 1 s, for: 20 ms}]").run(15 * SECOND);

        assertThat(Allocation.bytesOf(10_000, flight::tick)).isZero();
    }

    @Test
    void fliesOnItsOwnThreadAndClock() throws InterruptedException {
        MemoryLink[] ends = MemoryLink.pair();
        TestHost host = new TestHost(
                ends[0],
                false,
                LockstepFlight.setup(1, Faults.none()).plant(),
                LockstepFlight.ENVELOPE,
                LockstepFlight.pilot());
        HostDrivenClock clock = new HostDrivenClock(host, 8 * SECOND);
        SimulatedDevice device = SimulatedDevice.realTime(LockstepFlight.setup(1, Faults.none()), ends[1], clock);
        host.endpoint.hello(0);
        device.start();
        synchronized (clock) {
            while (!clock.over && device.failure().isEmpty()) {
                clock.wait(1000);
            }
        }
        device.close();

        assertThat(device.failure()).isEmpty();
        assertThat(((QuadrotorTruth) device.truth()).zM()).isCloseTo(1, within(0.15));
        assertThat(device.truth().envelopeViolations()).isZero();
        assertThat(host.endpoint.timeExchanges()).isPositive();
        DeviceStatus status = new DeviceStatus();
        host.endpoint.statusInto(0, status);
        // the device booted at 5 s of the host's clock
        assertThat((double) status.clockOffsetNs).isCloseTo(5e9, within(1e6));
    }

    /** Time passes by sleeping, and each host tick runs when its time has come: both ends on the device's thread. */
    private static final class HostDrivenClock implements Clock {
        private final TestHost host;
        private final long endNs;
        private long nowNs = 5 * SECOND;
        private long nextTickNs = nowNs + 300_000;
        private boolean over;

        HostDrivenClock(TestHost host, long durationNs) {
            this.host = host;
            endNs = nowNs + durationNs;
        }

        @Override
        public long nowNs() {
            return nowNs;
        }

        @Override
        public synchronized boolean sleepUntil(long deadlineNs) {
            while (nextTickNs <= deadlineNs) {
                nowNs = nextTickNs;
                host.tick(nowNs);
                if (nextTickNs % 100_000_000 < TestHost.TICK_NS) {
                    host.endpoint.requestTime(nowNs);
                }
                nextTickNs += TestHost.TICK_NS;
            }
            nowNs = Math.max(nowNs, deadlineNs);
            over = nowNs >= endNs;
            if (over) {
                notifyAll();
            }
            return !over;
        }
    }

    private static Frame copy(Frame frame) {
        Frame copy = new Frame(frame.layout());
        copy.copyFrom(frame);
        return copy;
    }
}
