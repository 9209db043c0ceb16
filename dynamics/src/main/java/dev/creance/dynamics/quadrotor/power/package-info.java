/** What drives the rotors: the power they take ({@link dev.creance.dynamics.quadrotor.power.RotorPower}) and the battery. */
package dev.creance.dynamics.quadrotor.power;
