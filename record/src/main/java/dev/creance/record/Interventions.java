package dev.creance.record;

import dev.creance.runtime.Cause;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.Verdict;
import java.util.Arrays;

/**
 * When the shield intervened: something other than the policy's own proposal was executed, for another reason than that the
 * run was to end. A cause that is absent for less than {@link #MERGE_NS} is still the same intervention, so that a limit which
 * is touched at every other tick counts once.
 */
public final class Interventions {
    static final long MERGE_NS = 100_000_000;

    private static final long ENDS = Cause.COMPLETED.bit() | Cause.STOP_REQUESTED.bit() | Cause.CUT_REQUESTED.bit();
    private static final Cause[] CAUSES = Cause.values();
    private static final long NEVER = Long.MIN_VALUE;

    private final long[] lastSeenNs = new long[CAUSES.length];
    private final long[] sinceNs = new long[CAUSES.length];
    private long onsets;
    private long ended;
    private long active;
    private boolean began;

    Interventions() {
        Arrays.fill(lastSeenNs, NEVER);
    }

    /** Bits of the causes for which something else than the proposal is executed in this tick. */
    public static long causes(ShieldDecision decision) {
        boolean inCharge = decision.state == FailsafeState.ACTIVE || decision.state == FailsafeState.BACKUP;
        boolean latched = decision.state == FailsafeState.LANDING
                || decision.state == FailsafeState.DEVICE_LANDING
                || decision.state == FailsafeState.TERMINATED;
        long transition = decision.transitionCause == null ? 0 : decision.transitionCause.bit();
        if (inCharge && decision.verdict != Verdict.PASS) {
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
    void update(ShieldDecision decision, long nowNs) {
        long causes = causes(decision);
        onsets = 0;
        ended = 0;
        for (int i = 0; i < CAUSES.length; i++) {
            long bit = 1L << i;
            if ((causes & bit) != 0) {
                if ((active & bit) == 0) {
                    onsets |= bit;
                    sinceNs[i] = nowNs;
                }
                lastSeenNs[i] = nowNs;
            } else if ((active & bit) != 0 && nowNs - lastSeenNs[i] >= MERGE_NS) {
                ended |= bit;
            }
        }
        began = active == 0 && onsets != 0;
        active = (active | onsets) & ~ended;
    }

    /** Whether an intervention began, after none. */
    boolean began() {
        return began;
    }

    /** Bits of the causes that began. */
    long onsets() {
        return onsets;
    }

    /** Bits of the causes that are over. */
    long ended() {
        return ended;
    }

    long sinceNs(Cause cause) {
        return sinceNs[cause.ordinal()];
    }

    long lastSeenNs(Cause cause) {
        return lastSeenNs[cause.ordinal()];
    }
}
