package dev.creance.sim;

import dev.creance.runtime.HotPath;
import dev.creance.runtime.ShieldDecision;

/** Is told what the shield decided: what of the envelope holds now may depend on what the machine is meant to be doing. */
@FunctionalInterface
public interface DecisionObserver {
    /** For a machine whose whole envelope holds always. */
    DecisionObserver NONE = decision -> {};

    /** After every decision, on the thread that took it. */
    @HotPath
    void decided(ShieldDecision decision);
}
