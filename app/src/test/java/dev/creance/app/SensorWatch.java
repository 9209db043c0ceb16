package dev.creance.app;

import dev.creance.drivers.BridgeDevice;
import dev.creance.drivers.LinkEnds;
import dev.creance.drivers.Links;
import dev.creance.drivers.PortSpec;
import dev.creance.runtime.Command;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.DeviceStatus;
import dev.creance.runtime.Directive;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Source;
import dev.creance.runtime.realtime.MonotonicClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A host on the wall's clock that arms a device, moves it slowly and keeps what it streams: nobody who would react to what is wrong.
 */
final class SensorWatch {
    private static final long TICK_NS = 1_000_000;

    /** One frame, and what the link had lost and refused until then. */
    record Seen(long sampleNs, long receiptNs, double[] values, long validBits, long missed, long rejected) {
        boolean isValid(int channel) {
            return (validBits & Frame.bit(channel)) != 0;
        }
    }

    final List<Seen> frames = new ArrayList<>();
    private final Frame frame;
    private final DeviceStatus status = new DeviceStatus();
    private final Command command;
    private boolean armed;

    private SensorWatch(RobotConfig config) {
        frame = new Frame(config.machine().sensors());
        command = new Command(config.machine().commands().size());
        command.validForUs = config.vehicle().commandValidityUs();
        command.source = Source.BACKUP;
    }

    /**
     * @param held what each command begins at: a channel of the sensors, or −1 for zero
     * @param perS what it grows by
     * @param untilNs after the device was armed
     */
    static SensorWatch of(RobotConfig config, Path port, int[] held, double perS, long untilNs) throws Exception {
        SensorWatch watch = new SensorWatch(config);
        MonotonicClock clock = new MonotonicClock();
        try (LinkEnds ends = Links.open(new PortSpec.Serial(port.toString()), 2_000_000)) {
            BridgeDevice device = new BridgeDevice(Rehearsal.profile(config, false), ends.near(), clock);
            device.open(clock);
            long endNs = Long.MAX_VALUE;
            for (long nowNs = clock.nowNs(); nowNs < endNs; nowNs = clock.nowNs()) {
                watch.tick(device, nowNs, held, perS);
                if (watch.armed) {
                    endNs = Math.min(endNs, nowNs + untilNs);
                }
                clock.sleepUntil(nowNs + TICK_NS);
            }
            device.close();
        }
        return watch;
    }

    private void tick(BridgeDevice device, long nowNs, int[] held, double perS) {
        boolean fresh = device.read(nowNs, frame, status);
        if (fresh) {
            frames.add(new Seen(
                    frame.sampleNs,
                    frame.receiptNs,
                    frame.values.clone(),
                    frame.validBits,
                    status.missedFrames,
                    status.rejectedFrames));
        }
        if (frames.isEmpty()) {
            return;
        }
        if (!armed) {
            for (int i = 0; i < held.length; i++) {
                command.values[i] = held[i] < 0 ? 0 : frame.values[held[i]];
            }
        }
        if (armed) {
            for (int i = 0; i < held.length; i++) {
                command.values[i] += perS * TICK_NS / 1e9;
            }
        }
        armed |= status.state == DeviceState.ARMED;
        command.sensorSequence = frame.sequence;
        command.shieldSequence++;
        command.policySequence = command.shieldSequence;
        device.write(nowNs, command, armed ? Directive.NONE : Directive.ARM);
    }
}
