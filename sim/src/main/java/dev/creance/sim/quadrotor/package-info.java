/** The quadrotor behind the link: its plant with air and ground, its sensors, what its firmware does alone, the judge of its truth. */
package dev.creance.sim.quadrotor;
