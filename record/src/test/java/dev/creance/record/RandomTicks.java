package dev.creance.record;

import dev.creance.runtime.Cause;
import dev.creance.runtime.Channel;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.DeviceStatus;
import dev.creance.runtime.Directive;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Handover;
import dev.creance.runtime.Layout;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.Source;
import dev.creance.runtime.StopRequest;
import dev.creance.runtime.TickRecord;
import dev.creance.runtime.Verdict;
import dev.creance.runtime.flight.RecordSchema;
import dev.creance.runtime.property.Choices;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tick records with any bits at all, NaN payloads and negative zeros included. */
final class RandomTicks {
    private RandomTicks() {}

    /** Layouts of any size, with names that differ only by a dot. */
    static RecordSchema schema(Choices choices) {
        return new RecordSchema(
                layout(choices, "sensor"),
                layout(choices, "reference").and(layout(choices, "setpoint")),
                layout(choices, "motor"),
                choices.integer(0, 5),
                choices.integer(0, 5),
                layout(choices, "margin").channels(),
                1_000_000,
                10,
                choices.integer(0, 3),
                Map.of("robot", "crazyflie"));
    }

    private static Layout layout(Choices choices, String prefix) {
        List<Channel> channels = new ArrayList<>();
        for (int i = choices.integer(0, 20); i > 0; i--) {
            channels.add(Channel.unbounded(prefix + "." + i, "1"));
            channels.add(new Channel(prefix + "_" + i, "m", -1.0 / i, i));
        }
        return new Layout(channels);
    }

    static void fill(TickRecord record, Choices choices) {
        record.in.tick = choices.bits();
        record.in.scheduledNs = choices.bits();
        record.in.nowNs = choices.integer(0, 1_000_000);
        record.in.sensorFresh = choices.bool();
        record.in.actionFresh = choices.bool();
        record.in.actionTick = choices.bits();
        record.in.actionStatus = choices.oneOf(PolicyStatus.values());
        if (record.in.setpoints.values.length > 0) {
            record.in.setpoints.fresh = choices.bool();
            fill(record.in.setpoints.values, choices);
        }
        record.in.stop = choices.oneOf(StopRequest.values());
        record.in.overrunsInARow = (int) choices.bits();
        record.in.droppedRecords = choices.bits();
        record.out.observed = choices.bool();
        if (choices.bool()) {
            fill(record.in.sensors, choices);
        }
        fill(record.out.reference, choices);
        fill(record.in.device, choices);
        fill(record.out.decision, choices);
        fill(record.out.proposal, choices);
        fill(record.in.action, choices);
        fill(record.out.observation, choices);
        if (record.in.candidate.action.length > 0) {
            fillCandidate(record, choices);
        }
        record.wakeupNs = choices.bits();
        record.readNs = choices.bits();
        record.observeNs = choices.bits();
        record.policyNs = choices.bits();
        record.shieldNs = choices.bits();
        record.writeNs = choices.bits();
        record.tickNs = choices.bits();
    }

    private static void fillCandidate(TickRecord record, Choices choices) {
        record.in.candidate.id = choices.bits();
        record.in.candidate.succeeds = choices.bool();
        record.in.candidate.refused = (int) choices.bits();
        record.in.candidate.actionFresh = choices.bool();
        record.in.candidate.actionTick = choices.bits();
        record.in.candidate.actionStatus = choices.oneOf(PolicyStatus.values());
        record.out.policy = choices.bits();
        record.out.handover = choices.oneOf(Handover.values());
        fill(record.in.candidate.action, choices);
        fill(record.out.candidateProposal, choices);
    }

    private static void fill(Frame frame, Choices choices) {
        fill(frame.values, choices);
        frame.validBits = choices.bits();
        frame.sequence = choices.bits();
        frame.sampleNs = choices.bits();
        frame.receiptNs = choices.bits();
    }

    private static void fill(DeviceStatus status, Choices choices) {
        status.ready = choices.bool();
        status.state = choices.oneOf(DeviceState.values());
        status.faultBits = (int) choices.bits();
        status.lastReceiptNs = choices.bool() ? Long.MIN_VALUE : choices.bits();
        status.rejectedFrames = choices.bits();
        status.missedFrames = choices.bits();
        status.appliedCommand = choices.bits();
        status.clockOffsetNs = choices.bits();
        status.roundTripNs = choices.bits();
        status.linkClosed = choices.bool();
    }

    private static void fill(ShieldDecision decision, Choices choices) {
        fill(decision.command, choices);
        fill(decision.margins, choices);
        decision.verdict = choices.oneOf(Verdict.values());
        decision.source = choices.oneOf(Source.values());
        decision.causes = choices.bits();
        decision.armingBlockers = choices.bits();
        decision.state = choices.oneOf(FailsafeState.values());
        decision.transitionCause = choices.bool() ? null : choices.oneOf(Cause.values());
        decision.transitionValue = Double.longBitsToDouble(choices.bits());
        decision.transitionTick = choices.bits();
        decision.activeSinceNs = choices.bits();
        decision.directive = choices.oneOf(Directive.values());
        decision.sequence = choices.bits();
    }

    private static void fill(double[] values, Choices choices) {
        for (int i = 0; i < values.length; i++) {
            values[i] = choices.bool() ? choices.hostile(-1, 1) : Double.longBitsToDouble(choices.bits());
        }
    }

    private static void fill(float[] values, Choices choices) {
        for (int i = 0; i < values.length; i++) {
            values[i] = choices.bool() ? (float) choices.hostile(-1, 1) : Float.intBitsToFloat((int) choices.bits());
        }
    }
}
