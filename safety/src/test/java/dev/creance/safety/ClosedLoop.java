package dev.creance.safety;

import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Shield;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;

/** A shield in closed loop with the equations of its machine, tick by tick. */
public interface ClosedLoop {
    Shield shield();

    TickInputs in();

    TickOutputs out();

    long tick();

    double tickS();

    /** Everything before the decision: measures, and lets the policy propose. */
    void advanceInputs();

    /** Everything after it: the machine obeys. */
    void advancePlant();

    default ShieldDecision decision() {
        return out().decision;
    }

    default FailsafeState state() {
        return decision().state;
    }

    /** One tick: measure, decide, act. */
    default void step() {
        advanceInputs();
        shield().decide(in(), out());
        advancePlant();
    }

    default void run(double seconds) {
        long ticks = Math.round(seconds / tickS());
        for (long i = 0; i < ticks; i++) {
            step();
        }
    }

    /** Until the state is reached; fails where it is not in time. */
    default void until(FailsafeState wanted, double mostS) {
        long from = tick();
        while (state() != wanted) {
            if ((tick() - from) * tickS() > mostS) {
                throw new AssertionError("still " + state() + " after " + mostS + " s, not " + wanted + "; cause "
                        + decision().transitionCause + ", blockers " + decision().armingBlockers);
            }
            step();
        }
    }
}
