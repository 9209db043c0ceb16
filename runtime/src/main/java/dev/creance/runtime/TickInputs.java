package dev.creance.runtime;

/**
 * Everything that enters a tick from outside. It is recorded, and it is all that a replay needs. A mutable holder, written by
 * the loop alone.
 */
public final class TickInputs {
    public long tick;

    /** When the tick should have started, ns. */
    public long scheduledNs;

    /** When it started; the one time every stage of this tick uses, ns. */
    public long nowNs;

    /** The newest sensor frame; it stays from tick to tick until a newer one arrives. */
    public final Frame sensors;

    /** Whether {@link #sensors} arrived since the last tick. */
    public boolean sensorFresh;

    public final DeviceStatus device = new DeviceStatus();

    /** The newest action, in the policy's own units; it stays until a newer one arrives. */
    public final float[] action;

    /** Whether {@link #action} arrived since the last tick. */
    public boolean actionFresh;

    /** The tick whose observation {@link #action} answers; −1 before the first. */
    public long actionTick = -1;

    public PolicyStatus actionStatus = PolicyStatus.NONE;

    /** Of the policy that follows the one in charge. */
    public final CandidateInputs candidate;

    /** What people ask of the one in charge. */
    public final SetpointInputs setpoints;

    public StopRequest stop = StopRequest.NONE;

    /** Ticks in a row that ended late, up to the one before this. */
    public int overrunsInARow;

    /** Records dropped because the flight record ring was full. */
    public long droppedRecords;

    public TickInputs(Layout sensors, int actionSize) {
        this(sensors, actionSize, 0);
    }

    /** @param candidateActionSize room for the action of a policy that follows; 0 where none ever does */
    public TickInputs(Layout sensors, int actionSize, int candidateActionSize) {
        this(sensors, actionSize, candidateActionSize, 0);
    }

    /** @param setpoints how many channels of the reference people may change */
    public TickInputs(Layout sensors, int actionSize, int candidateActionSize, int setpoints) {
        this.sensors = new Frame(sensors);
        this.action = new float[actionSize];
        this.candidate = new CandidateInputs(candidateActionSize);
        this.setpoints = new SetpointInputs(setpoints);
    }
}
