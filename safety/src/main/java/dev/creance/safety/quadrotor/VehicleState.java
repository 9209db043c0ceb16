package dev.creance.safety.quadrotor;

import dev.creance.runtime.HotPath;

/**
 * What the shield holds the vehicle to be doing: world ENU, body FLU, quaternion body to world, SI units. A mutable holder.
 */
@HotPath
final class VehicleState {
    double px;
    double py;
    double pz;
    double vx;
    double vy;
    double vz;
    double qw = 1;
    double qx;
    double qy;
    double qz;
    double wx;
    double wy;
    double wz;

    /** Acceleration that rotors and gravity do not explain (wind, a wrong mass), world, m/s². */
    double ax;

    double ay;
    double az;

    /** Normalised rotor states. */
    final double[] rotor = new double[Airframe.ROTORS];

    void copyFrom(VehicleState s) {
        px = s.px;
        py = s.py;
        pz = s.pz;
        vx = s.vx;
        vy = s.vy;
        vz = s.vz;
        qw = s.qw;
        qx = s.qx;
        qy = s.qy;
        qz = s.qz;
        wx = s.wx;
        wy = s.wy;
        wz = s.wz;
        ax = s.ax;
        ay = s.ay;
        az = s.az;
        System.arraycopy(s.rotor, 0, rotor, 0, rotor.length);
    }

    /** Body z in world axes: its x component. */
    double upX() {
        return 2 * (qx * qz + qw * qy);
    }

    double upY() {
        return 2 * (qy * qz - qw * qx);
    }

    /** Body z in world axes: its z component, the cosine of the tilt. */
    double upZ() {
        return 1 - 2 * (qx * qx + qy * qy);
    }

    /** Body x in world axes: its z component. */
    double forwardZ() {
        return 2 * (qx * qz - qw * qy);
    }

    /** Body y in world axes: its z component. */
    double leftZ() {
        return 2 * (qy * qz + qw * qx);
    }

    double horizontalSpeedMPerS() {
        return Math.sqrt(vx * vx + vy * vy);
    }

    double bodyRateRadPerS() {
        return Math.sqrt(wx * wx + wy * wy + wz * wz);
    }

    boolean isFinite() {
        double sum = px + py + pz + vx + vy + vz + qw + qx + qy + qz + wx + wy + wz + ax + ay + az;
        for (double s : rotor) {
            sum += s;
        }
        return Double.isFinite(sum);
    }
}
