package dev.creance.runtime;

/** Everything that a tick decides. A mutable holder. */
public final class TickOutputs {
    /** Whether this is a policy tick, in which {@link #observation} was taken. */
    public boolean observed;

    public final float[] observation;

    public final Frame reference;

    /** The newest action as a command in SI units, before the shield; may hold NaN. */
    public final double[] proposal;

    /** Which policy is in charge; 0 where nobody asked. */
    public long policy;

    /** How far the policy that follows it has come. */
    public Handover handover = Handover.NONE;

    /** Its newest action as a command in SI units; NaN where it has none. Empty where none ever follows. */
    public final double[] candidateProposal;

    public final ShieldDecision decision;

    public TickOutputs(int observationSize, Layout reference, int commands, int margins) {
        this(observationSize, reference, commands, margins, 0);
    }

    /** @param candidateCommands as many as {@code commands} where a policy may follow, else 0 */
    public TickOutputs(int observationSize, Layout reference, int commands, int margins, int candidateCommands) {
        this.observation = new float[observationSize];
        this.reference = new Frame(reference);
        this.proposal = new double[commands];
        this.candidateProposal = new double[candidateCommands];
        this.decision = new ShieldDecision(commands, margins);
    }
}
