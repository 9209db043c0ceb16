package dev.creance.policies.manifest;

import dev.creance.runtime.config.ConfigNode;
import java.util.List;

/**
 * What a section needs to know of the sections before it.
 *
 * @param models ids
 */
record ReadContext(List<String> models, Manifest.Body body, Manifest.Signals signals) {

    JointTable table(ConfigNode speaker) {
        return body.joints()
                .orElseThrow(() -> speaker.error(" speaks of joints, but the file has no 'joints'")
                        .withHint("add the table of joints"));
    }

    JointOrder order(ConfigNode node) {
        return JointOrder.read(node, table(node));
    }

    /** Refuses a use of the default pose that leaves a joint open. */
    void requireDefaultPose(ConfigNode speaker, JointOrder order) {
        body.defaultPose()
                .orElseThrow(() -> speaker.error(" speaks of the default pose, but the file has no 'default_pose'")
                        .withHint("add default_pose: {order: policy, unit: rad, values: […]}"))
                .in(order);
    }

    void requireGains(ConfigNode speaker, JointOrder order) {
        Gains gains = body.gains()
                .orElseThrow(() -> speaker.error(" speaks of the table of gains, but the file has no 'gains'")
                        .withHint("add gains: {kp: {order: …, values: […]}, kd: {…}}"));
        gains.kp().in(order);
        gains.kd().in(order);
    }

    TensorReference tensor(ConfigNode node) {
        return TensorReference.read(node, models);
    }

    Setpoint setpoint(ConfigNode node) {
        return signals.setpoints().stream()
                .filter(setpoint -> setpoint.name().equals(node.string()))
                .findFirst()
                .orElseThrow(() -> unknown(
                        node,
                        "setpoint",
                        signals.setpoints().stream().map(Setpoint::name).toList()));
    }

    Clock clock(ConfigNode node) {
        return signals.clocks().stream()
                .filter(clock -> clock.name().equals(node.string()))
                .findFirst()
                .orElseThrow(() -> unknown(
                        node,
                        "clock",
                        signals.clocks().stream().map(Clock::name).toList()));
    }

    Motion motion(ConfigNode node) {
        return signals.motions().stream()
                .filter(motion -> motion.name().equals(node.string()))
                .findFirst()
                .orElseThrow(() -> unknown(
                        node,
                        "motion",
                        signals.motions().stream().map(Motion::name).toList()));
    }

    private static RuntimeException unknown(ConfigNode node, String what, List<String> known) {
        return node.error("='" + node.string() + "' is no " + what + " of this file")
                .withHint(known.isEmpty() ? "add it under '" + what + "s'" : "there are " + known);
    }
}
