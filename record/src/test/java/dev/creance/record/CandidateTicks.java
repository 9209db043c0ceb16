package dev.creance.record;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Handover;
import dev.creance.runtime.Layout;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.TickRecord;
import dev.creance.runtime.flight.RecordSchema;
import java.util.List;
import java.util.Map;

/** Ticks of 1 ms in which policies 1 and 2 answer an observation every tenth tick, in the tick after it. */
final class CandidateTicks {
    static final RecordSchema SCHEMA = new RecordSchema(
            new Layout(List.of(Channel.unbounded("position.z", "m"))),
            new Layout(List.of(Channel.unbounded("reference.position.z", "m"))),
            new Layout(List.of(new Channel("motor.0", "1", 0, 1), new Channel("motor.1", "1", 0, 1))),
            1,
            2,
            List.of(),
            1_000_000,
            10,
            2,
            Map.of());

    final TickRecord record = SCHEMA.newRecord();
    PolicyStatus status = PolicyStatus.OK;

    CandidateTicks() {
        record.in.tick = -1;
        record.out.policy = 1;
        record.in.actionStatus = PolicyStatus.OK;
    }

    void joins(long id, boolean succeeds) {
        record.in.candidate.begin(id, succeeds);
        record.out.handover = succeeds ? Handover.SETTLING : Handover.SHADOW;
    }

    /** The next tick. */
    TickRecord next() {
        record.in.tick++;
        record.in.nowNs = record.in.tick * 1_000_000;
        boolean answered = record.in.tick % 10 == 1;
        record.in.actionFresh = answered;
        record.in.candidate.actionFresh = answered && record.in.candidate.follows();
        if (answered) {
            record.in.actionTick = record.in.tick - 1;
        }
        if (record.in.candidate.actionFresh) {
            record.in.candidate.actionTick = record.in.tick - 1;
            record.in.candidate.actionStatus = status;
        }
        return record;
    }
}
