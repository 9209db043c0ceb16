package dev.creance.policies.signals;

import dev.creance.runtime.HotPath;

/**
 * Sine and cosine of a part of a turn, the same on every processor and without garbage, which StrictMath's own make. The
 * polynomials on ±π/4 are those of fdlibm's k_sin.c and k_cos.c (Sun Microsystems 1993), good to 1e-16.
 */
public final class Turns {
    private Turns() {}

    @HotPath
    public static double sin(double turns) {
        double quarters = Math.rint(4 * turns);
        double rest = (turns - quarters / 4) * (2 * Math.PI);
        return switch ((int) ((long) quarters & 3)) {
            case 0 -> sine(rest);
            case 1 -> cosine(rest);
            case 2 -> -sine(rest);
            default -> -cosine(rest);
        };
    }

    @HotPath
    public static double cos(double turns) {
        return sin(turns + 0.25);
    }

    private static double sine(double x) {
        double z = x * x;
        double tail = 0.00833333333332249
                + z
                        * (-0.0001984126982985795
                                + z
                                        * (2.7557313707070068E-06
                                                + z * (-2.5050760253406863E-08 + z * 1.58969099521155E-10)));
        return x + x * z * (-0.16666666666666632 + z * tail);
    }

    private static double cosine(double x) {
        double z = x * x;
        double tail = -0.001388888888887411
                + z
                        * (2.480158728947673E-05
                                + z
                                        * (-2.7557314351390663E-07
                                                + z * (2.087572321298175E-09 - z * 1.1359647557788195E-11)));
        return 1 - 0.5 * z + z * z * (0.0416666666666666 + z * tail);
    }
}
