package dev.creance.runtime;

/** What goes to a device in one tick: values in SI units and the proof that data, not only a thread, moved on. */
public final class Command {
    /** In the order of the device's command layout. */
    public final double[] values;

    /** How long the device may act on it, µs from its receipt. */
    public int validForUs;

    /** Sequence of the newest sensor frame this command was computed from. */
    public long sensorSequence;

    /** Counts the shield's decisions. */
    public long shieldSequence;

    public Source source = Source.NONE;

    /** Tick of the observation that the policy's action answers; meaningful where the source is POLICY or HELD. */
    public long policySequence;

    public Command(int size) {
        values = new double[size];
    }
}
