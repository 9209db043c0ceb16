package dev.creance.dynamics.drive;

import dev.creance.dynamics.Trigonometry;
import dev.creance.runtime.HotPath;

/**
 * Between the phases a, b, c, the axes α, β of the stator and the axes d, q of the rotor; amplitude-invariant, so that a power
 * in two axes counts 3/2 (Clarke 1943, Park 1929).
 *
 * <pre>
 * α = (2a − b − c) / 3     d =  α cos ε + β sin ε
 * β = (b − c) / √3         q = −α sin ε + β cos ε
 * </pre>
 */
public final class ThreePhase {
    private static final double SQRT3 = Math.sqrt(3);

    private ThreePhase() {}

    @HotPath
    public static double alpha(double a, double b, double c) {
        return (2 * a - b - c) / 3;
    }

    @HotPath
    public static double beta(double b, double c) {
        return (b - c) / SQRT3;
    }

    /**
     * The three phases of a vector in the stator's axes; their sum is zero.
     *
     * @param at where in {@code abcOut} phase a goes
     */
    @HotPath
    public static void phases(double alpha, double beta, double[] abcOut, int at) {
        abcOut[at] = alpha;
        abcOut[at + 1] = -alpha / 2 + SQRT3 / 2 * beta;
        abcOut[at + 2] = -alpha / 2 - SQRT3 / 2 * beta;
    }

    /**
     * Three phases in the axes of the rotor.
     *
     * @param at where in {@code abc} phase a stands
     * @param dqOut d, q
     */
    @HotPath
    public static void toRotor(double[] abc, int at, double angleRad, double[] dqOut) {
        double alpha = alpha(abc[at], abc[at + 1], abc[at + 2]);
        double beta = beta(abc[at + 1], abc[at + 2]);
        double sin = Trigonometry.sin(angleRad);
        double cos = Trigonometry.cos(angleRad);
        dqOut[0] = alpha * cos + beta * sin;
        dqOut[1] = beta * cos - alpha * sin;
    }

    /** The three phases of a vector in the axes of the rotor. */
    @HotPath
    public static void fromRotor(double d, double q, double angleRad, double[] abcOut) {
        double sin = Trigonometry.sin(angleRad);
        double cos = Trigonometry.cos(angleRad);
        phases(d * cos - q * sin, d * sin + q * cos, abcOut, 0);
    }
}
