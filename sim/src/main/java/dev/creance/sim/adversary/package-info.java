/** Policies and winds that want a machine out of its envelope: what a shield is tried with. */
package dev.creance.sim.adversary;
