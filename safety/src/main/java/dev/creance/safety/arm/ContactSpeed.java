package dev.creance.safety.arm;

import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;

/**
 * How fast a tool may be that could meet something at any time, from {@code limits.contact}: by the end of the reaction it is v T_r deep,
 * and v²/2a deeper when it stands, against a spring of the stiffness K:
 *
 * <pre>
 * K (v T_r + v²/2a) ≤ F        ⇔        v ≤ a (−T_r + √(T_r² + 2 F / (K a)))
 * </pre>
 *
 * Who notices the contact and stops is the firmware or a person; the shield keeps the speed. Where nobody does, all that gives way is a
 * spring between two masses (ISO/TS 15066, A.3.6: the moving part and that of the body): half the energy of their relative motion goes
 * into it,
 *
 * <pre>
 * ½ μ v² ≤ F²/2K        ⇔        v ≤ F / √(K μ)            1/μ = 1/m_body + 1/m_moving
 * </pre>
 *
 * @param forceN F, the greatest
 * @param stiffnessNPerM K, of tool and body together
 * @param reactionS T_r
 * @param decelerationMPerS2 a, of the tool, once it is stopped
 */
record ContactSpeed(double forceN, double stiffnessNPerM, double reactionS, double decelerationMPerS2) {
    /** The greatest speed for this section; infinite without one. */
    static double from(ConfigNode limits) {
        return limits.optional("contact")
                .map(node ->
                        read(node.only("force", "stiffness", "reaction", "deceleration", "moving_mass", "body_mass")))
                .orElse(Double.POSITIVE_INFINITY);
    }

    private static double read(ConfigNode node) {
        ContactSpeed contact = new ContactSpeed(
                node.child("force").quantity(Dimension.FORCE, 0.1, 1e4),
                node.child("stiffness").quantity(Dimension.RATIO, 1, 1e7),
                node.child("reaction").quantity(Dimension.TIME, 0, 1),
                node.child("deceleration").quantity(Dimension.ACCELERATION, 0.01, 1e3));
        double stopped = contact.stoppedMPerS();
        if (!node.has("moving_mass") && !node.has("body_mass")) {
            return stopped;
        }
        double moving = node.child("moving_mass").quantity(Dimension.MASS, 1e-3, 1e3);
        double body = node.child("body_mass").quantity(Dimension.MASS, 1e-3, 1e3);
        return Math.min(stopped, contact.transientMPerS(moving, body));
    }

    /** Where the tool is stopped after the reaction. */
    double stoppedMPerS() {
        double root = Math.sqrt(reactionS * reactionS + 2 * forceN / (stiffnessNPerM * decelerationMPerS2));
        return decelerationMPerS2 * (root - reactionS);
    }

    /** Where nobody reacts in time. */
    double transientMPerS(double movingKg, double bodyKg) {
        double reduced = 1 / (1 / movingKg + 1 / bodyKg);
        return forceN / Math.sqrt(stiffnessNPerM * reduced);
    }
}
