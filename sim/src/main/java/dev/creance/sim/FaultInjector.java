package dev.creance.sim;

import dev.creance.bridge.MessageType;
import dev.creance.bridge.Protocol;
import dev.creance.bridge.Transmit;
import dev.creance.runtime.HotPath;
import java.util.Arrays;

/**
 * The device's side of the faults: cuts and corrupts what passes the link, freezes sensors, blows gusts. Driven by the device's
 * clock since it was first armed; deterministic for a seed; allocation-free.
 */
@HotPath
final class FaultInjector implements Transmit {
    private final Faults faults;
    private final Fault[] list;
    private final SimulatedMachine machine;
    private final Transmit next;
    private final Noise noise;
    private final byte[] wireCopy = new byte[Protocol.MAX_WIRE_BYTES];
    private final double[] frozen;
    private final double[] force = new double[Disturbance.FORCE.size()];
    private long frozenSampleNs;
    private boolean freezing;
    private boolean stopped;
    private boolean cut;
    private boolean corrupt;
    private boolean gusty;
    private boolean muted;

    /** @param next where frames go that get through */
    FaultInjector(Faults faults, SimulatedMachine machine, Transmit next, long seed) {
        this.faults = faults;
        this.machine = machine;
        this.next = next;
        list = faults.all().toArray(new Fault[0]);
        noise = new Noise(seed);
        frozen = new double[machine.sensors().size()];
    }

    /** Moves to a time after the first arming. */
    void advance(long elapsedNs) {
        boolean freeze = false;
        boolean stop = false;
        boolean gust = false;
        Arrays.fill(force, 0);
        cut = false;
        for (int i = 0; i < list.length; i++) {
            Fault fault = list[i];
            if (fault.kind().onHost()) {
                continue;
            }
            boolean once = fault.forNs() == 0 && elapsedNs >= fault.atNs() && !faults.hasBegun(i);
            if (!once && !fault.acts(elapsedNs)) {
                continue;
            }
            faults.begin(i);
            switch (fault.kind()) {
                case LINK_CUT -> cut = true;
                case FRAME_CORRUPT -> corrupt = true;
                case SENSOR_FREEZE -> {
                    freeze = true;
                    stop |= fault.stopped();
                }
                default -> {
                    gust = true;
                    force[0] += fault.forceN()[0];
                    force[1] += fault.forceN()[1];
                    force[2] += fault.forceN()[2];
                }
            }
        }
        freezing = freeze;
        stopped = stop;
        if (gust || gusty) {
            machine.disturb(Disturbance.FORCE, force);
        }
        gusty = gust;
    }

    /** Whether nothing passes the link now. */
    boolean cut() {
        return cut;
    }

    /** From now on nothing is sent, whatever it is. */
    void mute() {
        muted = true;
    }

    /** Whether a received frame gets through. */
    boolean admits(MessageType type) {
        return !cut || type.isLockstep();
    }

    /** The sample to stream: the present one, or the last before a freeze. */
    double[] streamed(double[] measured, long sampleNs) {
        if (freezing) {
            return frozen;
        }
        System.arraycopy(measured, 0, frozen, 0, frozen.length);
        frozenSampleNs = sampleNs;
        return measured;
    }

    long streamedSampleNs(long sampleNs) {
        return freezing && stopped ? frozenSampleNs : sampleNs;
    }

    @Override
    public void transmit(MessageType type, byte[] wire, int length) {
        if (muted || !admits(type)) {
            return;
        }
        if (corrupt && type == MessageType.SENSORS) {
            corrupt = false;
            System.arraycopy(wire, 0, wireCopy, 0, length);
            flip(length);
            next.transmit(type, wireCopy, length);
        } else {
            next.transmit(type, wire, length);
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
