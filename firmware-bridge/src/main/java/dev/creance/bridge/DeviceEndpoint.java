package dev.creance.bridge;

import dev.creance.runtime.DeviceState;
import dev.creance.runtime.HotPath;
import java.nio.ByteBuffer;

/**
 * The device's end of bridge v1 as a pure state machine: bytes and times in, commands and frames out. It has no thread, no
 * clock and no physics: its owner feeds it what arrives, calls {@link #advance} in each of its periods, asks what the actuators
 * should do, streams its sensors through it and says when it has landed. Times are the device's own clock and never go back.
 *
 * <pre>{@code
 * device.receive(bytes, count, nowNs);
 * device.advance(nowNs);
 * switch (device.state()) {
 *     case ARMED -> device.commandInto(actuators);
 *     case LEVELLING, DESCENDING -> ownLaw(actuators, nowNs - device.expiredSinceNs());
 *     case DISARMED, STOPPED -> off(actuators);
 * }
 * device.sendSensors(nowNs, values, validBits);
 * }</pre>
 */
@HotPath
public final class DeviceEndpoint {
    /** What {@link #grantedUntilNs} returns while no time is granted. */
    public static final long NO_GRANT = Long.MIN_VALUE;

    private final DeviceProfile profile;
    private final Schemas schemas;
    private final Transmit transmit;
    private final FrameReader reader = new FrameReader();
    private final FrameWriter writer = new FrameWriter();
    private final FrameReader.Handler handler = this::frame;
    private final DeviceStates states;
    private final FaultLatch faults = new FaultLatch();
    private final DeviceRequests requests;
    private final DeviceCommands commands;
    private final SensorsMessage sensors;

    private FrameGate inbound = type -> true;
    private long nowNs;
    private boolean inSession;
    private int session;
    private boolean virtualTime;
    private int sensorSequence;
    private int faultSequence;
    private long grantedUntilNs = NO_GRANT;
    private int grantSequence;
    private boolean haveGrant;

    public DeviceEndpoint(DeviceProfile profile, Transmit transmit) {
        this.profile = profile;
        this.schemas = profile.schemas();
        this.transmit = transmit;
        this.states = new DeviceStates(profile.envelope());
        this.requests = new DeviceRequests(schemas, states, faults);
        this.commands = new DeviceCommands(profile, states, faults);
        this.sensors = new SensorsMessage(profile.sensors().size());
    }

    /** Lets a simulator lose received frames. Everything gets through by default. */
    public void inbound(FrameGate frameGate) {
        inbound = frameGate;
    }

    /** Takes {@code bytes[0, count)} as they arrived and answers what needs an answer. */
    public void receive(byte[] bytes, int count, long timeNs) {
        advance(timeNs);
        reader.feed(bytes, count, handler);
    }

    /** Lets commands expire and windows close. Call it in every period, whether bytes arrived or not. */
    public void advance(long timeNs) {
        nowNs = timeNs;
        DeviceState before = states.state();
        states.advance(timeNs);
        if (states.state() != before) {
            commands.interrupted();
        }
        FaultReport report = inSession ? faults.due(timeNs) : null;
        if (report != null) {
            report.write(writer.begin(MessageType.FAULT, 0, ++faultSequence, timeNs));
            writer.send(transmit);
            faults.reported();
        }
    }

    /** Streams one sample; nothing is sent before a session has begun. */
    public void sendSensors(long sampleNs, double[] values, long validBits) {
        if (!inSession) {
            return;
        }
        sensors.sampleNs = sampleNs;
        sensors.validBits = validBits;
        sensors.faultBits = faults.bits();
        sensors.appliedCommand = commands.appliedSequence();
        sensors.commandAgeUs = commands.ageUs(sampleNs);
        sensors.state = states.state().ordinal();
        sensors.refusal = commands.refusal().ordinal();
        sensors.refusedCommands = commands.refused();
        for (int i = 0; i < sensors.values.length; i++) {
            sensors.values[i] = (float) values[i];
        }
        sensors.write(
                writer.begin(MessageType.SENSORS, Protocol.schemaId(schemas.sensors()), ++sensorSequence, sampleNs));
        writer.send(transmit);
    }

    /** Until when the host lets time go on; {@link #NO_GRANT} while it does not. */
    public long grantedUntilNs() {
        return grantedUntilNs;
    }

    /** The owner's time has reached what was granted, and all it had to send is sent. */
    public void grantDone(long reachedNs) {
        nowNs = reachedNs;
        grantedUntilNs = NO_GRANT;
        writer.begin(MessageType.GRANT_DONE, 0, grantSequence, reachedNs).putLong(reachedNs);
        writer.send(transmit);
    }

    public DeviceState state() {
        return states.state();
    }

    /** Writes the actuator commands in force: the last one accepted while ARMED, zeros while actuators are off. */
    public void commandInto(double[] out) {
        commands.into(out);
    }

    /** Whether nobody asks for anything: the command in force comes from no source, or there is none yet. */
    public boolean idle() {
        return commands.idle();
    }

