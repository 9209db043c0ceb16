package dev.creance.dynamics.arm.control;

import dev.creance.dynamics.arm.Jacobian;
import dev.creance.runtime.HotPath;
import java.util.Arrays;

/**
 * How fast a tool should move, given how far it still has to go: fast while far away, and never faster than it can brake, so that it
 * neither jerks nor overshoots.
 *
 * <pre>
 * |v| = min(v_max, √(2 a |e|), |e| / t)      |Δv| ≤ a T
 * </pre>
 */
@HotPath
final class ToolApproach {
    private static final Limits ALONG = new Limits(0.5, 2, 0.1);
    private static final Limits ABOUT = new Limits(1, 4, 0.1);

    /** The braking that is planned for, of the one that is allowed: what remains absorbs that time comes in periods. */
    private static final double BRAKING_SHARE = 0.5;

    private final double periodS;
    private final double[] velocity = new double[Jacobian.ROWS];

    /**
     * Of a translation in m, or a rotation in rad.
     *
     * @param perS greatest speed
     * @param perS2 greatest change of it
     * @param settlingS time constant of the last bit
     */
    record Limits(double perS, double perS2, double settlingS) {}

    ToolApproach(double periodS) {
        this.periodS = periodS;
    }

    void reset() {
        Arrays.fill(velocity, 0);
    }

    /** @param velocityOut linear, then angular, for an error in the same order */
    void velocity(double[] error, double[] velocityOut) {
        part(error, 0, ALONG);
        part(error, 3, ABOUT);
        System.arraycopy(velocity, 0, velocityOut, 0, velocity.length);
    }

    private void part(double[] error, int at, Limits limits) {
        double far = length(error[at], error[at + 1], error[at + 2]);
        double speed = Math.min(
                Math.min(limits.perS, far / limits.settlingS), Math.sqrt(2 * BRAKING_SHARE * limits.perS2 * far));
        double perError = far > 0 ? speed / far : 0;
        double x = perError * error[at] - velocity[at];
        double y = perError * error[at + 1] - velocity[at + 1];
        double z = perError * error[at + 2] - velocity[at + 2];
        double change = length(x, y, z);
        double most = limits.perS2 * periodS;
        double share = change > most ? most / change : 1;
        velocity[at] += share * x;
        velocity[at + 1] += share * y;
        velocity[at + 2] += share * z;
    }

    private static double length(double x, double y, double z) {
        return Math.sqrt(x * x + y * y + z * z);
    }
}
