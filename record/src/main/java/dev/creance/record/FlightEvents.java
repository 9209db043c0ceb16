package dev.creance.record;

import dev.creance.record.FlightEvent.Level;
import dev.creance.runtime.Cause;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.StopRequest;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds the events in the stream of tick records: a function of that stream alone. */
public final class FlightEvents {
    /** Counters that run up, such as rejected frames, are reported no more often. */
    private static final long COUNTER_INTERVAL_NS = 1_000_000_000;

    private final Interventions interventions = new Interventions();
    private final List<FlightEvent> found = new ArrayList<>();
    private TickRecord record;
    private boolean begun;
    private FailsafeState state;
    private DeviceState deviceState;
    private int faultBits;
    private boolean linkClosed;
    private StopRequest stop = StopRequest.NONE;
    private PolicyStatus policy = PolicyStatus.NONE;
    private long overrunsUntilNs = Long.MIN_VALUE;
    private final Counter rejected = new Counter("link", " frames were dropped for a wrong checksum or encoding", null);
    private final Counter missed = new Counter("link", " sensor frames were missed", null);
    private final Counter dropped =
            new Counter("record", " records were dropped because the flight ring was full", Cause.RECORD_FULL);

    private final HandoverEvents handovers;
    private final SetpointChangeFinder setpoints = new SetpointChangeFinder();

    public FlightEvents() {
        this(PolicyNames.UNKNOWN);
    }

    /** @param names of the policies that follow and succeed each other */
    public FlightEvents(PolicyNames names) {
        handovers = new HandoverEvents(names);
    }

    /** What happened in this tick; the list is valid until the next call. */
    public List<FlightEvent> accept(TickRecord tick) {
        record = tick;
        found.clear();
        TickInputs in = tick.in;
        if (begun) {
            transition(tick.out.decision);
            device(in);
            policy(in);
            stop(in);
        }
        rejected.update(in.device.rejectedFrames);
        missed.update(in.device.missedFrames);
        dropped.update(in.droppedRecords);
        handovers.find(tick, found);
        for (SetpointChange change : setpoints.find(tick)) {
            add(Level.INFO, "policy", change.text(), null);
        }
        interventions(tick.out.decision);
        overruns(in, tick.out.decision);
        begun = true;
        state = tick.out.decision.state;
        deviceState = in.device.state;
        faultBits = in.device.faultBits;
        linkClosed = in.device.linkClosed;
        stop = in.stop;
        policy = in.actionStatus;
        return found;
    }

    private void transition(ShieldDecision decision) {
        if (decision.state != state) {
            Cause cause = decision.transitionCause;
            String reason = cause == null ? "" : ": " + describe(cause);
            String value = Double.isNaN(decision.transitionValue)
                    ? ""
                    : String.format(Locale.ROOT, ", at %.4g", decision.transitionValue);
            add(levelOf(decision.state, cause), "failsafe", state + " to " + decision.state + reason + value, cause);
        }
    }

    private static Level levelOf(FailsafeState state, Cause cause) {
        boolean wanted = cause == null
                || cause == Cause.COMPLETED
                || cause == Cause.STOP_REQUESTED
                || cause == Cause.CUT_REQUESTED;
        return switch (state) {
            case STANDBY, ARMING, ACTIVE, LANDED -> Level.INFO;
            case BACKUP -> Level.WARNING;
            case LANDING, DEVICE_LANDING -> wanted ? Level.INFO : Level.ERROR;
            case TERMINATED -> wanted ? Level.WARNING : Level.FATAL;
        };
    }

    private void device(TickInputs in) {
        if (in.device.state != deviceState) {
            boolean itself = in.device.state == DeviceState.LEVELLING || in.device.state == DeviceState.DESCENDING;
            Level level = itself ? Level.WARNING : Level.INFO;
            add(level, "device", "the device went from " + deviceState + " to " + in.device.state, null);
        }
        if (in.device.faultBits != faultBits) {
            Level level = in.device.faultBits == 0 ? Level.INFO : Level.ERROR;
            String bits =
                    String.format("the device's fault bits are 0x%08x, were 0x%08x", in.device.faultBits, faultBits);
            add(level, "device", bits, in.device.faultBits == 0 ? null : Cause.DEVICE_FAULT);
        }
        if (in.device.linkClosed && !linkClosed) {
            add(Level.ERROR, "link", "the link is closed or broken", Cause.LINK_LOST);
        }
    }

