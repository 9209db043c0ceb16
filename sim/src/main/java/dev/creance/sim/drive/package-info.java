/** The simulated electric drive: supply, converter, machine and load in one plant, and what surrounds them. */
package dev.creance.sim.drive;
