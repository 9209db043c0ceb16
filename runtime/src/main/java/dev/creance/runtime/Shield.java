package dev.creance.runtime;

import java.util.List;

/**
 * The ordered guards between proposal and command, with the failsafe machine. Deterministic: a function of its settings and
 * of the sequence of inputs, so that a recorded run replays bit for bit.
 */
public interface Shield {
    /** Names and units of the margins it reports, in order; a margin below zero means the guard would be violated. */
    List<Channel> margins();

    /**
     * Decides what is executed in this tick.
     *
     * @param in what came from outside; not modified
     * @param out reads {@code reference} and {@code proposal}; writes {@code decision}
     */
    @HotPath
    void decide(TickInputs in, TickOutputs out);
}
