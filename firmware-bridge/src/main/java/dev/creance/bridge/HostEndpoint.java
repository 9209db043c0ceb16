package dev.creance.bridge;

import dev.creance.runtime.Command;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.DeviceStatus;
import dev.creance.runtime.Directive;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import java.nio.ByteBuffer;

/**
 * The host's end of bridge v1 as a pure state machine: no thread, no clock. One thread uses it; only {@link #stopConfirmed} and
 * the {@link StopSender} may be used from others.
 */
@HotPath
public final class HostEndpoint {
    private static final DeviceState[] STATES = DeviceState.values();
    private static final int HELLO_SEQUENCE = 1;

    private final HostProfile profile;
    private final Schemas schemas;
    private final Requests requests;
    private final Transmit transmit;
    private final FrameReader reader = new FrameReader();
    private final FrameWriter writer = new FrameWriter();
    private final FrameReader.Handler handler = this::frame;
    private final SensorTracker sensors;
    private final CommandMessage command;
    private final Token token = new Token();
    private final HostTiming timing;
    private final DirectiveSender directives;
    private final FaultReport fault = new FaultReport();

    private HelloReplyMessage reply;
    private boolean ready;
    private DeviceState state = DeviceState.DISARMED;
    private int faultBits;
    private boolean heard;
    private long lastReceiptNs = Long.MIN_VALUE;
    private long receivedNs;
    private long commandSequence;
    private long faultReports;
    private volatile boolean stopConfirmed;

    public HostEndpoint(HostProfile profile, Transmit transmit) {
        this.profile = profile;
        this.schemas = profile.schemas();
        this.requests = new Requests(profile);
        this.transmit = transmit;
        this.sensors = new SensorTracker(profile.sensors(), schemas.sensors());
        this.command = new CommandMessage(profile.commands().size());
        this.directives = new DirectiveSender(requests, writer, transmit);
        this.timing = new HostTiming(writer, transmit);
        writer.virtualTime(profile.virtualTime());
    }

    /** A way to stop the device for another thread, over its own transmit. */
    public StopSender stopSender(Transmit stopTransmit) {
        return new StopSender(requests, profile.virtualTime(), stopTransmit);
    }

    /** Asks for a session; repeat it until {@link #identity} is there. Its bytes but the time are the same each time. */
    public void hello(long nowNs) {
        ByteBuffer out = writer.begin(MessageType.HELLO, 0, HELLO_SEQUENCE, nowNs);
        out.putInt(profile.session()).putInt(profile.envelope().tickNs());
        schemas.write(out);
        out.put(DeviceIdentity.nameBytes(profile.name()));
        writer.send(transmit);
    }

    /** What the device said of itself; null before it has answered. */
    public DeviceIdentity identity() {
        return reply == null ? null : reply.identity();
    }

    /** How it answered; null before it has. */
    public HelloResult helloResult() {
        return reply == null ? null : reply.result();
    }

    /** The device's hashes; null before it has answered. */
    public Schemas deviceSchemas() {
        return reply == null ? null : reply.schemas();
    }

    public Schemas schemas() {
        return schemas;
    }

    /** Takes {@code bytes[0, count)} as they arrived; {@code nowNs} is the host's clock, for the time synchronisation. */
    public void receive(byte[] bytes, int count, long nowNs) {
        receivedNs = nowNs;
        reader.feed(bytes, count, handler);
    }

    /** Copies the newest sensor frame since the last call, if there is one. */
    public boolean takeSensors(long nowNs, Frame sensorsOut) {
        return sensors.take(nowNs, sensorsOut);
    }

    /** Writes everything but {@code linkClosed}; what was heard since the last call counts as received at {@code nowNs}. */
    public void statusInto(long nowNs, DeviceStatus statusOut) {
        if (heard) {
            heard = false;
            lastReceiptNs = nowNs;
        }
        statusOut.ready = ready;
        statusOut.state = state;
        statusOut.faultBits = faultBits;
        statusOut.lastReceiptNs = lastReceiptNs;
        statusOut.rejectedFrames = reader.rejected();
        statusOut.missedFrames = sensors.missed();
        statusOut.appliedCommand =
                commandSequence + Protocol.distance((int) commandSequence, sensors.latest().appliedCommand);
        statusOut.clockOffsetNs = timing.clockSync().offsetNs();
        statusOut.roundTripNs = timing.clockSync().roundTripNs();
    }

    /** Sends a command with its watchdog token. */
    public void sendCommand(long nowNs, Command source) {
        command.validForUs = source.validForUs;
        command.sensorSequence = (int) source.sensorSequence;
        command.shieldSequence = (int) source.shieldSequence;
        command.policySequence = (int) source.policySequence;
        command.source = source.source.ordinal();
        for (int i = 0; i < command.values.length; i++) {
            command.values[i] = (float) source.values[i];
        }
        command.token = token.of(profile.session(), command);
        commandSequence++;
        command.write(
                writer.begin(MessageType.COMMAND, Protocol.schemaId(schemas.commands()), (int) commandSequence, nowNs));
        writer.send(transmit);
    }