    private void policy(TickInputs in) {
        if (in.actionStatus != policy) {
            switch (in.actionStatus) {
                case NON_FINITE ->
                    add(Level.ERROR, "policy", describe(Cause.POLICY_NON_FINITE), Cause.POLICY_NON_FINITE);
                case FAILED -> add(Level.ERROR, "policy", describe(Cause.POLICY_FAILED), Cause.POLICY_FAILED);
                case OK -> {
                    if (policy != PolicyStatus.NONE) {
                        add(Level.INFO, "policy", "the policy answers again", null);
                    }
                }
                case NONE -> {
                    // before the first answer
                }
            }
        }
    }

    private void stop(TickInputs in) {
        if (in.stop != stop) {
            Level level = in.stop == StopRequest.CUT ? Level.WARNING : Level.INFO;
            Cause cause = switch (in.stop) {
                case NONE -> null;
                case COMPLETED -> Cause.COMPLETED;
                case CONTROLLED -> Cause.STOP_REQUESTED;
                case CUT -> Cause.CUT_REQUESTED;
            };
            add(level, "stop", cause == null ? "the wish to stop is gone" : cause.meaning(), cause);
        }
    }

    private void interventions(ShieldDecision decision) {
        interventions.update(record.in, decision);
        if (interventions.onsets() != 0) {
            String what = interventions.began() ? "begins" : "has a further cause";
            for (Cause cause : Cause.ofBits(interventions.onsets())) {
                add(Level.WARNING, "shield", "intervention " + what + ": " + describe(cause), cause);
                what = "has a further cause";
            }
        }
        if (interventions.ended()) {
            List<Cause> causes = Cause.ofBits(interventions.allCauses());
            String text = String.format(
                    Locale.ROOT,
                    "intervention ends after %.3f s: %s",
                    interventions.durationS(),
                    causes.stream().map(Cause::name).collect(Collectors.joining(", ")));
            found.add(new FlightEvent(
                    interventions.lastNs(), record.in.tick, Level.INFO, "shield", text, causes.getFirst()));
        }
    }

    /** Where they have no consequence, nothing else tells of them. */
    private void overruns(TickInputs in, ShieldDecision decision) {
        if ((decision.causes & Cause.OVERRUN.bit()) == 0 || decision.state == FailsafeState.STANDBY) {
            return;
        }
        boolean told = in.nowNs < overrunsUntilNs || found.stream().anyMatch(event -> event.cause() == Cause.OVERRUN);
        if (!told) {
            String row = in.overrunsInARow + " in a row by now";
            add(Level.WARNING, "loop", describe(Cause.OVERRUN) + ", " + row, Cause.OVERRUN);
        }
        overrunsUntilNs = in.nowNs + Interventions.MERGE_NS;
    }

    private static String describe(Cause cause) {
        return cause + " (" + cause.meaning() + ")";
    }

    private void add(Level level, String name, String message, Cause cause) {
        found.add(new FlightEvent(record.in.nowNs, record.in.tick, level, name, message, cause));
    }

    /** A count that should stand still. */
    private final class Counter {
        private final String name;
        private final String what;
        private final Cause cause;
        private long reported;
        private long nextNs = Long.MIN_VALUE;

        Counter(String name, String what, Cause cause) {
            this.name = name;
            this.what = what;
            this.cause = cause;
        }

        void update(long count) {
            if (count > reported && record.in.nowNs >= nextNs) {
                add(Level.WARNING, name, count - reported + what + " (" + count + " in all)", cause);
                reported = count;
                nextNs = record.in.nowNs + COUNTER_INTERVAL_NS;
            }
        }
    }
}
