package dev.creance.safety;

import dev.creance.runtime.Cause;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Source;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import dev.creance.runtime.Verdict;

/** Stages 3 to 7: the way of a proposal to a candidate that may be executed. Where one of them throws, there is none. */
final class Candidacy {
    private final Around around;
    private final MachineStages stages;
    private final ProposalGuard proposals;
    private final LearnedStage learned;
    private final PlanGuard plans;
    private final SimplexLatch latch;
    private final Margins margins;
    private final double[] candidate;
    private long causes;

    /** What it reads of the pipeline around it, and the conditions that it raises. */
    record Around(
            SenseGuard senses, FailsafeMachine machine, Emission emission, Conditions conditions, Stage.Probe probe) {}

    Candidacy(
            Around around,
            MachineStages stages,
            ProposalGuard proposals,
            LearnedStage learned,
            PlanGuard plans,
            SimplexLatch latch) {
        this.around = around;
        this.stages = stages;
        this.proposals = proposals;
        this.learned = learned;
        this.plans = plans;
        this.latch = latch;
        margins = stages.margins();
        candidate = around.emission.last().clone();
    }

    @HotPath
    void reset() {
        latch.reset();
        proposals.reset();
        learned.reset();
        plans.reset();
    }

    /**
     * Judges this tick's proposal.
     *
     * @param backup what flies where there is no candidate
     */
    @HotPath
    void judge(TickInputs in, TickOutputs out, double[] backup) {
        Stage stage = Stage.PROPOSE;
        try {
            around.probe.at(stage);
            FailsafeMachine machine = around.machine;
            proposals.check(in, out.proposal, machine.activeSinceTick(), in.nowNs - machine.activeSinceNs());
            boolean flyable = proposals.cause() == null;
            stage = Stage.LEARNED;
            around.probe.at(stage);
            learned.observe(in, out.reference, around.senses);
            double[] wanted = flyable ? learned.judge(out.proposal, machine.state(), around.conditions) : null;
            // Shaping (stage 4) is the policy's own between two actions, `between` in its manifest, and the arm's
            // `tool_lead`.
            stage = Stage.PREDICT;
            if (wanted != null) {
                causes = stages.project(wanted, around.emission.last(), candidate);
            }
            around.probe.at(stage);
            boolean admitted = wanted != null && plans.admits(candidate, machine.state(), around.conditions);
            stages.predict(wanted != null ? candidate : backup, margins);
            stage = Stage.LATCH;
            around.probe.at(stage);
            latch(flyable, wanted != null, admitted);
        } catch (RuntimeException | Error thrown) {
            latch.reset();
            around.conditions.raise(Condition.STAGE_THREW, stage.ordinal());
        }
    }

    private void latch(boolean flyable, boolean wanted, boolean admitted) {
        Conditions conditions = around.conditions;
        if (wanted) {
            latch.judge(margins, conditions);
            if (!admitted) {
                latch.reset();
            }
            return;
        }
        // The backup flies from where it is not certified: it does what it can, and says so.
        conditions.note(margins.anyBelowZero() ? Cause.LOST_CERTIFICATE.bit() : 0);
        if (!flyable && (!proposals.isPending() || !stages.canWait())) {
            latch.reject(proposals.cause(), proposals.ageS(), conditions);
        }
    }

    /** Where {@link SimplexLatch#isAccepted}: what may be executed. */
    double[] candidate() {
        return candidate;
    }

    /** Mask of what changed the proposal. */
    long causes() {
        return causes;
    }

    /** Nobody has proposed anything yet, and need not have. */
    private boolean isWaiting() {
        return !latch.isAccepted() && !plans.averts() && (proposals.isPending() || proposals.cause() == null);
    }

    @HotPath
    Source source(FailsafeState state, boolean candidateFlies) {
        return switch (state) {
            case STANDBY, ARMING, LANDED, TERMINATED -> Source.NONE;
            case ACTIVE -> candidateFlies ? flier() : isWaiting() ? Source.NONE : Source.BACKUP;
            case BACKUP, LANDING, DEVICE_LANDING -> Source.BACKUP;
        };
    }

    private Source flier() {
        return learned.recovers() ? Source.RECOVERY : proposals.isHeld() ? Source.HELD : Source.POLICY;
    }

    @HotPath
    Verdict verdict(FailsafeState state, boolean candidateFlies) {
        if (candidateFlies) {
            return learned.recovers() ? Verdict.REJECTED : causes == 0 ? Verdict.PASS : Verdict.MODIFIED;
        }
        return switch (state) {
            case STANDBY, ARMING, LANDED, TERMINATED -> Verdict.PASS;
            case ACTIVE -> isWaiting() ? Verdict.PASS : Verdict.REJECTED;
            case BACKUP, LANDING, DEVICE_LANDING -> Verdict.REJECTED;
        };
    }
}
