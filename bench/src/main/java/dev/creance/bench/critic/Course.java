package dev.creance.bench.critic;

import dev.creance.runtime.Reference;

/** What is asked of the policy in an episode, and how far it was done. */
interface Course extends Reference {
    long durationNs();

    /**
     * What the plant has come to.
     *
     * @param flownNs time of the reference
     * @param state true one of the machine
     */
    void observe(long flownNs, double[] state);

    int goals();

    /** How many of them were met by now. */
    int reached();
}
