package dev.creance.safety.quadrotor;

import dev.creance.runtime.HotPath;

/**
 * Turns body z towards a direction and stops yaw, geometrically, so that it works from any attitude, upside down included:
 * the tilt error is 2 tan(θ/2) about the axis body z × direction, which grows with θ up to the rate limit and needs no angle.
 *
 * <pre>
 * ω* = sat(k_R e, ω_max)     M = J k_ω (ω* − ω) + ω × J ω
 * </pre>
 */
@HotPath
final class AttitudeController {
    /** Below this cosine (about 174°) the axis of the error is not defined: any axis will do. */
    private static final double OPPOSITE = -0.995;

    /** Yaw is stopped so much more softly than tilt: a moment about z costs six times the thrust differences. */
    private static final double YAW_SHARE = 0.16;

    /** Share of the envelope's body rate that yaw and tilting may use together. */
    private static final double YAW_ROOM = 0.9;

    final double[] momentNm = new double[3];

    private final double[] inertia;
    private final double attitudePerS;
    private final double ratePerS;
    private final double bodyRateRadPerS;
    private final double allRateRadPerS;

    AttitudeController(Airframe airframe, BackupGains gains) {
        this.inertia = airframe.inertia;
        this.attitudePerS = gains.attitudePerS();
        this.ratePerS = gains.ratePerS();
        this.bodyRateRadPerS = gains.bodyRateRadPerS();
        this.allRateRadPerS = YAW_ROOM * gains.envelopeRadPerS();
    }

    /** Computes {@link #momentNm} for a desired direction of body z, a unit vector in world axes. */
    void moment(VehicleState s, double toX, double toY, double toZ) {
        // The direction in body axes: Rᵀ d.
        double q0 = s.qw;
        double q1 = s.qx;
        double q2 = s.qy;
        double q3 = s.qz;
        double bx = (1 - 2 * (q2 * q2 + q3 * q3)) * toX + 2 * (q1 * q2 + q0 * q3) * toY + 2 * (q1 * q3 - q0 * q2) * toZ;
        double by = 2 * (q1 * q2 - q0 * q3) * toX + (1 - 2 * (q1 * q1 + q3 * q3)) * toY + 2 * (q2 * q3 + q0 * q1) * toZ;
        double bz = 2 * (q1 * q3 + q0 * q2) * toX + 2 * (q2 * q3 - q0 * q1) * toY + (1 - 2 * (q1 * q1 + q2 * q2)) * toZ;
        // e_z × b = (−b_y, b_x, 0), of length sin θ; times 2 / (1 + cos θ) = 2 tan(θ/2).
        double rateX;
        double rateY;
        double most = mostTiltRate(s.wz);
        if (bz > OPPOSITE) {
            double gain = 2 * attitudePerS / (1 + bz);
            rateX = -by * gain;
            rateY = bx * gain;
            double length = Math.sqrt(rateX * rateX + rateY * rateY);
            double scale = length > most ? most / length : 1;
            rateX *= scale;
            rateY *= scale;
        } else {
            rateX = most;
            rateY = 0;
        }
        follow(s, rateX, rateY);
    }

    /** While yaw has not been stopped, what it takes of the envelope's rate is not there for tilting. */
    private double mostTiltRate(double yawRadPerS) {
        double square = allRateRadPerS * allRateRadPerS - yawRadPerS * yawRadPerS;
        double left = square > 1 ? Math.sqrt(square) : 1;
        return left < bodyRateRadPerS ? left : bodyRateRadPerS;
    }

    private void follow(VehicleState s, double rateX, double rateY) {
        double[] j = inertia;
        double dx = ratePerS * (rateX - s.wx);
        double dy = ratePerS * (rateY - s.wy);
        double dz = -YAW_SHARE * ratePerS * s.wz;
        double hx = j[0] * s.wx + j[1] * s.wy + j[2] * s.wz;
        double hy = j[3] * s.wx + j[4] * s.wy + j[5] * s.wz;
        double hz = j[6] * s.wx + j[7] * s.wy + j[8] * s.wz;
        momentNm[0] = j[0] * dx + j[1] * dy + j[2] * dz + (s.wy * hz - s.wz * hy);
        momentNm[1] = j[3] * dx + j[4] * dy + j[5] * dz + (s.wz * hx - s.wx * hz);
        momentNm[2] = j[6] * dx + j[7] * dy + j[8] * dz + (s.wx * hy - s.wy * hx);
    }
}
