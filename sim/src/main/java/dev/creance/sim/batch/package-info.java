/**
 * Many plants of one kind, advanced together on the JDK's Vector API: for campaigns and training. Each number of each environment has a
 * lane; what a lane computes depends neither on its neighbours nor on the width of the machine's vectors, so that an
 * environment's course is the same bits in every batch and on every machine. Against the plant of its own, which divides where
 * these multiply by the reciprocal and rounds where these fuse, it differs by round-off.
 *
 * <p><b>Passes.</b> A stage of the integrator is several methods over a few groups of environments, with what passes from one to the
 * next in memory that stays in the first cache: as one method it would be more than C2 compiles without boxing vectors. Float and
 * double are separate code, for C2 boxes also where methods see both kinds. Memory is native, for heap arrays are not aligned
 * to vectors, and each access would touch two cache lines; but an access to it is several hundred of the nodes that C2 has for a
 * method, to an array some dozens, so the long passes of arms go over arrays. Helpers that take or return vectors are left out for the
 * same reason: beyond 18 000 nodes C2 inlines the JDK's methods alone, and boxes what goes to others.
 *
 * <p><b>One.</b> A batch of one quadrotor is computed on vectors of four, whose lanes are its rotors and axes.
 */
package dev.creance.sim.batch;
