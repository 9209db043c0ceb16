package dev.creance.bench;

/**
 * One way to fly the same flight.
 *
 * @param warmUp whether the program warms up before it
 * @param neighbourMbPerS what another thread of the JVM allocates meanwhile, in 10⁶ bytes
 */
record Variant(String name, Jvm jvm, boolean warmUp, double neighbourMbPerS) {}
