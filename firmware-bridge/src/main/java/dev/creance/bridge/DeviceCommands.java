package dev.creance.bridge;

import dev.creance.runtime.DeviceState;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Source;
import java.nio.ByteBuffer;

/** The commands a device receives: judged, limited, and the one in force kept. */
@HotPath
final class DeviceCommands {
    private final int schemaId;
    private final DeviceStates states;
    private final FaultLatch faults;
    private final CommandGate gate;
    private final CommandMessage command;
    private final float[] applied;
    private boolean haveApplied;
    private boolean idle;
    private long appliedNs;
    private int appliedSequence;
    private Refusal refusal = Refusal.NONE;
    private int refused;

    DeviceCommands(DeviceProfile profile, DeviceStates states, FaultLatch faults) {
        this.schemaId = Protocol.schemaId(profile.commands().hash());
        this.states = states;
        this.faults = faults;
        this.gate = new CommandGate(profile.envelope());
        this.command = new CommandMessage(profile.commands().size());
        this.applied = new float[profile.commands().size()];
    }

    /** A new session. */
    void begin() {
        gate.reset();
        appliedSequence = 0;
        armed();
    }

    /** A new flight: nothing is in force. */
    void armed() {
        gate.forgetPrevious();
        haveApplied = false;
        refusal = Refusal.NONE;
        refused = 0;
    }

    /** What flies now is no command. */
    void interrupted() {
        gate.forgetPrevious();
    }

    void handle(FrameReader frame, int session, int newestSensors, long nowNs) {
        ByteBuffer in = frame.payload();
        if (in.remaining() != command.payloadBytes()) {
            frame.reject(Rejection.LENGTH);
            return;
        }
        if (frame.schemaId() != schemaId) {
            frame.reject(Rejection.SCHEMA);
            return;
        }
        command.read(in);
        // Judged also while disarmed, so that sequences are known when arming comes.
        Refusal judged = gate.check(frame.sequence(), command, session, newestSensors);
        boolean idle = command.source == Source.NONE.ordinal();
        if (!states.takesCommands() || judged == Refusal.OLD) {
            return;
        }
        if (judged != Refusal.NONE) {
            refuse(judged, frame.sequence(), nowNs);
        } else if (states.state() == DeviceState.ARMED || !idle) {
            apply(frame.sequence(), idle, nowNs);
        }
    }

    private void refuse(Refusal judged, int sequence, long nowNs) {
        refusal = judged;
        refused = Math.min(refused + 1, 0xffff);
        int cause = switch (judged) {
            case NON_FINITE -> DeviceFaults.COMMAND_NON_FINITE;
            case TOKEN, SOURCE, VALIDITY -> DeviceFaults.COMMAND_PROOF;
            default -> 0; // stale data is the host's or the link's trouble; the count and the reason tell of it
        };
        if (cause != 0) {
            faults.command(cause, nowNs, sequence);
            faults.about(-1, Float.NaN, Float.NaN);
        }
    }

    private void apply(int sequence, boolean idle, long nowNs) {
        int raised = gate.limit(command, applied);
        if (raised != 0) {
            faults.command(raised, nowNs, sequence);
            faults.about(gate.limitedChannel(), gate.limitedValue(), gate.limitedTo());
        }
        states.command(nowNs, command.validForUs, idle);
        haveApplied = true;
        this.idle = idle;
        appliedNs = nowNs;
        appliedSequence = sequence;
    }

    void into(double[] out) {
        boolean off = states.actuatorsOff() || !haveApplied;
        for (int i = 0; i < applied.length; i++) {
            out[i] = off ? 0 : applied[i];
        }
    }

    boolean idle() {
        return idle || !haveApplied;
    }

    int ageUs(long nowNs) {
        return haveApplied ? (int) Math.min(Integer.MAX_VALUE, (nowNs - appliedNs) / 1000) : SensorsMessage.NO_COMMAND;
    }

    int appliedSequence() {
        return appliedSequence;
    }

    Refusal refusal() {
        return refusal;
    }

    int refused() {
        return refused;
    }
}
