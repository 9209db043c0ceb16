package dev.creance.bench.shield;

import dev.creance.runtime.Shield;
import dev.creance.sim.SimulatedMachine;
import dev.creance.sim.adversary.Adversary;

/**
 * Who is in an episode.
 *
 * @param attack what the adversary is called
 * @param opening proposes until the episode begins, and once more
 * @param start where the armed machine is put; null where it stays
 * @param tickNs duration of a tick
 * @param periods of the firmware's control in a tick
 */
record Cast(
        String attack,
        SimulatedMachine machine,
        Shield guard,
        Adversary opening,
        Adversary adversary,
        Weather weather,
        double[] start,
        long tickNs,
        int periods) {}
