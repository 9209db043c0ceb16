package dev.creance.sim;

import dev.creance.bridge.DeviceEndpoint;
import dev.creance.bridge.MessageType;
import dev.creance.bridge.Protocol;
import dev.creance.bridge.Transmit;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;

/**
 * The device's side of the faults, layer by layer: what passes the link, what sensors say, what actuators do, what becomes of the
 * plant. Driven by the device's clock since it was first armed; deterministic for a seed; allocation-free.
 */
@HotPath
final class FaultInjector implements Transmit {
    /** What is drawn for the kinds of one layer must not depend on those of another. */
    private static final long SENSORS = 0x5e4507;

    private static final long TO_HOST = 0x705057;
    private static final long TO_DEVICE = 0xde71ce;

    private final SensorFaults sensors;
    private final ActuatorFaults actuators;
    private final PlantFaults plant;
    private final ActiveFaults link;
    private final FaultyPipe toHost;
    private final FaultyPipe toDevice;
    private final InboundFrames inbound;
    private final Transmit next;
    private final double controlS;
    private final Noise noise;
    private final byte[] wireCopy = new byte[Protocol.MAX_WIRE_BYTES];
    private final double[] believed;
    private final double[] streamed;
    private final double[] frozen;
    private final long allValid;
    private DeviceEndpoint endpoint;
    private long nowNs;
    private long frozenSampleNs;
    private long frozenValid;
    private long sensorsValid;
    private long believedValid;
    private long streamedValid;
    private boolean cut;
    private boolean corrupt;
    private boolean muted;

    /**
     * @param next where frames go that get through
     * @param controlS of the firmware's control
     */
    FaultInjector(Faults faults, SimulatedMachine machine, Transmit next, double controlS, long seed) {
        this.next = next;
        this.controlS = controlS;
        noise = new Noise(seed);
        int channels = machine.sensors().size();
        sensors = new SensorFaults(faults, channels, seed ^ SENSORS);
        actuators = new ActuatorFaults(faults, machine.actuators().size());
        plant = new PlantFaults(faults, machine);
        link = new ActiveFaults(faults, Fault.Layer.LINK);
        toHost = new FaultyPipe(link, Fault.Scope.TO_HOST, this::toHost, seed ^ TO_HOST);
        toDevice = new FaultyPipe(link, Fault.Scope.TO_DEVICE, this::toDevice, seed ^ TO_DEVICE);
        inbound = new InboundFrames(toDevice, this::toDevice);
        believed = new double[channels];
        streamed = new double[channels];
        frozen = new double[channels];
        allValid = new Frame(machine.sensors()).allValid();
        sensorsValid = allValid;
        believedValid = allValid;
        streamedValid = allValid;
    }

    /** Whom frames are for that come in; before the first of them. */
    void device(DeviceEndpoint device) {
        endpoint = device;
    }

    /** Moves to a time of the device. */
    void advance(long timeNs, long elapsedNs, double dtS) {
        nowNs = timeNs;
        if (elapsedNs >= 0) {
            sensors.advance(elapsedNs);
            actuators.advance(elapsedNs);
            plant.advance(elapsedNs);
            link.advance(elapsedNs);
            cut = false;
            for (int i = 0; i < link.size(); i++) {
                cut |= link.acts(i) && link.fault(i).kind() == Fault.Kind.LINK_CUT;
                corrupt |= link.acts(i) && link.fault(i).kind() == Fault.Kind.FRAME_CORRUPT;
            }
        }
        if (link.size() > 0) {
            toHost.advance(timeNs, dtS);
            toDevice.advance(timeNs, dtS);
        }
    }

    /** Whether nothing passes the link now. */
    boolean cut() {
        return cut;
    }

    /** From now on nothing is sent, whatever it is. */
    void mute() {
        muted = true;
    }

    /** What has arrived on the link. */
    void receive(byte[] bytes, int count, long timeNs) {
        nowNs = timeNs;
        if (link.size() == 0) {
            endpoint.receive(bytes, count, timeNs);
        } else {
            inbound.receive(bytes, count, timeNs);
        }
    }

    private void toDevice(byte[] wire, int length) {
        endpoint.receive(wire, length, nowNs);
    }

    /** Whether a received frame gets through. */
    boolean admits(MessageType type) {
        return !cut || type.isLockstep();
    }

    /** What the firmware works with: what the sensors say; where that is nothing, what they said last. */
    double[] believed(double[] measured) {
        if (!sensors.exist()) {
            return measured;
        }
        sensorsValid = sensors.inSensors(measured, allValid);
        for (int i = 0; i < believed.length; i++) {
            boolean good = (sensorsValid & Frame.bit(i)) != 0 && Double.isFinite(measured[i]);
            believed[i] = good ? measured[i] : believed[i];
            believedValid = good ? believedValid | Frame.bit(i) : believedValid & ~Frame.bit(i);
        }
        return believed;
    }

    /** Which channels of it are of now. */
    long believedValid() {
        return believedValid;
    }

    /** What acts of what the firmware set. */
    double[] acting(double[] set) {
        return actuators.acting(set, controlS);
    }

    /** The sample to stream: the present one, or the last before a freeze. */
    double[] streamed(double[] measured, long sampleNs) {
        if (!sensors.exist()) {
            return measured;
        }
        System.arraycopy(measured, 0, streamed, 0, streamed.length);
        streamedValid = sensors.inFrames(streamed, sensorsValid);
        if (sensors.freezes(false)) {
            streamedValid = frozenValid;
            return frozen;
        }
        System.arraycopy(streamed, 0, frozen, 0, frozen.length);
        frozenValid = streamedValid;
        frozenSampleNs = sampleNs;
        return streamed;
    }

    /** Which channels of it are valid. */
    long streamedValid() {
        return streamedValid;
    }

    long streamedSampleNs(long sampleNs) {
        return sensors.freezes(true) ? frozenSampleNs : sampleNs;
    }

    @Override
    public void transmit(MessageType type, byte[] wire, int length) {
        if (muted || !admits(type)) {
            return;
        }
        if (link.size() == 0 || type.isLockstep()) {
            next.transmit(type, wire, length);
        } else if (corrupt && type == MessageType.SENSORS) {
            corrupt = false;
            System.arraycopy(wire, 0, wireCopy, 0, length);
            flip(length);
            toHost.in(wireCopy, length, nowNs);
        } else {
            toHost.in(wire, length, nowNs);
        }
    }

    /** The type serves nobody behind: what comes out here is no message of the simulator's clock. */
    private void toHost(byte[] wire, int length) {
        if (!muted && !cut) {
            next.transmit(MessageType.SENSORS, wire, length);
        }
    }

    /** Flips a bit of a data byte, so that the frame decodes and its checksum alone is wrong: COBS codes and zeros stay. */
    private void flip(int length) {
        int code = 0;
        while (wireCopy[code] == 0) {
            code++;
        }
        int target = code + 1 + (int) (noise.uniform() * (length - code - 3));
        int at = code;
        while (at + (wireCopy[at] & 0xff) <= target) {
            at += wireCopy[at] & 0xff;
        }
        if (at == target) {
            target = (wireCopy[at] & 0xff) > 1 ? at + 1 : code + 1;
        }
        int bit = 1 << (int) (noise.uniform() * 8);
        wireCopy[target] ^= (byte) (wireCopy[target] == (byte) bit ? 0xff : bit);
    }
}
