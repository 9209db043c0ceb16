package dev.creance.bench;

import java.util.Map;

/**
 * One way to fly the same flight.
 *
 * @param warmUp whether the program warms up before it
 * @param neighbourMbPerS what another thread of the JVM allocates meanwhile, in 10⁶ bytes
 * @param sets values of its own in place of the configuration's
 */
record Variant(String name, Jvm jvm, boolean warmUp, double neighbourMbPerS, Map<String, String> sets) {
    /** One that flies the configuration as it is. */
    Variant(String name, Jvm jvm, boolean warmUp, double neighbourMbPerS) {
        this(name, jvm, warmUp, neighbourMbPerS, Map.of());
    }
}
