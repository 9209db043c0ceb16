package dev.creance.policies.manifest;

import java.util.OptionalInt;

/**
 * A joint of the robot.
 *
 * @param policy its place in the policy's order; empty where the policy knows nothing of it
 * @param device its place in the device's order; empty where the device has no such joint
 * @param reversed whether the device counts the other way round: q_device = sign · q_policy + offset
 * @param offset rad, or m for a sliding joint
 */
public record Joint(String name, OptionalInt policy, OptionalInt device, boolean reversed, double offset) {}
