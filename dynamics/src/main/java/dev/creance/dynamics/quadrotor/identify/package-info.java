/** A quadrotor's parameters from a recorded flight. */
package dev.creance.dynamics.quadrotor.identify;
