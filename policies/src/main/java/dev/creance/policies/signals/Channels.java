package dev.creance.policies.signals;

import dev.creance.runtime.Layout;

/**
 * What a policy may read.
 *
 * @param sensors what the device measures
 * @param reference what is asked of the robot
 */
public record Channels(Layout sensors, Layout reference) {}
