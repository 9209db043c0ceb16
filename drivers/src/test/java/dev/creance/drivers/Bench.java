package dev.creance.drivers;

import dev.creance.bridge.DeviceEndpoint;
import dev.creance.bridge.DeviceIdentity;
import dev.creance.bridge.DeviceProfile;
import dev.creance.bridge.Envelope;
import dev.creance.bridge.HostProfile;
import dev.creance.bridge.LinkTransmit;
import dev.creance.bridge.MessageType;
import dev.creance.bridge.Protocol;
import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Link;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A device on its own thread at the far end of a link. In lockstep its time is what it is granted, in steps of a millisecond;
 * otherwise it answers whatever comes, at the time zero. What it measures follows from time and commands, bit for bit.
 */
final class Bench implements AutoCloseable {
    static final long MS = 1_000_000;
    static final Layout SENSORS = new Layout(List.of(
            Channel.unbounded("time", "s"), Channel.unbounded("sum", "1"), Channel.unbounded("gyro.x", "rad/s")));
    static final Layout COMMANDS =
            new Layout(List.of(new Channel("motor.0", "1", 0, 1), new Channel("motor.1", "1", 0, 1)));
    static final Envelope ENVELOPE = new Envelope(1_000_000, 60_000, 30, 20, 200_000, List.of(limit(1), limit(1)));

    final DeviceEndpoint device;
    private final Link link;
    private final Thread thread;
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final byte[] received = new byte[4096];
    private final double[] measured = new double[3];
    private final double[] actuators = new double[2];
    private long nowNs;
    private double sum;

    /** Flips a bit in every so many sensor frames; 0 for none. */
    volatile int corruptEvery;

    private int sensorFrames;

    /** Set in lockstep to make the device deaf. */
    volatile boolean hung;

    Bench(Link link, Layout sensors, Envelope envelope) {
        this.link = link;
        LinkTransmit transmit = new LinkTransmit(link, true);
        this.device = new DeviceEndpoint(
                new DeviceProfile(identity(Protocol.CAPABILITY_LOCKSTEP), 11, sensors, COMMANDS, envelope),
                (type, wire, length) -> {
                    if (type == MessageType.SENSORS && corruptEvery > 0 && ++sensorFrames % corruptEvery == 0) {
                        wire[1] ^= 0x40;
                    }
                    transmit.transmit(type, wire, length);
                });
        this.thread = new Thread(this::run, "bench-device");
        thread.setDaemon(true);
        thread.start();
    }

    static Bench standard(Link link) {
        return new Bench(link, SENSORS, ENVELOPE);
    }

    static Envelope.Limit limit(float max) {
        return new Envelope.Limit(0, max, 2000);
    }

    static DeviceIdentity identity(int capabilities) {
        return new DeviceIdentity("bench", "creance-test", "0.1", capabilities, 1000, 1000);
    }

    static HostProfile host(boolean virtualTime) {
        return new HostProfile("test", 7, virtualTime, SENSORS, COMMANDS, ENVELOPE);
    }

    /** How many bytes have arrived. */
    final AtomicLong receivedBytes = new AtomicLong();

    /** Makes the device send so many sensor frames now; 0 again when it has. */
    volatile int burst;

    private void run() {
        int idle = 0;
        while (running.get()) {
            if (burst > 0) {
                for (int i = 0; i < burst; i++) {
                    device.sendSensors(nowNs, measured, 7);
                }
                burst = 0;
            }
            int count = hung ? 0 : link.read(received);
            if (count > 0) {
                idle = 0;
                device.receive(received, count, nowNs);
                advance();
                receivedBytes.addAndGet(count);
            } else if (++idle > 500) {
                LockSupport.parkNanos(20_000);
            }
        }
    }

    private void advance() {
        long untilNs = device.grantedUntilNs();
        if (untilNs == DeviceEndpoint.NO_GRANT) {
            return;
        }
        while (nowNs < untilNs) {
            nowNs += MS;
            device.advance(nowNs);
            device.commandInto(actuators);
            sum += actuators[0] - 0.5 * actuators[1];
            measured[0] = nowNs * 1e-9;
            measured[1] = sum;
            measured[2] = StrictMath.sin(nowNs * 1e-8);
            device.sendSensors(nowNs, measured, 7);
        }
        device.grantDone(nowNs);
    }

    @Override
    public void close() {
        running.set(false);
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
