package dev.creance.record;

import dev.creance.runtime.Cause;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.Verdict;

/**
 * When the shield intervened: something other than the policy's own proposal was executed, for another reason than that the
 * run was to end. It is over once it has not held for {@link #MERGE_NS}, and so is each of its causes, so that a limit which
 * is touched at every other tick counts once. Log, summary, report and telemetry all count here, so they cannot differ.
 */
public final class Interventions {
    /** What is absent for less than this goes on. */
    public static final long MERGE_NS = 100_000_000;

    private static final long ENDS = Cause.COMPLETED.bit() | Cause.STOP_REQUESTED.bit() | Cause.CUT_REQUESTED.bit();
    private static final Cause[] CAUSES = Cause.values();

    private final long[] lastSeenNs = new long[CAUSES.length];
    private long active;
    private long onsets;
    private boolean began;
    private boolean ended;
    private long count;

    // The newest intervention's:
    private long allCauses;
    private long sinceNs;
    private long lastNs;
    private long lastTick;
    private long ticks;

    /** Bits of the causes for which something else than the proposal is executed in this tick. */
    public static long causes(ShieldDecision decision) {
        boolean latched = decision.state.isEnding() && decision.state != FailsafeState.LANDED;
        long transition = decision.transitionCause == null ? 0 : decision.transitionCause.bit();
        if (decision.state.policyMayFly() && decision.verdict != Verdict.PASS) {
            long causes = decision.causes & ~ENDS;
            // in the backup's dwell the cause may have passed: it is still that of the transition
            boolean dwells = causes == 0 && decision.state == FailsafeState.BACKUP;
            return dwells ? transition & ~ENDS : causes;
        }
        if (latched && (transition & ENDS) == 0) {
            return transition;
        }
        return 0;
    }

    /** Takes one tick; then the other methods say what it changed. */
    public void update(TickInputs in, ShieldDecision decision) {
        long causes = causes(decision);
        long before = active;
        onsets = causes & ~before;
        for (int i = 0; i < CAUSES.length; i++) {
            long bit = 1L << i;
            if ((causes & bit) != 0) {
                lastSeenNs[i] = in.nowNs;
            } else if (in.nowNs - lastSeenNs[i] >= MERGE_NS) {
                active &= ~bit;
            }
        }
        active = decision.state == FailsafeState.LANDED ? 0 : active | causes; // nothing goes on on the ground
        began = before == 0 && active != 0;
        ended = before != 0 && active == 0;
        if (began) {
            begin(in);
        }
        if (causes != 0) {
            allCauses |= causes;
            lastNs = in.nowNs;
            lastTick = in.tick;
            ticks++;
        }
    }

    private void begin(TickInputs in) {
        count++;
        allCauses = 0;
        sinceNs = in.nowNs;
        ticks = 0;
    }

    /** Interventions so far, the present one included. */
    public long count() {
        return count;
    }

    /** Whether an intervention began in this tick. */
    public boolean began() {
        return began;
    }

    /** Whether it is known since this tick that the intervention is over; {@link #lastNs} says when it was. */
    public boolean ended() {
        return ended;
    }

    /** Bits of the causes that began in this tick: of a new intervention, or joining the present one. */
    public long onsets() {
        return onsets;
    }

    /** Bits of all causes of the newest intervention. */
    public long allCauses() {
        return allCauses;
    }

    /** When the newest intervention held last. */
    public long lastNs() {
        return lastNs;
    }

    /** From its begin until then. */
    public double durationS() {
        return (lastNs - sinceNs) * 1e-9;
    }

    /** The tick in which it held last. */
    public long lastTick() {
        return lastTick;
    }

    /** In how many ticks it held. */
    public long ticks() {
        return ticks;
    }
}