    /** Sends the directive unless the device already reports it done. A stop goes out as {@link Protocol#STOP_COPIES} copies. */
    public void sendDirective(long nowNs, Directive directive) {
        directives.send(nowNs, directive, state);
    }

    /** Asks the device to leave STOPPED; nothing else does. */
    public void requestClearStop(long nowNs) {
        directives.clearStop(nowNs);
    }

    /** Starts an exchange of timestamps; the one before is given up. */
    public void requestTime(long nowNs) {
        timing.requestTime(nowNs);
    }

    /** Completed exchanges of timestamps. */
    public int timeExchanges() {
        return timing.clockSync().exchanges();
    }

    /** Grants the device time. */
    public void grant(long nowNs, long untilNs) {
        timing.grant(nowNs, untilNs);
    }

    /** Sends the same grant again: its answer may have been lost. */
    public void repeatGrant(long nowNs) {
        timing.repeatGrant(nowNs);
    }

    /** Whether the device has reached the granted time. */
    public boolean grantDone() {
        return timing.grantDone();
    }

    /** Whether the device has said that its actuators are off for good. Safe from any thread. */
    public boolean stopConfirmed() {
        return stopConfirmed;
    }

    /** The device's state as last reported. */
    public DeviceState state() {
        return state;
    }

    /** How the device answered the last request. */
    public AckResult lastResult() {
        return directives.result();
    }

    /** Why the device refused the last command that it refused. */
    public Refusal lastRefusal() {
        return Refusal.ofCode(sensors.latest().refusal);
    }

    /** Commands the device has refused since it was armed. */
    public int refusedCommands() {
        return sensors.latest().refusedCommands;
    }

    /** How many FAULT reports have arrived. */
    public long faultReports() {
        return faultReports;
    }

    /** The newest FAULT report. */
    public FaultReport lastFault() {
        return fault;
    }

    public long rejectedFrames(Rejection rejection) {
        return reader.rejected(rejection);
    }

    private void frame(FrameReader frame) {
        switch (frame.type()) {
            case HELLO_REPLY -> helloReply(frame);
            case SENSORS -> sensors(frame);
            case TIME_RESPONSE -> {
                timing.timeResponse(frame, receivedNs);
                heard = true;
            }
            case GRANT_DONE -> timing.grantDone(frame); // of the simulator's clock, so no sign of life of the link
            case ACKNOWLEDGE -> acknowledge(frame);
            case FAULT -> {
                fault.read(frame.payload());
                faultReports++;
                heard = true;
            }
            default -> frame.reject(Rejection.TYPE);
        }
    }

    private void helloReply(FrameReader frame) {
        HelloReplyMessage message = HelloReplyMessage.read(frame.payload());
        if (message == null || message.state() >= STATES.length) {
            frame.reject(Rejection.VALUE);
        } else if (message.session() == profile.session()) {
            heard = true;
            reply = message;
            state(message.state());
            requests.challenge(message.challenge());
            ready = message.result() == HelloResult.ACCEPTED && schemas.equals(message.schemas());
            sensors.begin();
        }
    }

    private void sensors(FrameReader frame) {
        if (reply == null) {
            return; // of a session before ours
        }
        Rejection rejection = sensors.accept(frame.schemaId(), frame.sequence(), frame.payload());
        if (rejection != null) {
            frame.reject(rejection);
            return;
        }
        heard = true;
        state(sensors.latest().state);
        faultBits = sensors.latest().faultBits;
    }

    private void state(int code) {
        DeviceState before = state;
        state = STATES[code];
        if (state == DeviceState.STOPPED) {
            stopConfirmed = true;
        } else if (before == DeviceState.STOPPED && state == DeviceState.DISARMED) {
            stopConfirmed = false; // cleared: what was on its way before has been heard by now
        }
    }

    private void acknowledge(FrameReader frame) {
        ByteBuffer in = frame.payload();
        MessageType type = MessageType.ofCode(in.get());
        AckResult result = AckResult.ofCode(in.get());
        int reported = in.get() & 0xff;
        in.get();
        int nonce = in.getInt();
        int session = in.getInt();
        if (type == null || reported >= STATES.length) {
            frame.reject(Rejection.VALUE);
            return;
        }
        heard = true;
        state(reported);
        directives.acknowledged(type, nonce, result);
        // It no longer knows us: it has restarted since, or has other limits than it said.
        if (session != profile.session()
                || result == AckResult.REFUSED_PROOF
                || result == AckResult.REFUSED_SCHEMA
                || result == AckResult.REFUSED_ENVELOPE) {
            ready = false;
        }
    }
}
