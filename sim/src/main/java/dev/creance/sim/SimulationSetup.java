package dev.creance.sim;

import dev.creance.bridge.Envelope;

/**
 * Everything that makes a simulated device.
 *
 * @param plant the machine and its world
 * @param limits what the judge counts against; of the plant's class
 * @param envelope what the device enforces on commands; the host must have the same
 * @param faults what goes wrong
 * @param seed of all randomness: sensors, air, the bits that are flipped, the boot nonce
 */
public record SimulationSetup(PlantConfig plant, EnvelopeLimits limits, Envelope envelope, Faults faults, long seed) {}
