package dev.creance.policies.manifest;

import dev.creance.runtime.config.ConfigNode;

/** Gains of the joints' position loop: effort = kp (q* − q) − kd q̇, in Nm/rad and Nm·s/rad (N/m and N·s/m where they slide). */
public record Gains(JointVector kp, JointVector kd) {

    static Gains read(ConfigNode node, JointTable table) {
        node.only("kp", "kd");
        Gains gains = new Gains(JointVector.read(node.child("kp"), table), JointVector.read(node.child("kd"), table));
        requireNotNegative(gains.kp());
        requireNotNegative(gains.kd());
        return gains;
    }

    private static void requireNotNegative(JointVector vector) {
        if (vector.values().stream().anyMatch(value -> value < 0)) {
            throw vector.at().error(" holds a gain below 0, which drives a joint away from where it should be");
        }
    }
}
