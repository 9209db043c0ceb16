package dev.creance.runtime.loop;

import dev.creance.runtime.Cause;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Handover;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Policy;
import dev.creance.runtime.Reference;
import dev.creance.runtime.SetpointInputs;
import dev.creance.runtime.Shield;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The deterministic part of a tick: a function of the sequence of {@link TickInputs} alone, so that replay calls the same
 * code as the live loop. Between the two calls the action for this tick is obtained: from the policy's thread, from the
 * network inline, or from a log.
 *
 * <pre>{@code
 * pipeline.observe(in, out);
 * proposer.exchange(in, out);
 * pipeline.decide(in, out);
 * }</pre>
 *
 * What throws in here fails closed, is kept with its tick and is not called again: without the policy the proposal is NaN,
 * which the shield answers with the backup; without the shield {@link ShieldFailsafe} lands the device.
 *
 * <p>A policy may follow the one in charge: it sees the same sensors and the same executed commands, and its proposals are
 * recorded. One that is to take over does so as {@link TakeoverSettings} say; what is executed the shield decides, as ever.
 */
@HotPath
public final class TickPipeline {
    private static final String NOT_FINITE = "the shield's command is not finite";

    private final Reference reference;
    private final int[] setpoints;
    private final Shield shield;
    private final int policyDivider;
    private final ShieldFailsafe failsafe;
    private final Takeover takeover;
    private Seat inCharge;
    private Seat candidate;
    private long flownNs;
    private long sampledNs;
    private long previousTick = -1;
    private long shieldNs;
    private volatile TickFailure policyFailure;
    private volatile TickFailure shieldFailure;

    /** @param commands how many channels a command has */
    public TickPipeline(Policy policy, Reference reference, Shield shield, int policyDivider, int commands) {
        this(new Seat(0, policy, false), reference, shield, policyDivider, commands, Takeover.never());
    }

    /**
     * One in which a policy may follow the one in charge.
     *
     * @param inCharge who is at first
     * @param settings whose ticks and deadlines they all go by
     */
    public TickPipeline(
            Seat inCharge,
            Reference reference,
            Shield shield,
            LoopSettings settings,
            TakeoverSettings takeover,
            int commands) {
        this(
                inCharge,
                reference,
                shield,
                settings.policyDivider(),
                commands,
                new Takeover(takeover, settings.tickPeriodNs(), settings.policyDeadlineNs()));
    }

    private TickPipeline(
            Seat inCharge, Reference reference, Shield shield, int policyDivider, int commands, Takeover takeover) {
        this.inCharge = inCharge;
        this.reference = reference;
        this.setpoints = reference.layout().indicesBelow(SetpointInputs.PREFIX);
        this.shield = shield;
        this.policyDivider = policyDivider;
        this.failsafe = new ShieldFailsafe(commands);
        this.takeover = takeover;
    }

    /**
     * Seats a policy behind the one in charge, in the place of any that is there. Before the tick's first call, in the tick in
     * which {@link TickInputs#candidate} begins to name it.
     */
    public void follow(Seat seat, long nowNs) {
        candidate = seat;
        takeover.begin(seat.succeeds, nowNs);
    }

    Seat inCharge() {
        return inCharge;
    }

    /** Who follows; null where none does. */
    Seat candidate() {
        return candidate;
    }

    /** Samples the reference, with what people ask for in its place; in a policy tick takes the observations, where the policy flies or is kept warm. */
    public void observe(TickInputs in, TickOutputs out) {
        // The number of a policy tick is a multiple of the divider; where that tick itself was skipped, the next one
        // serves.
        boolean policyTick = Math.floorDiv(in.tick, policyDivider) != Math.floorDiv(previousTick, policyDivider);
        previousTick = in.tick;
        sampleReference(in, out);
        out.observed = false;
        boolean wanted = policyTick && out.decision.state.policyMayFly();
        if (candidate != null) {
            candidate.observed = false;
            if (wanted) {
                candidate.observe(in.tick, in.sensors, out.reference);
            }
        }
        if (wanted) {
            inCharge.observe(in.tick, in.sensors, out.reference);
            keepFailure();
            out.observed = inCharge.observed;
        }
        if (out.observed) {
            keepObservation(out);
        }
    }

    private void keepObservation(TickOutputs out) {
        float[] observation = inCharge.observation;
        System.arraycopy(observation, 0, out.observation, 0, observation.length);
        for (int i = observation.length; i < out.observation.length; i++) {
            out.observation[i] = 0; // of a policy before, which observed more
        }
    }

