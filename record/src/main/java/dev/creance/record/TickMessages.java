package dev.creance.record;

import dev.creance.record.proto.ProtoBuilder;
import dev.creance.record.proto.ProtoMessage;
import dev.creance.runtime.CandidateInputs;
import dev.creance.runtime.Cause;
import dev.creance.runtime.Channel;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.DeviceStatus;
import dev.creance.runtime.Directive;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Layout;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.Source;
import dev.creance.runtime.TickRecord;
import dev.creance.runtime.Verdict;
import dev.creance.runtime.flight.RecordSchema;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The messages within a tick of the log. Field numbers are part of the log's format: append only. */
final class TickMessages {
    /** Behind the channels of a layout, which are numbered from 1 on; further behind where a layout has more than a hundred. */
    private static final int BEHIND_CHANNELS = 101;

    private TickMessages() {}

    /** A frame: its channels by name, with dots as underscores, then what a frame says about itself. */
    static ProtoMessage<Frame> frame(String name, Layout layout) {
        ProtoBuilder<Frame> builder = new ProtoBuilder<>(name);
        Set<String> taken = new HashSet<>(Set.of("valid_bits", "sequence", "sample_ns", "receipt_ns"));
        for (int i = 0; i < layout.size(); i++) {
            int channel = i;
            builder.float64(
                    fieldName(layout.channels().get(i), taken),
                    frame -> frame.values[channel],
                    (frame, value) -> frame.values[channel] = value);
        }
        return builder.from(Math.max(BEHIND_CHANNELS, layout.size() + 1))
                .uint64("valid_bits", frame -> frame.validBits, (frame, value) -> frame.validBits = value)
                .int64("sequence", frame -> frame.sequence, (frame, value) -> frame.sequence = value)
                .int64("sample_ns", frame -> frame.sampleNs, (frame, value) -> frame.sampleNs = value)
                .int64("receipt_ns", frame -> frame.receiptNs, (frame, value) -> frame.receiptNs = value)
                .build();
    }

    /** Values by the names of their channels. */
    static ProtoMessage<double[]> values(String name, List<Channel> channels) {
        ProtoBuilder<double[]> builder = new ProtoBuilder<>(name);
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < channels.size(); i++) {
            int channel = i;
            builder.float64(
                    fieldName(channels.get(i), taken),
                    values -> values[channel],
                    (values, value) -> values[channel] = value);
        }
        return builder.build();
    }

    /** What a channel is called in the log; never twice the same. */
    static String fieldName(Channel channel, Set<String> takenOut) {
        StringBuilder field = new StringBuilder(channel.name().replace('.', '_'));
        while (!takenOut.add(field.toString())) {
            field.append('_');
        }
        return field.toString();
    }

    static ProtoMessage<float[]> floats(String name) {
        return new ProtoBuilder<float[]>(name)
                .floats("values", values -> values)
                .build();
    }

    static ProtoMessage<DeviceStatus> device() {
        return new ProtoBuilder<DeviceStatus>("Device")
                .bool("ready", d -> d.ready, (d, value) -> d.ready = value)
                .enumeration("state", DeviceState.class, d -> d.state, (d, value) -> d.state = value)
                .int32("fault_bits", d -> d.faultBits, (d, value) -> d.faultBits = (int) value)
                .int64("last_receipt_ns", d -> d.lastReceiptNs, (d, value) -> d.lastReceiptNs = value)
                .int64("rejected_frames", d -> d.rejectedFrames, (d, value) -> d.rejectedFrames = value)
                .int64("missed_frames", d -> d.missedFrames, (d, value) -> d.missedFrames = value)
                .int64("applied_command", d -> d.appliedCommand, (d, value) -> d.appliedCommand = value)
                .int64("clock_offset_ns", d -> d.clockOffsetNs, (d, value) -> d.clockOffsetNs = value)
                .int64("round_trip_ns", d -> d.roundTripNs, (d, value) -> d.roundTripNs = value)
                .bool("link_closed", d -> d.linkClosed, (d, value) -> d.linkClosed = value)
                .build();
    }

    static ProtoMessage<ShieldDecision> decision(RecordSchema schema) {
        return new ProtoBuilder<ShieldDecision>("Decision")
                .message("command", values("Command", schema.commands().channels()), d -> d.command)
                .message("margins", values("Margins", schema.margins()), d -> d.margins)
                .enumeration("verdict", Verdict.class, d -> d.verdict, (d, value) -> d.verdict = value)
                .enumeration("source", Source.class, d -> d.source, (d, value) -> d.source = value)
                .uint64("causes", d -> d.causes, (d, value) -> d.causes = value)
                .uint64("arming_blockers", d -> d.armingBlockers, (d, value) -> d.armingBlockers = value)
                .enumeration("state", FailsafeState.class, d -> d.state, (d, value) -> d.state = value)
                .nullable(
                        "transition_cause",
                        Cause.class,
                        d -> d.transitionCause,
                        (d, value) -> d.transitionCause = value)
                .float64("transition_value", d -> d.transitionValue, (d, value) -> d.transitionValue = value)
                .int64("transition_tick", d -> d.transitionTick, (d, value) -> d.transitionTick = value)
                .int64("active_since_ns", d -> d.activeSinceNs, (d, value) -> d.activeSinceNs = value)
                .enumeration("directive", Directive.class, d -> d.directive, (d, value) -> d.directive = value)
                .int64("sequence", d -> d.sequence, (d, value) -> d.sequence = value)
                .build();
    }

    static ProtoMessage<CandidateInputs> candidate() {
        return new ProtoBuilder<CandidateInputs>("Candidate")
                .uint64("id", c -> c.id, (c, value) -> c.id = value)
                .bool("succeeds", c -> c.succeeds, (c, value) -> c.succeeds = value)
                .int32("refused", c -> c.refused, (c, value) -> c.refused = (int) value)
                .bool("action_fresh", c -> c.actionFresh, (c, value) -> c.actionFresh = value)
                .int64("action_tick", c -> c.actionTick, (c, value) -> c.actionTick = value)
                .enumeration(
                        "action_status", PolicyStatus.class, c -> c.actionStatus, (c, value) -> c.actionStatus = value)
                .build();
    }

    static ProtoMessage<TickRecord> timings() {
        return new ProtoBuilder<TickRecord>("Timings")
                .int64("wakeup_ns", r -> r.wakeupNs, (r, value) -> r.wakeupNs = value)
                .int64("read_ns", r -> r.readNs, (r, value) -> r.readNs = value)
                .int64("observe_ns", r -> r.observeNs, (r, value) -> r.observeNs = value)
                .int64("policy_ns", r -> r.policyNs, (r, value) -> r.policyNs = value)
                .int64("shield_ns", r -> r.shieldNs, (r, value) -> r.shieldNs = value)
                .int64("write_ns", r -> r.writeNs, (r, value) -> r.writeNs = value)
                .int64("tick_ns", r -> r.tickNs, (r, value) -> r.tickNs = value)
                .build();
    }
}
