package dev.creance.drivers;

import dev.creance.bridge.AckResult;
import dev.creance.bridge.DeviceFaults;
import dev.creance.bridge.DeviceIdentity;
import dev.creance.bridge.FaultReport;
import dev.creance.bridge.HostEndpoint;
import dev.creance.bridge.HostProfile;
import dev.creance.bridge.LinkTransmit;
import dev.creance.bridge.Refusal;
import dev.creance.bridge.StopSender;
import dev.creance.runtime.Clock;
import dev.creance.runtime.Command;
import dev.creance.runtime.DeviceException;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.DeviceStatus;
import dev.creance.runtime.Directive;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Link;
import dev.creance.runtime.LockstepDevice;

/**
 * A device that speaks bridge v1 over any link, real or simulated. In real time nothing after {@link #open} blocks; in lockstep
 * ({@code HostProfile.virtualTime}) {@link #grant} waits for the far end, and no byte sent depends on the wall clock.
 */
@HotPath
public final class BridgeDevice implements LockstepDevice {
    /** Exchanges of timestamps per second. */
    static final int TIME_SYNC_HZ = 10;

    private static final long TIME_SYNC_INTERVAL_NS = 1_000_000_000L / TIME_SYNC_HZ;

    /** Read in one call; small, for jSerialComm copies the whole array in and out. */
    private static final int READ_BYTES = 1024;

    /** Bound on the reads of one tick, so that a link that babbles cannot hold it. A datagram link takes one for each frame. */
    private static final int MAX_READS = 32;

    private final HostProfile profile;
    private final Link link;
    private final Clock wall;
    private final HostEndpoint host;
    private final LinkTransmit transmit;
    private final StopSender stopSender;
    private final byte[] received = new byte[READ_BYTES];
    private final Patience patience = new Patience();
    private Clock clock;
    private long nextTimeSyncNs;
    private boolean linkClosed;

    /**
     * A device at the near end of an open link.
     *
     * @param profile what this host is and expects
     * @param link open; closed with this device
     * @param wall real time, for time limits only
     */
    public BridgeDevice(HostProfile profile, Link link, Clock wall) {
        this.profile = profile;
        this.link = link;
        this.wall = wall;
        this.transmit = new LinkTransmit(link, profile.virtualTime());
        this.host = new HostEndpoint(profile, transmit);
        this.stopSender = host.stopSender(new StopTransmit(link));
        this.clock = wall;
    }

    @Override
    public Layout sensors() {
        return profile.sensors();
    }

    @Override
    public Layout commands() {
        return profile.commands();
    }

    @Override
    public void open(Clock loopClock) throws DeviceException {
        clock = loopClock;
        new Handshake(host, link, wall, profile).shake(clock);
        nextTimeSyncNs = clock.nowNs();
    }

    @Override
    public boolean read(long nowNs, Frame sensorsOut, DeviceStatus statusOut) {
        drain();
        boolean fresh = host.takeSensors(nowNs, sensorsOut);
        host.statusInto(nowNs, statusOut);
        statusOut.linkClosed = linkClosed || transmit.closed();
        statusOut.ready &= !statusOut.linkClosed;
        return fresh;
    }

    /** Takes in what has arrived; returns whether anything had. */
    private boolean drain() {
        for (int i = 0; i < MAX_READS; i++) {
            int count = link.read(received);
            if (count == Link.CLOSED) {
                linkClosed = true;
            }
            if (count <= 0) {
                return i > 0;
            }
            host.receive(received, count, clock.nowNs());
        }
        return true;
    }

    @Override
    public void write(long nowNs, Command command, Directive directive) {
        host.sendCommand(nowNs, command);
        host.sendDirective(nowNs, directive);
        if (!profile.virtualTime() && nowNs - nextTimeSyncNs >= 0) {
            nextTimeSyncNs = nowNs + TIME_SYNC_INTERVAL_NS;
            host.requestTime(clock.nowNs());
        }
    }

    @Override
    public void stop(Directive directive) {
        stopSender.send(directive, clock.nowNs());
    }

    @Override
    public boolean grant(long untilNs) {
        host.grant(clock.nowNs(), untilNs);
        patience.start(wall.nowNs());
        while (!host.grantDone()) {
            if (drain()) {
                patience.progress();
            } else if (linkClosed || transmit.closed()) {
                return false;
            } else {
                switch (patience.idle(wall)) {
                    case WAIT -> {}
                    case REPEAT -> host.repeatGrant(clock.nowNs());
                    case GIVE_UP -> {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /**
     * Releases a device that is latched STOPPED. Off the hot path; before a run only, and only because a person asked for it.
     *
     * @throws DeviceException where the device does not confirm
     */
    public void clearStop() throws DeviceException {
        long deadlineNs = wall.nowNs() + Handshake.TIMEOUT_NS;
        while (host.state() == DeviceState.STOPPED) {
            host.requestClearStop(clock.nowNs());
            wall.sleepUntil(wall.nowNs() + Handshake.REPEAT_NS);
            drain();
            if (wall.nowNs() - deadlineNs > 0) {
                throw new DeviceException(link.describe() + ": the device does not clear its stop; restart it");
            }
        }
    }

    /** What the device said of itself; null before {@link #open}. */
    public DeviceIdentity identity() {
        return host.identity();
    }

    /** The device's state as last reported. Of the tick thread, as all that follows but {@link #stopConfirmed}. */
    public DeviceState state() {
        return host.state();
    }

    /** Whether the device has said that it is STOPPED. Safe from any thread. */
    public boolean stopConfirmed() {
        return host.stopConfirmed();
    }

    /** How the device answered the last directive. */
    public AckResult lastResult() {
        return host.lastResult();
    }

    /** Why it refused the last command it refused since it was armed. */
    public Refusal lastRefusal() {
        return host.lastRefusal();
    }

    public int refusedCommands() {
        return host.refusedCommands();
    }

    /** How many FAULT reports have arrived; {@link #lastFault} is the newest, {@link DeviceFaults} its bits. */
    public long faultReports() {
        return host.faultReports();
    }

    public FaultReport lastFault() {
        return host.lastFault();
    }

    /** Frames that the link did not take whole. */
    public long lostWrites() {
        return transmit.lostFrames();
    }

    @Override
    public void close() {
        link.close();
    }
}
