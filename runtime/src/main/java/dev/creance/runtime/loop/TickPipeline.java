package dev.creance.runtime.loop;

import dev.creance.runtime.Cause;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Policy;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.Reference;
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
 */
@HotPath
public final class TickPipeline {
    private static final String NOT_FINITE = "the shield's command is not finite";

    private final Policy policy;
    private final Reference reference;
    private final Shield shield;
    private final int policyDivider;
    private final ShieldFailsafe failsafe;
    private long flownNs;
    private long sampledNs;
    private long previousTick = -1;
    private long shieldNs;
    private volatile TickFailure policyFailure;
    private volatile TickFailure shieldFailure;

    /** @param commands how many channels a command has */
    public TickPipeline(Policy policy, Reference reference, Shield shield, int policyDivider, int commands) {
        this.policy = policy;
        this.reference = reference;
        this.shield = shield;
        this.policyDivider = policyDivider;
        this.failsafe = new ShieldFailsafe(commands);
    }

    /** Samples the reference; in a policy tick takes the observation, where the policy flies or is kept warm. */
    public void observe(TickInputs in, TickOutputs out) {
        // The number of a policy tick is a multiple of the divider; where that tick itself was skipped, the next one
        // serves.
        boolean policyTick = Math.floorDiv(in.tick, policyDivider) != Math.floorDiv(previousTick, policyDivider);
        previousTick = in.tick;
        out.observed = false;
        sampleReference(in, out);
        FailsafeState state = out.decision.state;
        if (policyTick && state.policyMayFly() && policyFailure == null) {
            try {
                policy.observe(in.sensors, out.reference, out.observation);
                out.observed = true;
            } catch (Throwable thrown) {
                policyFailed(in.tick, "policy.observe", thrown);
            }
        }
    }

    private void sampleReference(TickInputs in, TickOutputs out) {
        if (out.decision.state == FailsafeState.ACTIVE) {
            flownNs += Math.max(0, in.nowNs - sampledNs);
        }
        sampledNs = in.nowNs;
        try {
            reference.sample(flownNs, out.reference);
        } catch (Throwable thrown) {
            Frame unknown = out.reference;
            Arrays.fill(unknown.values, Double.NaN);
            unknown.validBits = 0;
            policyFailed(in.tick, "reference.sample", thrown);
        }
    }

    /** Maps the newest action to a proposal, lets the shield decide, and tells the policy what was executed. */
    public void decide(TickInputs in, TickOutputs out) {
        propose(in, out);
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
        if (policyFailure != null) {
            decision.causes |= Cause.POLICY_FAILED.bit();
        }
        boolean takesOver = before == FailsafeState.ARMING && decision.state == FailsafeState.ACTIVE;
        tellPolicy(in, decision, takesOver);
    }

    private void propose(TickInputs in, TickOutputs out) {
        boolean usable = in.actionStatus == PolicyStatus.OK || in.actionStatus == PolicyStatus.NON_FINITE;
        if (usable && policyFailure == null) {
            try {
                policy.command(in.action, out.proposal);
                return;
            } catch (Throwable thrown) {
                policyFailed(in.tick, "policy.command", thrown);
            }
        }
        Arrays.fill(out.proposal, Double.NaN);
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

    private void tellPolicy(TickInputs in, ShieldDecision decision, boolean takesOver) {
        if (policyFailure != null) {
            return;
        }
        try {
            policy.acted(in.action, decision.command);
            if (takesOver) {
                policy.reset();
            }
        } catch (Throwable thrown) {
            policyFailed(in.tick, "policy.acted", thrown);
        }
    }

    private void policyFailed(long tick, String stage, Throwable thrown) {
        if (policyFailure == null) {
            policyFailure = new TickFailure(tick, stage, thrown);
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