    /** When the last command expired; meaningful in LEVELLING and DESCENDING. */
    public long expiredSinceNs() {
        return states.expiredSinceNs();
    }

    /** The owner has found the vehicle at rest on the ground: ends LEVELLING and DESCENDING. */
    public void landed(long timeNs) {
        nowNs = timeNs;
        states.landed();
    }

    /** Sets the device's own fault bits ({@link DeviceFaults#OWNER_MASK}); any of them forbids arming. */
    public void faults(int ownerBits, long timeNs) {
        faults.owner(ownerBits, timeNs);
    }

    public int faultBits() {
        return faults.bits();
    }

    /** Whether a host has shaken hands. */
    public boolean inSession() {
        return inSession;
    }

    /** Whether the host's time is virtual: it grants time. */
    public boolean virtualTime() {
        return virtualTime;
    }

    /** Frame sequence of the newest command that was applied; 0 before the first. */
    public int appliedSequence() {
        return commands.appliedSequence();
    }

    /** Why the last command that was refused while armed was refused. */
    public Refusal lastRefusal() {
        return commands.refusal();
    }

    public int refusedCommands() {
        return commands.refused();
    }

    /** Frames dropped since the start, for whatever reason. */
    public long rejectedFrames() {
        return reader.rejected();
    }

    private void frame(FrameReader frame) {
        if (!inbound.admits(frame.type())) {
            return;
        }
        switch (frame.type()) {
            case HELLO -> hello(frame);
            case COMMAND -> {
                if (inSession) {
                    commands.handle(frame, session, sensorSequence, nowNs);
                }
            }
            case TIME_REQUEST -> timeRequest(frame);
            case GRANT -> grant(frame);
            case ARM, DISARM, LAND, STOP, CLEAR_STOP -> request(frame);
            default -> frame.reject(Rejection.TYPE);
        }
    }

    private void hello(FrameReader frame) {
        ByteBuffer in = frame.payload();
        int asked = in.getInt();
        in.getInt(); // the host's tick, for the owner's eyes only: the envelope's hash covers it
        Schemas theirs = Schemas.read(in);
        HelloResult result = HelloResult.ACCEPTED;
        if (!schemas.sameLayouts(theirs)) {
            result = HelloResult.SCHEMA_MISMATCH;
        } else if (!states.actuatorsOff() && asked != session) {
            result = HelloResult.BUSY;
        } else if (schemas.envelope() != theirs.envelope()) {
            result = HelloResult.ENVELOPE_MISMATCH;
        }
        boolean begins = result == HelloResult.ACCEPTED || result == HelloResult.ENVELOPE_MISMATCH;
        if (begins && states.actuatorsOff()) {
            begin(asked, frame.virtualTime());
        }
        reply(frame.sequence(), asked, result);
    }

    private void begin(int asked, boolean virtual) {
        inSession = true;
        session = asked;
        virtualTime = virtual;
        writer.virtualTime(virtual);
        requests.begin(asked, profile.bootNonce());
        commands.begin();
        faults.clearProtocol();
        sensorSequence = 0;
        haveGrant = false;
    }

    private void reply(int sequence, int asked, HelloResult result) {
        new HelloReplyMessage(
                        asked,
                        requests.challenge(),
                        schemas,
                        profile.sensors().size(),
                        profile.commands().size(),
                        states.state().ordinal(),
                        result,
                        profile.identity())
                .write(writer.begin(MessageType.HELLO_REPLY, 0, sequence, nowNs));
        writer.send(transmit);
    }

    private void timeRequest(FrameReader frame) {
        long sentNs = frame.payload().getLong();
        writer.begin(MessageType.TIME_RESPONSE, 0, frame.sequence(), nowNs)
                .putLong(sentNs)
                .putLong(nowNs)
                .putLong(nowNs);
        writer.send(transmit);
    }

    /** A grant that comes again because its answer was lost is answered again, not run again. */
    private void grant(FrameReader frame) {
        long untilNs = frame.payload().getLong();
        boolean again = haveGrant && frame.sequence() == grantSequence;
        haveGrant = true;
        grantSequence = frame.sequence();
        if (!again) {
            grantedUntilNs = untilNs;
        } else if (grantedUntilNs == NO_GRANT) {
            grantDone(nowNs);
        }
    }

    private void request(FrameReader frame) {
        DeviceState before = states.state();
        AckResult result = requests.handle(frame.type(), frame.payload(), nowNs);
        if (states.state() == DeviceState.ARMED && before != DeviceState.ARMED) {
            commands.armed();
        }
        ByteBuffer out = writer.begin(MessageType.ACKNOWLEDGE, 0, frame.sequence(), nowNs);
        out.put((byte) frame.type().code()).put((byte) result.ordinal());
        out.put((byte) states.state().ordinal()).put((byte) 0);
        out.putInt(requests.nonce()).putInt(session).putInt(faults.bits());
        schemas.write(out);
        writer.send(transmit);
    }
}
