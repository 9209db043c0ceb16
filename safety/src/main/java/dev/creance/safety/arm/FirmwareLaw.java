package dev.creance.safety.arm;

import dev.creance.dynamics.arm.Chain;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.List;
import java.util.Optional;

/**
 * The law by which an arm's firmware follows set points s, as {@code backup.servo} states it; it carries the arm's weight besides:
 *
 * <pre>
 * τ = K (s − q) − D q'
 * </pre>
 *
 * @param stiffness K, per joint, Nm/rad or N/m
 * @param damping D, per joint, Nm s/rad or N s/m
 */
record FirmwareLaw(double[] stiffness, double[] damping) {
    static final String KEY = "backup.servo";

    /** Times D/K, which a joint lags behind a set point that moves. */
    private static final double LAGS = 1.5;

    private static final double LEAST = 1e-3;
    private static final double GREATEST = 1e6;

    /** Empty where nothing is known of it. */
    static Optional<FirmwareLaw> from(ConfigNode shield, Chain chain) {
        return shield.optional("backup")
                .flatMap(backup -> backup.optional("servo"))
                .map(node -> {
                    node.only("stiffness", "damping");
                    return new FirmwareLaw(
                            values(node.child("stiffness"), chain), values(node.child("damping"), chain));
                });
    }

    /** How long a joint takes to brake from a speed, and its law to answer that: the greatest of all joints. */
    double answerS(double[] perS, double[] perS2) {
        double longest = 0;
        for (int i = 0; i < stiffness.length; i++) {
            longest = Math.max(longest, perS[i] / perS2[i] + LAGS * damping[i] / stiffness[i]);
        }
        return longest;
    }

    private static double[] values(ConfigNode list, Chain chain) {
        List<ConfigNode> each = list.items(chain.size());
        double[] values = new double[each.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = each.get(i).quantity(Dimension.RATIO, LEAST, GREATEST);
        }
        return values;
    }
}
