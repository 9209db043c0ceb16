package dev.creance.record;

import dev.creance.record.FlightEvent.Level;
import dev.creance.runtime.CandidateInputs;
import dev.creance.runtime.Handover;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.TickRecord;
import java.util.List;

/** Finds the events in how policies follow and succeed each other. */
final class HandoverEvents {
    private static final String PART = "policy";

    private final PolicyNames names;
    private long id;
    private boolean succeeds;
    private int refused;
    private Handover stage = Handover.NONE;
    private PolicyStatus status = PolicyStatus.NONE;

    HandoverEvents(PolicyNames names) {
        this.names = names;
    }

    void find(TickRecord tick, List<FlightEvent> eventsOut) {
        CandidateInputs candidate = tick.in.candidate;
        String inCharge = names.name(tick.out.policy);
        for (; refused < candidate.refused; refused++) {
            add(tick, Level.WARNING, names.refusal(refused + 1) + "; " + inCharge + " stays in charge", eventsOut);
        }
        boolean joins = candidate.follows() && (candidate.id != id || candidate.succeeds != succeeds || stage.isOver());
        String name = names.name(candidate.id);
        if (joins) {
            status = PolicyStatus.NONE;
            String what = candidate.succeeds ? " follows, to take over from " : " follows as the shadow of ";
            add(tick, Level.INFO, name + what + inCharge, eventsOut);
        }
        if (candidate.follows() && candidate.actionStatus != status && candidate.actionStatus != PolicyStatus.OK) {
            String answer = candidate.actionStatus == PolicyStatus.FAILED ? " fails" : " returns NaN or infinity";
            add(tick, Level.WARNING, name + answer + " while it follows", eventsOut);
        }
        if (tick.out.handover != stage) {
            stage(tick, name, inCharge, eventsOut);
        }
        id = candidate.id;
        succeeds = candidate.succeeds;
        status = candidate.actionStatus;
        stage = tick.out.handover;
    }

    private static void stage(TickRecord tick, String name, String inCharge, List<FlightEvent> eventsOut) {
        switch (tick.out.handover) {
            case BLENDING -> add(tick, Level.INFO, name + " is blended in", eventsOut);
            case TAKEN_OVER -> add(tick, Level.INFO, name + " takes over from " + inCharge, eventsOut);
            case FAILED ->
                add(tick, Level.WARNING, name + " failed and will not take over; " + inCharge + " flies on", eventsOut);
            case LATE ->
                add(
                        tick,
                        Level.WARNING,
                        name + " answered too late and will not take over; " + inCharge + " flies on",
                        eventsOut);
            case NONE, SHADOW, SETTLING -> {
                // said where it joined
            }
        }
    }

    private static void add(TickRecord tick, Level level, String message, List<FlightEvent> eventsOut) {
        eventsOut.add(new FlightEvent(tick.in.nowNs, tick.in.tick, level, PART, message, null));
    }
}
