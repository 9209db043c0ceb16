package dev.creance.fleet;

import dev.creance.fleet.TelemetryEvent.Type;
import dev.creance.record.Interventions;
import dev.creance.runtime.Cause;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.StopRequest;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickRecord;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells events from the differences between one tick and the next. What flickers is one event: an intervention or a fault is
 * over when it has not held for {@link #SETTLE_NS}, so that no signal at a limit floods the link.
 */
final class EventDetector {
    static final long SETTLE_NS = Interventions.MERGE_NS;

    /** Causes that are somebody's failure, not the shield's daily work. */
    private static final Set<Cause> FAULTS = EnumSet.of(
            Cause.POLICY_NON_FINITE,
            Cause.POLICY_STALE,
            Cause.POLICY_FAILED,
            Cause.SENSOR_STALE,
            Cause.SENSOR_INVALID,
            Cause.SENSOR_STUCK,
            Cause.LINK_LOST,
            Cause.DEVICE_FAULT,
            Cause.DEVICE_FAILSAFE,
            Cause.OVERRUN,
            Cause.SHIELD_EXCEPTION,
            Cause.RECORD_FULL,
            Cause.LOST_CERTIFICATE,
            Cause.ARMING_TIMEOUT,
            Cause.CLOCK_FAULT,
            Cause.OBSERVATION_ATTACK,
            Cause.INCONSISTENT);

    private final Consumer<TelemetryEvent> events;
    private final Interventions interventions = new Interventions();
    private final Span[] faults = new Span[Cause.values().length];

    private boolean any;
    private long startNs;
    private FailsafeState state = FailsafeState.STANDBY;
    private DeviceState device = DeviceState.DISARMED;
    private int deviceFaults;
    private boolean linkClosed;
    private StopRequest stop = StopRequest.NONE;
    private long blockers;
    private long nextBlockersNs = Long.MIN_VALUE;

    /** Something that holds from a first to a last tick, with short gaps. */
    private static final class Span {
        boolean open;
        long firstNs;
        long lastNs;
        long lastTick;
        long ticks;

        void hold(TickInputs in) {
            if (!open) {
                open = true;
                firstNs = in.nowNs;
                ticks = 0;
            }
            lastNs = in.nowNs;
            lastTick = in.tick;
            ticks++;
        }

        boolean settled(long nowNs) {
            return open && nowNs - lastNs >= SETTLE_NS;
        }
    }

    EventDetector(Consumer<TelemetryEvent> events) {
        this.events = events;
        for (Cause cause : FAULTS) {
            faults[cause.ordinal()] = new Span();
        }
    }

    void accept(TickRecord record) {
        TickInputs in = record.in;
        ShieldDecision decision = record.out.decision;
        if (!any) {
            any = true;
            startNs = in.nowNs;
        }
        stopRequests(in);
        devices(in);
        interventions(in, decision);
        transitions(in, decision);
        faults(in, decision);
        blockers(in, decision);
    }

    /** Interventions so far, the present one included. */
    long interventions() {
        return interventions.count();
    }

    /** Time of a tick since the first one, s. */
    double timeS(TickInputs in) {
        return seconds(in.nowNs);
    }

    private double seconds(long nowNs) {
        return (nowNs - startNs) * 1e-9;
    }

    private TelemetryEvent event(Type type, TickInputs in) {
        return TelemetryEvent.of(type, in.tick, seconds(in.nowNs));
    }

    private void stopRequests(TickInputs in) {
        if (in.stop != stop) {
            events.accept(event(Type.STOP_REQUEST, in).change(stop.name(), in.stop.name()));
            stop = in.stop;
        }
    }

    private void devices(TickInputs in) {
        if (in.device.state != device) {
            events.accept(event(Type.DEVICE, in).change(device.name(), in.device.state.name()));
            device = in.device.state;
        }
        if (in.device.faultBits != deviceFaults) {
            events.accept(event(Type.DEVICE_FAULTS, in).change(bits(deviceFaults), bits(in.device.faultBits)));
            deviceFaults = in.device.faultBits;
        }
        if (in.device.linkClosed && !linkClosed) {
            events.accept(event(Type.LINK_CLOSED, in));
        }
        linkClosed = in.device.linkClosed;
    }

    private static String bits(int faultBits) {
        return "0x" + Integer.toHexString(faultBits);
    }

    private void transitions(TickInputs in, ShieldDecision decision) {
        if (decision.state != state) {
            events.accept(event(Type.TRANSITION, in)
                    .change(state.name(), decision.state.name())
                    .because(decision.transitionCause)
                    .value(decision.transitionValue));
            state = decision.state;
        }
    }

    private void interventions(TickInputs in, ShieldDecision decision) {
        interventions.update(in, decision);
        if (interventions.ended()) {
            events.accept(
                    TelemetryEvent.of(Type.INTERVENTION_END, interventions.lastTick(), seconds(interventions.lastNs()))
                            .causes(interventions.allCauses())
                            .lasted(interventions.durationS(), interventions.ticks()));
        }
        if (interventions.onsets() != 0) {
            events.accept(event(interventions.began() ? Type.INTERVENTION_BEGIN : Type.INTERVENTION_CAUSE, in)
                    .change(null, decision.source.name())
                    .causes(interventions.onsets()));
        }
    }

    private void faults(TickInputs in, ShieldDecision decision) {
        // In STANDBY what is missing forbids arming, and is told as such.
        long causes = decision.state == FailsafeState.STANDBY ? 0 : decision.causes;
        for (Cause cause : FAULTS) {
            Span fault = faults[cause.ordinal()];
            if ((causes & cause.bit()) != 0) {
                if (!fault.open) {
                    events.accept(event(Type.FAULT_BEGIN, in).because(cause));
                }
                fault.hold(in);
            } else if (fault.settled(in.nowNs)) {
                end(fault, cause);
            }
        }
    }

    /** Dated to the last tick in which it held, though it is known only after it has settled. */
    private void end(Span fault, Cause cause) {
        fault.open = false;
        events.accept(TelemetryEvent.of(Type.FAULT_END, fault.lastTick, seconds(fault.lastNs))
                .because(cause)
                .lasted((fault.lastNs - fault.firstNs) * 1e-9, fault.ticks));
    }

    private void blockers(TickInputs in, ShieldDecision decision) {
        long now = decision.state == FailsafeState.STANDBY ? decision.armingBlockers : 0;
        if (now != blockers && in.nowNs >= nextBlockersNs) {
            events.accept(event(Type.ARMING_BLOCKERS, in).causes(now));
            blockers = now;
            nextBlockersNs = in.nowNs + SETTLE_NS;
        }
    }
}
