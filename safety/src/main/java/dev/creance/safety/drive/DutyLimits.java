package dev.creance.safety.drive;

import dev.creance.runtime.Cause;
import dev.creance.runtime.HotPath;
import dev.creance.safety.CommandProjection;

/**
 * Voltage vectors that may be commanded: inside the circle that the converter can give, and no farther from the last one than the slew
 * limit lets either part go. Both sets are convex and the last command lies in both, so the way back to it stays inside.
 */
@HotPath
final class DutyLimits {
    private final CommandProjection projection;
    private final double most;

    DutyLimits(CommandProjection projection, double most) {
        this.projection = projection;
        this.most = most;
    }

    double most() {
        return most;
    }

    /**
     * The command nearest in direction: shortened to the circle, then slewed, then moved back towards the last one if that led out of
     * the circle.
     *
     * @param out may be {@code wanted}
     * @return mask of COMMAND_BOX and COMMAND_SLEW
     */
    long admit(double[] wanted, double[] last, double[] out) {
        long causes = 0;
        double length = Math.sqrt(wanted[0] * wanted[0] + wanted[1] * wanted[1]);
        double share = 1;
        if (!(length <= most * (1 + 0x1p-22))) {
            causes = Cause.COMMAND_BOX.bit();
            share = most / length;
        }
        out[0] = share * wanted[0];
        out[1] = share * wanted[1];
        causes |= projection.project(out, last, out) & Cause.COMMAND_SLEW.bit();
        if (out[0] * out[0] + out[1] * out[1] > most * most * (1 + 0x1p-20)) {
            double back = backIntoCircle(out, last);
            between(last, out, back, out);
        }
        return causes;
    }

    /** The point at a share of the way, as floats: inside what its ends are inside of. */
    static void between(double[] from, double[] to, double share, double[] out) {
        for (int i = 0; i < 2; i++) {
            out[i] = (float) (from[i] + share * (to[i] - from[i]));
        }
    }

    /** Positive root s of |last + s (out − last)| = most. */
    private double backIntoCircle(double[] out, double[] last) {
        double dx = out[0] - last[0];
        double dy = out[1] - last[1];
        double a = dx * dx + dy * dy;
        double b = last[0] * dx + last[1] * dy;
        double c = last[0] * last[0] + last[1] * last[1] - most * most;
        double root = b * b - a * c;
        double share = root > 0 ? (-b + Math.sqrt(root)) / a : 0;
        return share > 0 ? share < 1 ? share : 1 : 0;
    }
}
