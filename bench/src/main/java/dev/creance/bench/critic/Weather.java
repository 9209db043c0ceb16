package dev.creance.bench.critic;

import dev.creance.sim.SimulatedMachine;

/** What disturbs a machine from outside. */
@FunctionalInterface
public interface Weather {
    void act(double timeS, SimulatedMachine machine);
}
