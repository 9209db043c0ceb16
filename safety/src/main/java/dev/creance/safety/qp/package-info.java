/**
 * The nearest point of a polyhedron: the quadratic program of a shield's projection, solved to the end or not at all, in bounded time
 * and without allocation. {@link dev.creance.safety.qp.DualActiveSet} is the way in; nothing here knows what it is used for.
 */
package dev.creance.safety.qp;