    private void sampleReference(TickInputs in, TickOutputs out) {
        if (out.decision.state == FailsafeState.ACTIVE) {
            flownNs += Math.max(0, in.nowNs - sampledNs);
        }
        sampledNs = in.nowNs;
        try {
            reference.sample(flownNs, out.reference);
            out.reference.sampleNs = flownNs;
            ask(in.setpoints.values, out.reference);
        } catch (Throwable thrown) {
            Frame unknown = out.reference;
            Arrays.fill(unknown.values, Double.NaN);
            unknown.validBits = 0;
            inCharge.fail(in.tick, "reference.sample", thrown);
            keepFailure();
        }
    }

    /** What people ask for stands before what the reference asks. */
    private void ask(double[] values, Frame referenceOut) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                referenceOut.values[setpoints[i]] = values[i];
            }
        }
    }

    /** Maps the newest action to a proposal, lets the shield decide, and tells the policies what was executed. */
    public void decide(TickInputs in, TickOutputs out) {
        inCharge.propose(in.tick, in.action, in.actionStatus, out.proposal);
        if (candidate != null) {
            candidate.propose(in.tick, in.candidate.action, in.candidate.actionStatus, out.candidateProposal);
            takeover.update(in, out.decision.state, candidate.failure() != null);
            blend(takeover.share(), out.candidateProposal, out.proposal);
        }
        ShieldDecision decision = out.decision;
        FailsafeState before = decision.state;
        failsafe.remember(decision);
        long startNs = System.nanoTime();
        if (shieldFailure == null) {
            askShield(in, out);
        }
        shieldNs = System.nanoTime() - startNs;
        if (shieldFailure != null) {
            failsafe.decide(in, decision);
        }
        if (inCharge.failure() != null) {
            decision.causes |= Cause.POLICY_FAILED.bit();
        }
        boolean takesOver = before == FailsafeState.ARMING && decision.state == FailsafeState.ACTIVE;
        inCharge.acted(in.tick, in.action, decision.command, takesOver);
        if (candidate != null) {
            candidate.acted(in.tick, candidate.nothing, decision.command, takesOver);
        }
        keepFailure();
        out.policy = inCharge.id;
        out.handover = takeover.stage();
        if (out.handover.isOver()) {
            endHandover(out.handover);
        }
    }

    /** Without a candidate's share the proposal keeps its bits. */
    private static void blend(double share, double[] candidates, double[] proposalInOut) {
        if (share > 0) {
            for (int i = 0; i < proposalInOut.length; i++) {
                proposalInOut[i] = share == 1 ? candidates[i] : (1 - share) * proposalInOut[i] + share * candidates[i];
            }
        }
    }

    private void endHandover(Handover how) {
        if (how == Handover.TAKEN_OVER) {
            inCharge = candidate;
        }
        candidate = null;
        takeover.end();
    }

    private void askShield(TickInputs in, TickOutputs out) {
        try {
            shield.decide(in, out);
            if (!isFinite(out.decision.command)) {
                shieldFailure = new TickFailure(in.tick, "shield.decide", new ArithmeticException(NOT_FINITE));
            }
        } catch (Throwable thrown) {
            shieldFailure = new TickFailure(in.tick, "shield.decide", thrown);
        }
    }

    private void keepFailure() {
        if (policyFailure == null && inCharge.failure() != null) {
            policyFailure = inCharge.failure();
        }
    }

    private static boolean isFinite(double[] values) {
        // 0 * x is NaN for NaN and infinity, and 0 otherwise.
        double sum = 0;
        for (double value : values) {
            sum += 0 * value;
        }
        return sum == 0;
    }

    /** How long the shield took in the newest tick. */
    public long shieldNs() {
        return shieldNs;
    }

    /** What threw so far, oldest first; at most one failure of the policy and one of the shield. Any thread. */
    public List<TickFailure> failures() {
        List<TickFailure> failures = new ArrayList<>();
        TickFailure ofPolicy = policyFailure;
        TickFailure ofShield = shieldFailure;
        if (ofPolicy != null) {
            failures.add(ofPolicy);
        }
        if (ofShield != null) {
            failures.add(ofShield);
        }
        failures.sort(java.util.Comparator.comparingLong(TickFailure::tick));
        return failures;
    }
}
