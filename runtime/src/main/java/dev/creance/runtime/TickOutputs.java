package dev.creance.runtime;

/** Everything that a tick decides. A mutable holder. */
public final class TickOutputs {
    /** Whether this is a policy tick, in which {@link #observation} was taken. */
    public boolean observed;

    public final float[] observation;

    public final Frame reference;

    /** The newest action as a command in SI units, before the shield; may hold NaN. */
    public final double[] proposal;

    public final ShieldDecision decision;

    public TickOutputs(int observationSize, Layout reference, int commands, int margins) {
        this.observation = new float[observationSize];
        this.reference = new Frame(reference);
        this.proposal = new double[commands];
        this.decision = new ShieldDecision(commands, margins);
    }
}
