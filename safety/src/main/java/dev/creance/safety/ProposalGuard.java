package dev.creance.safety;

import dev.creance.runtime.Cause;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.TickInputs;

/** Stage 3: whether there is a proposal that may be looked at: from a healthy policy, recent, finite. */
@HotPath
final class ProposalGuard {
    private final ShieldTiming timing;
    private final long firstActionNs;

    /** Null where the proposal may be looked at. */
    private Cause cause;

    private boolean pending;
    private boolean held;
    private double ageS = Double.NaN;

    ProposalGuard(ShieldTiming timing, SettingsSection settings) {
        this.timing = timing;
        this.firstActionNs = settings.nanoseconds(SharedSetting.FIRST_ACTION);
    }

    /**
     * Judges the newest action.
     *
     * @param sinceTick first tick whose observation counts; {@link Long#MAX_VALUE} while no policy flies
     * @param waiting how long the policy has been in charge without an action so far, ns
     */
    void check(TickInputs in, double[] proposal, long sinceTick, long waitingNs) {
        pending = false;
        held = false;
        cause = null;
        long ageTicks = in.tick - in.actionTick;
        boolean none = in.actionTick < sinceTick || in.actionStatus == PolicyStatus.NONE;
        ageS = none ? Double.NaN : ageTicks * (double) timing.periodNs() * 1e-9;
        if (none) {
            pending = waitingNs <= firstActionNs;
            cause = Cause.POLICY_MISSING;
        } else if (in.actionStatus == PolicyStatus.FAILED) {
            cause = Cause.POLICY_FAILED;
        } else if (in.actionStatus != PolicyStatus.OK || !isFinite(proposal)) {
            cause = Cause.POLICY_NON_FINITE;
        } else if (ageTicks < 0 || ageTicks * timing.periodNs() > timing.policyDeadlineNs()) {
            cause = Cause.POLICY_STALE;
        } else {
            held = ageTicks > timing.policyPeriodTicks();
        }
    }

    void reset() {
        pending = false;
        held = false;
        cause = null;
        ageS = Double.NaN;
    }

    /** Null where the proposal may be looked at. */
    Cause cause() {
        return cause;
    }

    /** There is no action yet, and need not be. */
    boolean isPending() {
        return pending;
    }

    /** A newer action should have come. */
    boolean isHeld() {
        return held;
    }

    /** Age of the action; NaN where there is none. */
    double ageS() {
        return ageS;
    }

    private static boolean isFinite(double[] proposal) {
        for (double value : proposal) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
