package dev.creance.runtime.loop;

import dev.creance.runtime.CandidateInputs;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.TickInputs;

/** What a policy answered: its newest action, brought into the tick by its {@link Proposer}. The tick thread's own. */
@HotPath
final class Answer {
    final float[] action;

    /** Whether {@link #action} came since the last tick. */
    boolean fresh;

    /** The tick whose observation it answers; −1 before the first. */
    long tick = -1;

    PolicyStatus status = PolicyStatus.NONE;

    Answer(int actionSize) {
        action = new float[actionSize];
    }

    /** As the answer of the policy in charge. */
    void into(TickInputs in) {
        in.actionFresh = fresh;
        if (fresh) {
            carryInto(in);
        }
    }

    /** The same, where the policy in charge was another before. */
    void carryInto(TickInputs in) {
        copy(in.action);
        in.actionTick = tick;
        in.actionStatus = status;
    }

    /** As the answer of a policy that follows. */
    void into(CandidateInputs candidate) {
        candidate.actionFresh = fresh;
        if (fresh) {
            copy(candidate.action);
            candidate.actionTick = tick;
            candidate.actionStatus = status;
        }
    }

    private void copy(float[] actionOut) {
        System.arraycopy(action, 0, actionOut, 0, action.length);
        for (int i = action.length; i < actionOut.length; i++) {
            actionOut[i] = 0; // of a larger action before
        }
    }
}
