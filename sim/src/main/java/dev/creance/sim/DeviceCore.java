package dev.creance.sim;

import dev.creance.bridge.DeviceEndpoint;
import dev.creance.bridge.DeviceIdentity;
import dev.creance.bridge.DeviceProfile;
import dev.creance.bridge.LinkTransmit;
import dev.creance.bridge.Protocol;
import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Link;
import java.util.Arrays;

/**
 * The simulated device without a clock: firmware, sensors and plant advance together, one device period at a time. Commands that
 * arrive between {@link #begin} and {@link #finish} act in the next period. Not thread-safe; allocation-free after construction.
 */
@HotPath
final class DeviceCore {
    private static final int READ_BYTES = 4096;
    private static final double RESTING_MPERS = 0.02;

    /** A vehicle that bounces is slow on the ground for a few milliseconds too. */
    private static final long RESTING_NS = 100_000_000;

    final long periodNs;
    final QuadrotorPlant plant;
    final EnvelopeJudge judge;
    final DeviceEndpoint endpoint;
    private final double periodS;
    private final Link link;
    private final SensorModel sensors;
    private final OnboardFailsafe failsafe;
    private final FaultInjector injector;
    private final byte[] buffer = new byte[READ_BYTES];
    private final double[] measured;
    private final double[] throttle;
    private final long allValid;
    private long timeNs;
    private long armedSinceNs = Long.MIN_VALUE;
    private long restingSinceNs;
    private boolean linkClosed;

    /** @param lossless whether frames wait for the far end to read, as lockstep needs */
    DeviceCore(SimulationSetup setup, Link link, boolean lossless) {
        this.link = link;
        PlantConfig config = setup.plant();
        Noise seeds = new Noise(setup.seed());
        judge = new EnvelopeJudge(setup.limits());
        plant = new QuadrotorPlant(config, judge, seeds.bits());
        sensors = new SensorModel(config.sensors(), seeds.bits());
        failsafe = new OnboardFailsafe(config.nominal());
        injector = new FaultInjector(setup.faults(), plant, new LinkTransmit(link, lossless), seeds.bits());
        endpoint = new DeviceEndpoint(profile(setup, (int) seeds.bits()), injector);
        endpoint.inbound(injector::admits);
        periodNs = 1_000_000_000L / config.rateHz();
        periodS = 1.0 / config.rateHz();
        measured = new double[plant.measurements().size()];
        throttle = new double[plant.commands().size()];
        allValid = (1L << measured.length) - 1;
        measure();
    }

    private static DeviceProfile profile(SimulationSetup setup, int bootNonce) {
        int rateHz = setup.plant().rateHz();
        String name = setup.plant().parameters().name();
        DeviceIdentity identity = new DeviceIdentity(
                name.substring(0, Math.min(16, name.length())),
                "creance-sim",
                "1",
                Protocol.CAPABILITY_LOCKSTEP | Protocol.CAPABILITY_TIME_SYNC | Protocol.CAPABILITY_SELF_LANDING,
                rateHz,
                rateHz);
        return new DeviceProfile(
                identity, bootNonce, QuadrotorChannels.sensors(), QuadrotorChannels.commands(), setup.envelope());
    }

    /** Device time of the state of the plant. */
    long timeNs() {
        return timeNs;
    }

    /** Takes in what has arrived; whether there was anything. */
    boolean receive(long nowNs) {
        if (linkClosed) {
            return false;
        }
        boolean any = false;
        int count = link.read(buffer);
        while (count > 0) {
            any = true;
            endpoint.receive(buffer, count, nowNs);
            count = count == READ_BYTES ? link.read(buffer) : 0;
        }
        linkClosed = count == Link.CLOSED;
        return any;
    }

    boolean linkClosed() {
        return linkClosed;
    }

    /** Decides what the actuators do in the period that begins now and lets the world move to its end. */
    void begin() {
        endpoint.advance(timeNs);
        DeviceState state = endpoint.state();
        if (state == DeviceState.ARMED && armedSinceNs == Long.MIN_VALUE) {
            armedSinceNs = timeNs;
        }
        if (armedSinceNs != Long.MIN_VALUE) {
            injector.advance(timeNs - armedSinceNs);
        }
        actuate(state);
        judge.deviceFlies(state == DeviceState.LEVELLING || state == DeviceState.DESCENDING);
        plant.step(throttle, periodS);
    }

    /** The period is over: measure and stream. */
    void finish() {
        timeNs += periodNs;
        if (!standsStill()) {
            restingSinceNs = timeNs;
        }
        measure();
        double[] streamed = injector.streamed(measured, timeNs);
        endpoint.sendSensors(injector.streamedSampleNs(timeNs), streamed, allValid);
    }

    /** The host has gone: from now on nothing is read and nothing written. */
    void alone() {
        linkClosed = true;
        injector.mute();
    }

    /** Whether the actuators are off and the vehicle has come to stand on the ground. */
    boolean resting() {
        return timeNs - restingSinceNs >= RESTING_NS;
    }

    private boolean standsStill() {
        DeviceState state = endpoint.state();
        return (state == DeviceState.DISARMED || state == DeviceState.STOPPED)
                && plant.truth().onGround()
                && plant.state().speedMPerS() < RESTING_MPERS;
    }

    private void actuate(DeviceState state) {
        switch (state) {
            case ARMED -> {
                // The positioning system's fixes come over the link too: without it there are none.
                failsafe.track(measured, throttle, !injector.cut(), periodS);
                endpoint.commandInto(throttle);
                if (throttle[0] > 0 || throttle[1] > 0 || throttle[2] > 0 || throttle[3] > 0) {
                    plant.release();
                }
            }
            case LEVELLING, DESCENDING -> {
                double expiredForS = (timeNs - endpoint.expiredSinceNs()) * 1e-9;
                if (failsafe.fly(measured, state == DeviceState.DESCENDING, expiredForS, throttle, periodS)) {
                    endpoint.landed(timeNs);
                    Arrays.fill(throttle, 0);
                }
            }
            default -> {
                failsafe.idle(measured, !injector.cut(), periodS);
                Arrays.fill(throttle, 0);
            }
        }
    }

    private void measure() {
        plant.measure(measured);
        sensors.apply(measured);
    }
}
