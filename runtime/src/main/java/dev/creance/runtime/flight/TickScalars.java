package dev.creance.runtime.flight;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.creance.runtime.CandidateInputs;
import dev.creance.runtime.Cause;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.DeviceStatus;
import dev.creance.runtime.Directive;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Handover;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.Source;
import dev.creance.runtime.StopRequest;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickRecord;
import dev.creance.runtime.Verdict;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** The part of an encoded record whose size is the same for every schema: all that is no array. */
@HotPath
final class TickScalars {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    // TickInputs:
    private static final long TICK = 0;
    private static final long SCHEDULED = 8;
    private static final long NOW = 16;
    private static final long ACTION_TICK = 24;
    private static final long DROPPED = 32;
    private static final long SENSORS_HEAD = 40;
    // DeviceStatus:
    private static final long LAST_RECEIPT = 72;
    private static final long REJECTED = 80;
    private static final long MISSED = 88;
    private static final long APPLIED = 96;
    private static final long CLOCK_OFFSET = 104;
    private static final long ROUND_TRIP = 112;
    // TickOutputs and ShieldDecision:
    private static final long REFERENCE_HEAD = 120;
    private static final long CAUSES = 152;
    private static final long BLOCKERS = 160;
    private static final long TRANSITION_VALUE = 168;
    private static final long TRANSITION_TICK = 176;
    private static final long ACTIVE_SINCE = 184;
    private static final long DECISION_SEQUENCE = 192;
    // Durations:
    private static final long WAKEUP = 200;
    private static final long READ = 208;
    private static final long OBSERVE = 216;
    private static final long POLICY = 224;
    private static final long SHIELD = 232;
    private static final long WRITE = 240;
    private static final long TICK_DURATION = 248;
    // Narrow ones:
    private static final long FAULT_BITS = 256;
    private static final long OVERRUNS = 260;
    private static final long FLAGS = 264;
    private static final long DEVICE_STATE = 265;
    private static final long ACTION_STATUS = 266;
    private static final long STOP = 267;
    private static final long VERDICT = 268;
    private static final long SOURCE = 269;
    private static final long STATE = 270;
    private static final long DIRECTIVE = 271;
    private static final long TRANSITION_CAUSE = 272;

    // The candidate, in TickInputs and TickOutputs:
    private static final long HANDOVER = 273;
    private static final long CANDIDATE_STATUS = 274;
    private static final long CANDIDATE_REFUSED = 276;
    private static final long CANDIDATE = 280;
    private static final long CANDIDATE_TICK = 288;
    private static final long IN_CHARGE = 296;

    private static final int SENSOR_FRESH = 1;
    private static final int ACTION_FRESH = 2;
    private static final int OBSERVED = 4;
    private static final int DEVICE_READY = 8;
    private static final int LINK_CLOSED = 16;
    private static final int CANDIDATE_FRESH = 32;
    private static final int CANDIDATE_SUCCEEDS = 64;
    private static final int SETPOINTS_FRESH = 128;
    private static final byte NO_CAUSE = -1;

    private static final DeviceState[] DEVICE_STATES = DeviceState.values();
    private static final PolicyStatus[] POLICY_STATUSES = PolicyStatus.values();
    private static final StopRequest[] STOP_REQUESTS = StopRequest.values();
    private static final Verdict[] VERDICTS = Verdict.values();
    private static final Source[] SOURCES = Source.values();
    private static final FailsafeState[] STATES = FailsafeState.values();
    private static final Directive[] DIRECTIVES = Directive.values();
    private static final Cause[] CAUSE_VALUES = Cause.values();
    private static final Handover[] HANDOVERS = Handover.values();

    /** Bytes of this part, a multiple of 8. */
    static final long SIZE = 304;

    private TickScalars() {}

    static void encode(TickRecord record, MemorySegment out, long base) {
        encodeInputs(record.in, out, base);
        encodeDevice(record.in.device, out, base);
        encodeDecision(record.out.decision, out, base);
        encodeCandidate(record, out, base);
        encodeTimings(record, out, base);
        encodeFrameHead(record.out.reference, out, base + REFERENCE_HEAD);
        out.set(JAVA_BYTE, base + FLAGS, flags(record));
    }

    static void decode(MemorySegment from, long base, TickRecord recordOut) {
        decodeInputs(from, base, recordOut.in);
        decodeDevice(from, base, recordOut.in.device);
        decodeDecision(from, base, recordOut.out.decision);
        decodeCandidate(from, base, recordOut);
        decodeTimings(from, base, recordOut);
        decodeFrameHead(from, base + REFERENCE_HEAD, recordOut.out.reference);
        setFlags(from.get(JAVA_BYTE, base + FLAGS), recordOut);
    }

