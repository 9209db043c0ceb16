package dev.creance.sim;

import dev.creance.bridge.DeviceEndpoint;
import dev.creance.bridge.DeviceIdentity;
import dev.creance.bridge.DeviceProfile;
import dev.creance.bridge.LinkTransmit;
import dev.creance.bridge.Protocol;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Link;

/**
 * The simulated device without a clock: firmware, sensors and plant advance together, one device period at a time, which is one period
 * of the firmware's control or several. Commands that arrive between {@link #begin} and {@link #finish} act in the next period. Not
 * thread-safe; allocation-free after construction.
 */
@HotPath
final class DeviceCore {
    private static final int READ_BYTES = 4096;
    private static final long SECOND_NS = 1_000_000_000;

    private static final long NOT_YET = -1;

    /** A vehicle that bounces is slow on the ground for a few milliseconds too. */
    private static final long RESTING_NS = 100_000_000;

    final long periodNs;
    final SimulatedMachine machine;
    final DeviceEndpoint endpoint;
    private final long controlNs;
    private final Link link;
    private final FaultInjector injector;
    private final byte[] buffer = new byte[READ_BYTES];
    private final double[] measured;
    private double[] believed;
    private final double[] command;
    private final double[] actuators;
    private long timeNs;
    private long armedSinceNs = Long.MIN_VALUE;
    private long restingSinceNs;
    private boolean linkClosed;

    /** @param lossless whether frames wait for the far end to read, as lockstep needs */
    DeviceCore(SimulationSetup setup, Link link, boolean lossless) {
        this.link = link;
        PlantConfig config = setup.plant();
        Noise seeds = new Noise(setup.seed());
        machine = config.machine(setup.limits(), seeds);
        controlNs = SECOND_NS / config.controlHz();
        injector = new FaultInjector(
                setup.faults(), machine, new LinkTransmit(link, lossless), controlNs * 1e-9, seeds.bits());
        endpoint = new DeviceEndpoint(profile(setup, (int) seeds.bits()), injector);
        endpoint.inbound(injector::admits);
        injector.device(endpoint);
        periodNs = SECOND_NS / config.rateHz();
        measured = new double[machine.sensors().size()];
        command = new double[machine.commands().size()];
        actuators = new double[machine.actuators().size()];
        measure();
    }

    private void measure() {
        machine.measure(measured);
        believed = injector.believed(measured);
        machine.valid(injector.believedValid());
    }

    private static DeviceProfile profile(SimulationSetup setup, int bootNonce) {
        PlantConfig plant = setup.plant();
        String name = plant.name();
        DeviceIdentity identity = new DeviceIdentity(
                name.substring(0, Math.min(16, name.length())),
                "creance-sim",
                "1",
                Protocol.CAPABILITY_LOCKSTEP | Protocol.CAPABILITY_TIME_SYNC | Protocol.CAPABILITY_SELF_LANDING,
                plant.rateHz(),
                plant.rateHz());
        return new DeviceProfile(identity, bootNonce, plant.sensors(), plant.commands(), setup.envelope());
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
            injector.receive(buffer, count, nowNs);
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
        if (endpoint.state() == DeviceState.ARMED && armedSinceNs == Long.MIN_VALUE) {
            armedSinceNs = timeNs;
        }
        injector.advance(timeNs, armedSinceNs == Long.MIN_VALUE ? NOT_YET : timeNs - armedSinceNs, periodNs * 1e-9);
        control(timeNs);
        for (long atNs = timeNs + controlNs; atNs < timeNs + periodNs; atNs += controlNs) {
            measure();
            control(atNs);
        }
    }

    /** The period is over: measure and stream. */
    void finish() {
        timeNs += periodNs;
        if (!standsStill()) {
            restingSinceNs = timeNs;
        }
        measure();
        double[] streamed = injector.streamed(measured, timeNs);
        endpoint.sendSensors(injector.streamedSampleNs(timeNs), streamed, injector.streamedValid());
    }

    /** The host has gone: from now on nothing is read and nothing written. */
    void alone() {
        linkClosed = true;
        injector.mute();
    }

    /** Whether the actuators are off and the machine has come to rest. */
    boolean resting() {
        return timeNs - restingSinceNs >= RESTING_NS;
    }

    private boolean standsStill() {
        DeviceState state = endpoint.state();
        return (state == DeviceState.DISARMED || state == DeviceState.STOPPED) && machine.standsStill();
    }

    /** One period of the firmware's control. */
    private void control(long atNs) {
        DeviceState state = endpoint.state();
        switch (state) {
            case ARMED -> {
                endpoint.commandInto(command);
                // What a positioning system sees comes over the link too: without it there are no fixes.
                if (endpoint.idle()) {
                    machine.ready(believed, command, !injector.cut(), actuators);
                } else {
                    machine.follow(believed, command, !injector.cut(), actuators);
                }
            }
            case LEVELLING, DESCENDING -> {
                double expiredForS = (atNs - endpoint.expiredSinceNs()) * 1e-9;
                if (machine.react(believed, state == DeviceState.LEVELLING, expiredForS, actuators)) {
                    endpoint.landed(atNs);
                }
            }
            default -> machine.idle(believed, !injector.cut(), actuators);
        }
        machine.step(injector.acting(actuators));
    }
}
