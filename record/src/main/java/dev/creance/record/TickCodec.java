package dev.creance.record;

import com.google.protobuf.CodedInputStream;
import dev.creance.record.mcap.ByteBuilder;
import dev.creance.record.proto.ProtoBuilder;
import dev.creance.record.proto.ProtoMessage;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Handover;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.StopRequest;
import dev.creance.runtime.TickRecord;
import dev.creance.runtime.flight.RecordSchema;
import java.io.IOException;
import java.util.OptionalInt;

/**
 * Tick records as protobuf messages. What stays from tick to tick (sensors, action, observation) is written where it is new
 * and in every key tick; {@link #read} carries it on. Every bit of inputs and outputs survives.
 */
final class TickCodec {
    static final String PACKAGE = "creance";

    /** Behind what a log has of policies that follow, whether it has any or not. */
    private static final int BEHIND_CANDIDATES = 25;

    private final ProtoMessage<TickRecord> message;
    private final boolean withTimings;

    /** What the newest tick that was written held. */
    private final TickRecord previous;

    private boolean keyTick;

    /** @param withTimings false in lockstep, where durations would make equal runs differ */
    TickCodec(RecordSchema schema, boolean withTimings) {
        this.withTimings = withTimings;
        this.previous = schema.newRecord();
        this.message = message(schema);
    }

    private ProtoMessage<TickRecord> message(RecordSchema schema) {
        ProtoBuilder<TickRecord> builder = new ProtoBuilder<TickRecord>("Tick")
                .int64("tick", r -> r.in.tick, (r, value) -> r.in.tick = value)
                .int64("scheduled_ns", r -> r.in.scheduledNs, (r, value) -> r.in.scheduledNs = value)
                .int64("now_ns", r -> r.in.nowNs, (r, value) -> r.in.nowNs = value)
                .bool("sensor_fresh", r -> r.in.sensorFresh, (r, value) -> r.in.sensorFresh = value)
                .message(
                        "sensors", TickMessages.frame("Sensors", schema.sensors()), r -> r.in.sensors, this::hasSensors)
                .message("device", TickMessages.device(), r -> r.in.device)
                .bool("action_fresh", r -> r.in.actionFresh, (r, value) -> r.in.actionFresh = value)
                .int64("action_tick", r -> r.in.actionTick, (r, value) -> r.in.actionTick = value)
                .enumeration(
                        "action_status",
                        PolicyStatus.class,
                        r -> r.in.actionStatus,
                        (r, value) -> r.in.actionStatus = value)
                .message("action", TickMessages.floats("Action"), r -> r.in.action, this::hasAction)
                .enumeration("stop", StopRequest.class, r -> r.in.stop, (r, value) -> r.in.stop = value)
                .int32("overruns_in_a_row", r -> r.in.overrunsInARow, (r, value) -> r.in.overrunsInARow = (int) value)
                .int64("dropped_records", r -> r.in.droppedRecords, (r, value) -> r.in.droppedRecords = value)
                .bool("observed", r -> r.out.observed, (r, value) -> r.out.observed = value)
                .message(
                        "observation", TickMessages.floats("Observation"), r -> r.out.observation, this::hasObservation)
                .message("reference", TickMessages.frame("Reference", schema.reference()), r -> r.out.reference)
                .message(
                        "proposal",
                        TickMessages.values("Proposal", schema.commands().channels()),
                        r -> r.out.proposal)
                .message("decision", TickMessages.decision(schema), r -> r.out.decision)
                .message("timings", TickMessages.timings(), r -> r, r -> withTimings);
        if (schema.candidates()) {
            builder.uint64("policy", r -> r.out.policy, (r, value) -> r.out.policy = value)
                    .enumeration("handover", Handover.class, r -> r.out.handover, (r, value) -> r.out.handover = value)
                    .message("candidate", TickMessages.candidate(), r -> r.in.candidate)
                    .message(
                            "candidate_action",
                            TickMessages.floats("CandidateAction"),
                            r -> r.in.candidate.action,
                            this::hasCandidateAction)
                    .message(
                            "candidate_proposal",
                            TickMessages.values(
                                    "CandidateProposal", schema.commands().channels()),
                            r -> r.out.candidateProposal,
                            this::hasCandidateProposal);
        }
        if (!schema.setpoints().isEmpty()) {
            builder.from(BEHIND_CANDIDATES)
                    .bool("setpoints_fresh", r -> r.in.setpoints.fresh, (r, value) -> r.in.setpoints.fresh = value)
                    .message(
                            "setpoints",
                            TickMessages.values("Setpoints", schema.setpoints()),
                            r -> r.in.setpoints.values,
                            this::hasSetpoints);
        }
        return builder.build();
    }

