package dev.creance.runtime;

/** What the shield decided in one tick, and why. A mutable holder, written by the shield alone. */
public final class ShieldDecision {
    /** Executed command, SI units; always finite and inside the limits. */
    public final double[] command;

    /** In the order of {@link Shield#margins()}; NaN where a margin could not be computed. */
    public final double[] margins;

    public Verdict verdict = Verdict.PASS;

    public Source source = Source.NONE;

    /** Bit mask of {@link Cause}s that held in this tick. */
    public long causes;

    /** Bit mask of {@link Cause}s that forbid arming; evaluated in STANDBY. */
    public long armingBlockers;

    public FailsafeState state = FailsafeState.STANDBY;

    /** The cause of the newest state transition; null before the first. */
    public Cause transitionCause;

    /** The value that crossed its limit at the newest transition, in the unit of its signal; NaN where there is none. */
    public double transitionValue = Double.NaN;

    /** The tick of the newest transition; −1 before the first. */
    public long transitionTick = -1;

    /** When the policy was first in charge, ns; {@link Long#MIN_VALUE} before. */
    public long activeSinceNs = Long.MIN_VALUE;

    public Directive directive = Directive.NONE;

    /** Counts decisions. */
    public long sequence;

    public ShieldDecision(int commands, int margins) {
        this.command = new double[commands];
        this.margins = new double[margins];
    }
}
