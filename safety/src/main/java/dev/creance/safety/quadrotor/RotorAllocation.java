package dev.creance.safety.quadrotor;

import dev.creance.runtime.HotPath;

/**
 * Spreads thrust and moments over four rotors that can do only so much in the time {@code rotorS}: with s' = (set − s)/τ, a
 * rotor gets from s to s + (set − s)(1 − e^(−rotorS/τ)), and τ is much longer on the way down than up. So each rotor has a
 * thrust interval of its own, and what is asked for is fitted into it: roll and pitch first, then thrust, yaw with what is
 * left. Asking for thrust and moments as if rotors had no lag makes all of them saturate at once, and the moment is lost.
 */
@HotPath
final class RotorAllocation {
    private static final int ROTORS = Airframe.ROTORS;

    /** Where thrust falls short by this share, yaw gets nothing: it would keep slow rotors slow. */
    private static final double YAW_YIELDS = 0.05;

    private final Airframe airframe;

    /** 1 − e^(−rotorS/τ). */
    private final double[] rising = new double[ROTORS];

    private final double[] falling = new double[ROTORS];
    private final double[] leastN = new double[ROTORS];
    private final double[] mostN = new double[ROTORS];
    private final double[] tiltN = new double[ROTORS];
    private final double[] yawN = new double[ROTORS];

    RotorAllocation(Airframe airframe, double rotorS) {
        this.airframe = airframe;
        for (int i = 0; i < ROTORS; i++) {
            rising[i] = 1 - StrictMath.exp(-rotorS / airframe.risingS[i]);
            falling[i] = 1 - StrictMath.exp(-rotorS / airframe.fallingS[i]);
        }
    }

    /**
     * Computes set points.
     *
     * @param rotor present rotor states
     * @param throttleOut within the command limits
     */
    void throttles(double[] rotor, double thrustN, double[] momentNm, double[] throttleOut) {
        double least = Double.NEGATIVE_INFINITY;
        double most = Double.POSITIVE_INFINITY;
        for (int i = 0; i < ROTORS; i++) {
            leastN[i] = airframe.thrustN(i, rotor[i] + falling[i] * Math.min(0, airframe.throttleMin - rotor[i]));
            mostN[i] = airframe.thrustN(i, rotor[i] + rising[i] * Math.max(0, airframe.throttleMax - rotor[i]));
            double[] row = airframe.allocation[i];
            tiltN[i] = row[1] * momentNm[0] + row[2] * momentNm[1];
            yawN[i] = row[3] * momentNm[2];
            least = Math.max(least, leastN[i] - tiltN[i]);
            most = Math.min(most, mostN[i] - tiltN[i]);
        }
        // Where the moment does not fit, the middle misses it least; each rotor is clamped to its interval below.
        double each = least > most ? 0.5 * (least + most) : clamp(thrustN / ROTORS, least, most);
        double missing = Math.abs(thrustN / ROTORS - each) / (YAW_YIELDS * each);
        double yawShare = missing < 1 ? (1 - missing) * yawShare(each) : 0;
        for (int i = 0; i < ROTORS; i++) {
            double goalN = clamp(each + tiltN[i] + yawShare * yawN[i], leastN[i], mostN[i]);
            double goal = airframe.rotorState(i, goalN);
            double share = goal > rotor[i] ? rising[i] : falling[i];
            throttleOut[i] = clamp(rotor[i] + (goal - rotor[i]) / share, airframe.throttleMin, airframe.throttleMax);
        }
    }

    /** The largest share of the yaw moment, up to 1, that no rotor's interval cuts. */
    private double yawShare(double each) {
        double share = 1;
        for (int i = 0; i < ROTORS; i++) {
            double at = each + tiltN[i];
            double free = yawN[i] > 0 ? mostN[i] - at : at - leastN[i];
            double wanted = Math.abs(yawN[i]);
            if (share * wanted > free) {
                share = free > 0 ? free / wanted : 0;
            }
        }
        return share;
    }

    private static double clamp(double value, double least, double most) {
        return value > least ? (value < most ? value : most) : least;
    }
}
