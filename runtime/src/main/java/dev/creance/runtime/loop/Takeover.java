package dev.creance.runtime.loop;

import dev.creance.runtime.CandidateInputs;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Handover;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.TickInputs;

/**
 * How far a candidate has come: it follows until it has answered in time for as long as it takes to settle, with the policy in
 * charge flying; then its share of the proposal grows. A function of the inputs of the ticks alone, so that a replay comes to
 * the same.
 */
@HotPath
final class Takeover {
    /** A candidate that has not settled for this much longer than it takes will not. */
    private static final long PATIENCE_NS = 10_000_000_000L;

    private final TakeoverSettings settings;
    private final long tickPeriodNs;
    private final long deadlineNs;

    private Handover stage = Handover.NONE;
    private double share;
    private long seatedNs;
    private long settlingNs;
    private long blendingNs;

    /** @param deadlineNs age of an action, from its observation on, above which it is late */
    Takeover(TakeoverSettings settings, long tickPeriodNs, long deadlineNs) {
        this.settings = settings;
        this.tickPeriodNs = tickPeriodNs;
        this.deadlineNs = deadlineNs;
    }

    /** For a pipeline in which nobody follows. */
    static Takeover never() {
        return new Takeover(TakeoverSettings.NONE, 0, 0);
    }

    Handover stage() {
        return stage;
    }

    /** The candidate's part in the proposal: 0 to 1. */
    double share() {
        return share;
    }

    /** A candidate has taken its seat. */
    void begin(boolean succeeds, long nowNs) {
        stage = succeeds ? Handover.SETTLING : Handover.SHADOW;
        share = 0;
        seatedNs = nowNs;
        settlingNs = nowNs;
    }

    void end() {
        stage = Handover.NONE;
        share = 0;
    }

    /** @param threw whether the candidate threw on the tick thread */
    void update(TickInputs in, FailsafeState state, boolean threw) {
        if (stage != Handover.SETTLING && stage != Handover.BLENDING) {
            return;
        }
        CandidateInputs candidate = in.candidate;
        boolean failed = candidate.actionStatus == PolicyStatus.FAILED
                || candidate.actionStatus == PolicyStatus.NON_FINITE
                || threw;
        // NONE before its first answer: then its action is as old as can be
        boolean late = candidate.actionTick < 0 || (in.tick - candidate.actionTick) * tickPeriodNs > deadlineNs;
        if (failed) {
            refuse(Handover.FAILED);
        } else if (stage == Handover.SETTLING) {
            settle(in.nowNs, late || state != FailsafeState.ACTIVE);
        } else if (late) {
            refuse(Handover.LATE);
        }
        if (stage == Handover.BLENDING) {
            blend(in.nowNs);
        }
    }

    private void refuse(Handover reason) {
        stage = reason;
        share = 0;
    }

    private void settle(long nowNs, boolean again) {
        if (again) {
            settlingNs = nowNs;
        }
        if (nowNs - settlingNs >= settings.settleNs() && !again) {
            stage = Handover.BLENDING;
            blendingNs = nowNs;
        } else if (nowNs - seatedNs > settings.settleNs() + PATIENCE_NS) {
            refuse(Handover.LATE);
        }
    }

    private void blend(long nowNs) {
        long sinceNs = nowNs - blendingNs;
        if (sinceNs >= settings.blendNs()) {
            share = 1;
            stage = Handover.TAKEN_OVER;
        } else {
            share = (double) sinceNs / settings.blendNs();
        }
    }
}
