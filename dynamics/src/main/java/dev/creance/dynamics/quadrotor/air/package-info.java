/**
 * What the air does to a quadrotor beyond an ideal rotor's thrust: wind that changes ({@link
 * dev.creance.dynamics.quadrotor.air.DrydenTurbulence}, {@link dev.creance.dynamics.quadrotor.air.CosineGust}), drag, and the
 * cushion over the ground. {@link dev.creance.dynamics.quadrotor.air.FlightLoads} puts them together as loads of the dynamics.
 */
package dev.creance.dynamics.quadrotor.air;
