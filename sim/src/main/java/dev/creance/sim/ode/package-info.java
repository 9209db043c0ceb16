/** Ordinary differential equations and three ways to step through them. */
package dev.creance.sim.ode;
