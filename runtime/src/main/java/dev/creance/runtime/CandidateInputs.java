package dev.creance.runtime;

/**
 * What enters a tick from the policy that follows the one in charge, where one does. A mutable holder, written by the loop
 * alone.
 *
 * <pre>{@code
 * if (in.candidate.follows()) …
 * }</pre>
 */
public final class CandidateInputs {
    /** Which policy follows; 0 for none. */
    public long id;

    /** Whether it is to take over, and does not follow for comparison alone. */
    public boolean succeeds;

    /** How many policies that were to follow have been refused so far. */
    public int refused;

    /** Its newest action, in its own units; it stays until a newer one arrives. */
    public final float[] action;

    /** Whether {@link #action} arrived since the last tick. */
    public boolean actionFresh;

    /** The tick whose observation {@link #action} answers; −1 before the first. */
    public long actionTick = -1;

    public PolicyStatus actionStatus = PolicyStatus.NONE;

    public CandidateInputs(int actionSize) {
        action = new float[actionSize];
    }

    @HotPath
    public boolean follows() {
        return id != 0;
    }

    /** As before the first answer of the policy of this id. */
    @HotPath
    public void begin(long candidate, boolean toSucceed) {
        id = candidate;
        succeeds = toSucceed;
        actionFresh = false;
        actionTick = -1;
        actionStatus = PolicyStatus.NONE;
        for (int i = 0; i < action.length; i++) {
            action[i] = 0;
        }
    }
}
