/**
 * Open kinematic chains on a fixed base: what an arm is made of, how it moves and what moves it.
 *
 * <p>{@link Chain} describes the arm; {@link ChainMotion} puts it into base coordinates for one position and velocity; the
 * classes beside it compute accelerations, efforts, inertias and Jacobians from that. All of them work in the coordinates of
 * the base, where no transform stands between a link and the next. Algorithms and notation: R. Featherstone, "Rigid Body
 * Dynamics Algorithms", Springer 2008, RBDA for short.
 *
 * <p>Joint quantities are in rad, rad/s and Nm for a revolute joint and in m, m/s and N for a prismatic one; "effort" stands
 * for torque or force, as in URDF.
 */
package dev.creance.dynamics.arm;
