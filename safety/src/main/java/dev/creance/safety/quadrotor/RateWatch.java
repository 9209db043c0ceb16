package dev.creance.safety.quadrotor;

import dev.creance.runtime.HotPath;

/**
 * Holds the gyro against the orientation, which some other sensor has a share in: what the vehicle turned from frame to frame over the
 * time between them, low-pass filtered, is the rate that it had a while ago.
 *
 * <pre>
 * ω_q = 2 vec(q⁻* ⊗ q) / dt        ω_f' = (ω_q − ω_f) / τ        e' = (ω_q − ½ (g⁻ + g) − e) / τ
 * </pre>
 *
 * Where e is longer than {@value #MOST_RAD_PER_S} rad/s the gyro is wrong (stuck, or with its axes exchanged), and ω_f takes its place,
 * until e is less than half of that. Differences of neighbouring orientations are noisy, but their sum is not: an error of 1 mrad makes
 * 0.1 rad/s of e. A gyro that is wrong in the same way as the orientation that was made from it does not show here.
 */
@HotPath
final class RateWatch {
    private static final double MOST_RAD_PER_S = 2;
    private static final double FILTER_S = 0.02;

    /** Frames farther apart than this say nothing of the rate in between. */
    private static final double LONGEST_S = 0.05;

    private final double[] before = new double[4];
    private final double[] gyroBefore = new double[3];
    private final double[] turned = new double[3];
    private final double[] error = new double[3];

    /** What stands for the gyro where it is wrong. */
    final double[] rate = new double[3];

    private boolean any;
    private boolean wrong;

    /**
     * Takes up a frame.
     *
     * @param s orientation normalised, with the gyro as its body rate
     * @param sinceS since the one before
     * @return whether the gyro is wrong
     */
    boolean look(VehicleState s, double sinceS) {
        if (any && sinceS > 0 && sinceS <= LONGEST_S) {
            turn(s, sinceS);
            double share = Math.min(1, sinceS / FILTER_S);
            double square = 0;
            for (int i = 0; i < 3; i++) {
                double gyro = i == 0 ? s.wx : i == 1 ? s.wy : s.wz;
                rate[i] += share * (turned[i] - rate[i]);
                error[i] += share * (turned[i] - 0.5 * (gyroBefore[i] + gyro) - error[i]);
                square += error[i] * error[i];
            }
            double most = wrong ? 0.5 * MOST_RAD_PER_S : MOST_RAD_PER_S;
            wrong = square > most * most;
        } else {
            any = true;
            wrong = false;
            rate[0] = s.wx;
            rate[1] = s.wy;
            rate[2] = s.wz;
            error[0] = 0;
            error[1] = 0;
            error[2] = 0;
        }
        keep(s);
        return wrong;
    }

    /** The small rotation between two orientations, over the time, body axes; the sign of a quaternion says nothing. */
    private void turn(VehicleState s, double sinceS) {
        double w = before[0] * s.qw + before[1] * s.qx + before[2] * s.qy + before[3] * s.qz;
        double perS = (w < 0 ? -2 : 2) / sinceS;
        turned[0] = perS * (before[0] * s.qx - before[1] * s.qw - before[2] * s.qz + before[3] * s.qy);
        turned[1] = perS * (before[0] * s.qy + before[1] * s.qz - before[2] * s.qw - before[3] * s.qx);
        turned[2] = perS * (before[0] * s.qz - before[1] * s.qy + before[2] * s.qx - before[3] * s.qw);
    }

    private void keep(VehicleState s) {
        before[0] = s.qw;
        before[1] = s.qx;
        before[2] = s.qy;
        before[3] = s.qz;
        gyroBefore[0] = s.wx;
        gyroBefore[1] = s.wy;
        gyroBefore[2] = s.wz;
    }
}
