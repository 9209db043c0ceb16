package dev.creance.policies;

import dev.creance.runtime.Layout;

/**
 * What a policy is put between: the channels it may read and must write, and how often it is asked.
 *
 * @param sensors what the device measures
 * @param reference where the plant should be
 * @param commands what the device takes; the policy must set every one of them
 * @param policyRateHz how often the loop takes an observation
 */
public record PolicyEnvironment(Layout sensors, Layout reference, Layout commands, double policyRateHz) {}
