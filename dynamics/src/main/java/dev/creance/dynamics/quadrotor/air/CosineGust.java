package dev.creance.dynamics.quadrotor.air;

import dev.creance.dynamics.Trigonometry;
import dev.creance.runtime.HotPath;

/**
 * A discrete gust: it builds up along half a wave, stays and falls off in the same way.
 *
 * <pre>
 * V = V_m / 2 (1 − cos(π t / rise))        0 ≤ t ≤ rise        MIL-F-8785C, with t for distance over airspeed
 * </pre>
 *
 * That specification's gust stays for ever; one that falls off at once (hold 0) is the full wave of CS-25.341.
 *
 * @param amplitudeMPerS V_m, world axes
 * @param startS when it begins
 * @param riseS from nothing to all of it
 * @param holdS how long all of it stays; may be infinite
 */
public record CosineGust(double[] amplitudeMPerS, double startS, double riseS, double holdS) {
    /** Its share of the amplitude at this time, 0 to 1. */
    @HotPath
    public double share(double timeS) {
        double t = timeS - startS;
        double left = riseS + holdS + riseS - t;
        double within = Math.min(t, left);
        if (!(within > 0)) {
            return 0;
        }
        return within < riseS ? (1 - Trigonometry.cos(Math.PI * within / riseS)) / 2 : 1;
    }
}
