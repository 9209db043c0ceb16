package dev.creance.drivers;

import dev.creance.bridge.DeviceIdentity;
import dev.creance.bridge.HostEndpoint;
import dev.creance.bridge.HostProfile;
import dev.creance.bridge.Protocol;
import dev.creance.bridge.Schemas;
import dev.creance.runtime.Clock;
import dev.creance.runtime.DeviceException;
import dev.creance.runtime.Link;
import java.util.function.BooleanSupplier;

/** Opens a session with a device, or says in words why there is none. */
final class Handshake {
    static final long TIMEOUT_NS = 3_000_000_000L;
    static final long REPEAT_NS = 100_000_000;
    private static final long POLL_NS = 1_000_000;
    private static final int TIME_EXCHANGES = 8;

    private final HostEndpoint host;
    private final Link link;
    private final Clock wall;
    private final HostProfile profile;
    private final byte[] received = new byte[1024];
    private long receivedBytes;

    Handshake(HostEndpoint host, Link link, Clock wall, HostProfile profile) {
        this.host = host;
        this.link = link;
        this.wall = wall;
        this.profile = profile;
    }

    void shake(Clock clock) throws DeviceException {
        long deadlineNs = wall.nowNs() + TIMEOUT_NS;
        while (host.identity() == null) {
            host.hello(clock.nowNs());
            await(clock, () -> host.identity() != null, REPEAT_NS);
            if (host.identity() == null && wall.nowNs() - deadlineNs > 0) {
                throw new DeviceException(noAnswer());
            }
        }
        judge();
        if (!profile.virtualTime()) {
            for (int i = 1; i <= TIME_EXCHANGES; i++) {
                int exchanges = i;
                host.requestTime(clock.nowNs());
                await(clock, () -> host.timeExchanges() >= exchanges, REPEAT_NS);
            }
        }
    }

    private void await(Clock clock, BooleanSupplier done, long limitNs) throws DeviceException {
        long untilNs = wall.nowNs() + limitNs;
        while (!done.getAsBoolean() && wall.nowNs() - untilNs < 0) {
            int count = link.read(received);
            if (count == Link.CLOSED) {
                throw new DeviceException(link.describe() + ": the link is closed; check cable, port and power");
            }
            if (count == 0) {
                wall.sleepUntil(wall.nowNs() + POLL_NS / 10);
            } else {
                receivedBytes += count;
                host.receive(received, count, clock.nowNs());
            }
        }
    }

    private String noAnswer() {
        String where = link.describe() + ": no answer to the handshake within " + TIMEOUT_NS / 1_000_000_000 + " s, ";
        return receivedBytes == 0
                ? where + "not one byte; check power, cable and port"
                : where + receivedBytes + " bytes that were no valid frame; check the baud rate and that the firmware "
                        + "speaks bridge v" + Protocol.MAJOR;
    }

    private void judge() throws DeviceException {
        DeviceIdentity device = host.identity();
        Schemas ours = host.schemas();
        Schemas theirs = host.deviceSchemas();
        String who = link.describe() + ": " + device.name() + " (" + device.firmware() + " " + device.version() + ") ";
        switch (host.helloResult()) {
            case BUSY ->
                throw new DeviceException(
                        who + "is flying for another host; stop that one or wait until it has landed");
            case SCHEMA_MISMATCH -> throw new DeviceException(who + schemaMismatch(ours, theirs));
            case ENVELOPE_MISMATCH -> throw new DeviceException(who + envelopeMismatch(ours, theirs));
            case ACCEPTED -> {}
        }
        if (profile.virtualTime() && !device.can(Protocol.CAPABILITY_LOCKSTEP)) {
            throw new DeviceException(who + "cannot run in lockstep; leave out --lockstep");
        }
        double rateHz = 1e9 / profile.envelope().tickNs();
        if (rateHz > device.maxRateHz()) {
            throw new DeviceException(who + "takes at most " + device.maxRateHz()
                    + " commands a second; lower loop.rate=" + Math.round(rateHz) + " Hz");
        }
    }

    private static String schemaMismatch(Schemas ours, Schemas theirs) {
        boolean inSensors = ours.sensors() != theirs.sensors();
        return String.format(
                "has other %s: its layout hash is %016x, ours is %016x; update its firmware or choose another driver",
                inSensors ? "sensors" : "commands",
                inSensors ? theirs.sensors() : theirs.commands(),
                inSensors ? ours.sensors() : ours.commands());
    }

    private static String envelopeMismatch(Schemas ours, Schemas theirs) {
        return String.format(
                "enforces another envelope and will not arm: its hash is %016x, ours is %016x; write the limits of this"
                        + " configuration to the device or take over its own",
                theirs.envelope(), ours.envelope());
    }
}