    /** Fully qualified name of the message. */
    String messageName() {
        return PACKAGE + "." + message.name();
    }

    /** A FileDescriptorSet. */
    byte[] schema() {
        return message.schema(PACKAGE).toByteArray();
    }

    /** @param key whether the tick must be readable without those before it */
    void write(TickRecord record, boolean key, ByteBuilder out) {
        keyTick = key;
        message.write(record, out);
        previous.in.sensors.copyFrom(record.in.sensors);
        System.arraycopy(record.in.action, 0, previous.in.action, 0, record.in.action.length);
        float[] candidate = record.in.candidate.action;
        System.arraycopy(candidate, 0, previous.in.candidate.action, 0, candidate.length);
        double[] proposal = record.out.candidateProposal;
        System.arraycopy(proposal, 0, previous.out.candidateProposal, 0, proposal.length);
        double[] setpoints = record.in.setpoints.values;
        System.arraycopy(setpoints, 0, previous.in.setpoints.values, 0, setpoints.length);
        System.arraycopy(record.out.observation, 0, previous.out.observation, 0, record.out.observation.length);
    }

    /**
     * Reads a tick.
     *
     * @param recordOut holds the tick before it, or anything where this is a key tick
     * @throws IOException where the bytes are not a tick of this schema
     */
    void read(byte[] bytes, TickRecord recordOut) throws IOException {
        if (!withTimings) {
            clearTimings(recordOut);
        }
        message.read(CodedInputStream.newInstance(bytes), recordOut);
    }

    /** Offset of a field's value in the bytes of a tick, by the names of the fields on the way to it. */
    OptionalInt find(byte[] bytes, String... path) throws IOException {
        return message.find(bytes, path);
    }

    private static void clearTimings(TickRecord record) {
        record.wakeupNs = 0;
        record.readNs = 0;
        record.observeNs = 0;
        record.policyNs = 0;
        record.shieldNs = 0;
        record.writeNs = 0;
        record.tickNs = 0;
    }

    private boolean hasSensors(TickRecord record) {
        return keyTick || record.in.sensorFresh || !sameBits(record.in.sensors, previous.in.sensors);
    }

    private boolean hasAction(TickRecord record) {
        return keyTick || record.in.actionFresh || !Bits.equal(record.in.action, previous.in.action);
    }

    private boolean hasCandidateAction(TickRecord record) {
        return keyTick || !Bits.equal(record.in.candidate.action, previous.in.candidate.action);
    }

    private boolean hasCandidateProposal(TickRecord record) {
        return keyTick || !Bits.equal(record.out.candidateProposal, previous.out.candidateProposal);
    }

    private boolean hasSetpoints(TickRecord record) {
        return keyTick || !Bits.equal(record.in.setpoints.values, previous.in.setpoints.values);
    }

    private boolean hasObservation(TickRecord record) {
        return keyTick || record.out.observed || !Bits.equal(record.out.observation, previous.out.observation);
    }

    private static boolean sameBits(Frame a, Frame b) {
        return a.sequence == b.sequence
                && a.validBits == b.validBits
                && a.sampleNs == b.sampleNs
                && a.receiptNs == b.receiptNs
                && Bits.equal(a.values, b.values);
    }
}