    private static byte flags(TickRecord record) {
        return (byte) ((record.in.sensorFresh ? SENSOR_FRESH : 0)
                | (record.in.actionFresh ? ACTION_FRESH : 0)
                | (record.out.observed ? OBSERVED : 0)
                | (record.in.device.ready ? DEVICE_READY : 0)
                | (record.in.device.linkClosed ? LINK_CLOSED : 0)
                | (record.in.candidate.actionFresh ? CANDIDATE_FRESH : 0)
                | (record.in.candidate.succeeds ? CANDIDATE_SUCCEEDS : 0)
                | (record.in.setpoints.fresh ? SETPOINTS_FRESH : 0));
    }

    private static void setFlags(byte flags, TickRecord recordOut) {
        recordOut.in.sensorFresh = (flags & SENSOR_FRESH) != 0;
        recordOut.in.actionFresh = (flags & ACTION_FRESH) != 0;
        recordOut.out.observed = (flags & OBSERVED) != 0;
        recordOut.in.device.ready = (flags & DEVICE_READY) != 0;
        recordOut.in.device.linkClosed = (flags & LINK_CLOSED) != 0;
        recordOut.in.candidate.actionFresh = (flags & CANDIDATE_FRESH) != 0;
        recordOut.in.candidate.succeeds = (flags & CANDIDATE_SUCCEEDS) != 0;
        recordOut.in.setpoints.fresh = (flags & SETPOINTS_FRESH) != 0;
    }

    private static void encodeCandidate(TickRecord record, MemorySegment out, long base) {
        CandidateInputs candidate = record.in.candidate;
        out.set(LONG, base + CANDIDATE, candidate.id);
        out.set(LONG, base + CANDIDATE_TICK, candidate.actionTick);
        out.set(INT, base + CANDIDATE_REFUSED, candidate.refused);
        out.set(JAVA_BYTE, base + CANDIDATE_STATUS, (byte) candidate.actionStatus.ordinal());
        out.set(LONG, base + IN_CHARGE, record.out.policy);
        out.set(JAVA_BYTE, base + HANDOVER, (byte) record.out.handover.ordinal());
    }

    private static void decodeCandidate(MemorySegment from, long base, TickRecord recordOut) {
        CandidateInputs candidate = recordOut.in.candidate;
        candidate.id = from.get(LONG, base + CANDIDATE);
        candidate.actionTick = from.get(LONG, base + CANDIDATE_TICK);
        candidate.refused = from.get(INT, base + CANDIDATE_REFUSED);
        candidate.actionStatus = POLICY_STATUSES[from.get(JAVA_BYTE, base + CANDIDATE_STATUS)];
        recordOut.out.policy = from.get(LONG, base + IN_CHARGE);
        recordOut.out.handover = HANDOVERS[from.get(JAVA_BYTE, base + HANDOVER)];
    }

    private static void encodeInputs(TickInputs in, MemorySegment out, long base) {
        out.set(LONG, base + TICK, in.tick);
        out.set(LONG, base + SCHEDULED, in.scheduledNs);
        out.set(LONG, base + NOW, in.nowNs);
        out.set(LONG, base + ACTION_TICK, in.actionTick);
        out.set(LONG, base + DROPPED, in.droppedRecords);
        encodeFrameHead(in.sensors, out, base + SENSORS_HEAD);
        out.set(INT, base + OVERRUNS, in.overrunsInARow);
        out.set(JAVA_BYTE, base + ACTION_STATUS, (byte) in.actionStatus.ordinal());
        out.set(JAVA_BYTE, base + STOP, (byte) in.stop.ordinal());
    }

    private static void decodeInputs(MemorySegment from, long base, TickInputs inOut) {
        inOut.tick = from.get(LONG, base + TICK);
        inOut.scheduledNs = from.get(LONG, base + SCHEDULED);
        inOut.nowNs = from.get(LONG, base + NOW);
        inOut.actionTick = from.get(LONG, base + ACTION_TICK);
        inOut.droppedRecords = from.get(LONG, base + DROPPED);
        decodeFrameHead(from, base + SENSORS_HEAD, inOut.sensors);
        inOut.overrunsInARow = from.get(INT, base + OVERRUNS);
        inOut.actionStatus = POLICY_STATUSES[from.get(JAVA_BYTE, base + ACTION_STATUS)];
        inOut.stop = STOP_REQUESTS[from.get(JAVA_BYTE, base + STOP)];
    }

    private static void encodeFrameHead(Frame frame, MemorySegment out, long base) {
        out.set(LONG, base, frame.validBits);
        out.set(LONG, base + 8, frame.sequence);
        out.set(LONG, base + 16, frame.sampleNs);
        out.set(LONG, base + 24, frame.receiptNs);
    }

    private static void decodeFrameHead(MemorySegment from, long base, Frame frameOut) {
        frameOut.validBits = from.get(LONG, base);
        frameOut.sequence = from.get(LONG, base + 8);
        frameOut.sampleNs = from.get(LONG, base + 16);
        frameOut.receiptNs = from.get(LONG, base + 24);
    }

