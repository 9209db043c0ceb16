package dev.creance.bench.shield;

import dev.creance.sim.SimulatedMachine;

/** What disturbs a machine from outside, tick by tick. */
@FunctionalInterface
interface Weather {
    Weather NONE = (tick, state, machine) -> {};

    void act(long tick, double[] state, SimulatedMachine machine);
}
