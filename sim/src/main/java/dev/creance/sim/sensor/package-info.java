/**
 * Sensors of any kind, as they are rather than as one would like them: what stands between a true quantity and the number that
 * a device reports, in the order in which it happens.
 *
 * <pre>
 * truth → mounting → scale → bias → noise → range → resolution → dropout → latency and jitter → value
 * </pre>
 */
package dev.creance.sim.sensor;
