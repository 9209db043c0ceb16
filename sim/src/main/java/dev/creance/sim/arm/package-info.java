/** The simulated arm: its drives, the stops of its joints and what its tool runs into. */
package dev.creance.sim.arm;