    private static void encodeDevice(DeviceStatus device, MemorySegment out, long base) {
        out.set(LONG, base + LAST_RECEIPT, device.lastReceiptNs);
        out.set(LONG, base + REJECTED, device.rejectedFrames);
        out.set(LONG, base + MISSED, device.missedFrames);
        out.set(LONG, base + APPLIED, device.appliedCommand);
        out.set(LONG, base + CLOCK_OFFSET, device.clockOffsetNs);
        out.set(LONG, base + ROUND_TRIP, device.roundTripNs);
        out.set(INT, base + FAULT_BITS, device.faultBits);
        out.set(JAVA_BYTE, base + DEVICE_STATE, (byte) device.state.ordinal());
    }

    private static void decodeDevice(MemorySegment from, long base, DeviceStatus deviceOut) {
        deviceOut.lastReceiptNs = from.get(LONG, base + LAST_RECEIPT);
        deviceOut.rejectedFrames = from.get(LONG, base + REJECTED);
        deviceOut.missedFrames = from.get(LONG, base + MISSED);
        deviceOut.appliedCommand = from.get(LONG, base + APPLIED);
        deviceOut.clockOffsetNs = from.get(LONG, base + CLOCK_OFFSET);
        deviceOut.roundTripNs = from.get(LONG, base + ROUND_TRIP);
        deviceOut.faultBits = from.get(INT, base + FAULT_BITS);
        deviceOut.state = DEVICE_STATES[from.get(JAVA_BYTE, base + DEVICE_STATE)];
    }

    private static void encodeDecision(ShieldDecision decision, MemorySegment out, long base) {
        out.set(LONG, base + CAUSES, decision.causes);
        out.set(LONG, base + BLOCKERS, decision.armingBlockers);
        out.set(DOUBLE, base + TRANSITION_VALUE, decision.transitionValue);
        out.set(LONG, base + TRANSITION_TICK, decision.transitionTick);
        out.set(LONG, base + ACTIVE_SINCE, decision.activeSinceNs);
        out.set(LONG, base + DECISION_SEQUENCE, decision.sequence);
        out.set(JAVA_BYTE, base + VERDICT, (byte) decision.verdict.ordinal());
        out.set(JAVA_BYTE, base + SOURCE, (byte) decision.source.ordinal());
        out.set(JAVA_BYTE, base + STATE, (byte) decision.state.ordinal());
        out.set(JAVA_BYTE, base + DIRECTIVE, (byte) decision.directive.ordinal());
        Cause cause = decision.transitionCause;
        out.set(JAVA_BYTE, base + TRANSITION_CAUSE, cause == null ? NO_CAUSE : (byte) cause.ordinal());
    }

    private static void decodeDecision(MemorySegment from, long base, ShieldDecision decisionOut) {
        decisionOut.causes = from.get(LONG, base + CAUSES);
        decisionOut.armingBlockers = from.get(LONG, base + BLOCKERS);
        decisionOut.transitionValue = from.get(DOUBLE, base + TRANSITION_VALUE);
        decisionOut.transitionTick = from.get(LONG, base + TRANSITION_TICK);
        decisionOut.activeSinceNs = from.get(LONG, base + ACTIVE_SINCE);
        decisionOut.sequence = from.get(LONG, base + DECISION_SEQUENCE);
        decisionOut.verdict = VERDICTS[from.get(JAVA_BYTE, base + VERDICT)];
        decisionOut.source = SOURCES[from.get(JAVA_BYTE, base + SOURCE)];
        decisionOut.state = STATES[from.get(JAVA_BYTE, base + STATE)];
        decisionOut.directive = DIRECTIVES[from.get(JAVA_BYTE, base + DIRECTIVE)];
        byte cause = from.get(JAVA_BYTE, base + TRANSITION_CAUSE);
        decisionOut.transitionCause = cause == NO_CAUSE ? null : CAUSE_VALUES[cause];
    }

    private static void encodeTimings(TickRecord record, MemorySegment out, long base) {
        out.set(LONG, base + WAKEUP, record.wakeupNs);
        out.set(LONG, base + READ, record.readNs);
        out.set(LONG, base + OBSERVE, record.observeNs);
        out.set(LONG, base + POLICY, record.policyNs);
        out.set(LONG, base + SHIELD, record.shieldNs);
        out.set(LONG, base + WRITE, record.writeNs);
        out.set(LONG, base + TICK_DURATION, record.tickNs);
    }

    private static void decodeTimings(MemorySegment from, long base, TickRecord recordOut) {
        recordOut.wakeupNs = from.get(LONG, base + WAKEUP);
        recordOut.readNs = from.get(LONG, base + READ);
        recordOut.observeNs = from.get(LONG, base + OBSERVE);
        recordOut.policyNs = from.get(LONG, base + POLICY);
        recordOut.shieldNs = from.get(LONG, base + SHIELD);
        recordOut.writeNs = from.get(LONG, base + WRITE);
        recordOut.tickNs = from.get(LONG, base + TICK_DURATION);
    }
}
