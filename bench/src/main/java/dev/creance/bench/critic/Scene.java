package dev.creance.bench.critic;

import dev.creance.runtime.Policy;
import dev.creance.runtime.Shield;
import dev.creance.sim.SimulatedMachine;

/**
 * Who and what is in an episode.
 *
 * @param start where the armed machine is put
 * @param tickNs duration of a tick
 * @param ticksToPolicy from one observation of the policy to the next
 * @param lateTicks after which a command acts
 */
record Scene(
        SimulatedMachine machine,
        Policy policy,
        Shield shield,
        Course course,
        Weather weather,
        double[] start,
        long tickNs,
        int ticksToPolicy,
        int lateTicks) {}
