package dev.creance.sim.quadrotor;

import static dev.creance.dynamics.quadrotor.QuadrotorState.BODY_RATE;
import static dev.creance.dynamics.quadrotor.QuadrotorState.ORIENTATION;
import static dev.creance.dynamics.quadrotor.QuadrotorState.POSITION;
import static dev.creance.dynamics.quadrotor.QuadrotorState.VELOCITY;

import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.runtime.HotPath;

/**
 * The plane z = 0 under a vehicle with one foot below each rotor, at the height of its centre of mass, so that it rests level
 * at z = 0. Each foot is a spring and damper that pushes only, with Coulomb friction that grows from zero at standstill.
 *
 * <p>Stiff, but well inside what fourth-order steps of 2 ms integrate: at rest the vehicle sinks in by {@link #SINK_M}, which
 * puts its bounce at √(g / sink) = 313 rad/s whatever its mass; touching down at 0.5 m/s it feels 16 g for some milliseconds.
 */
@HotPath
final class GroundContact {
    /** Longest step that integrates it: 2.8 / (largest decay rate, about 1000 1/s) with margin. */
    static final double MAX_STEP_S = 0.002;

    static final double SINK_M = 1e-4;
    private static final double DAMPING_RATIO = 0.5;
    private static final double FRICTION = 0.6;

    /** How fast sliding dies out below the friction cone, 1/s: Coulomb friction without its jump at zero speed. */
    private static final double SLIP_DECAY_PER_S = 200;

    private final double[] footX;
    private final double[] footY;
    private final double footZ;
    private final double stiffness;
    private final double damping;
    private final double slip;

    // the rotation matrix, body to world, of the state in hand
    private double xx;
    private double xy;
    private double xz;
    private double yx;
    private double yy;
    private double yz;
    private double zx;
    private double zy;
    private double zz;

    /**
     * @param parameters of the vehicle alone
     * @param centreM where its centre of mass is with all that it carries, from its own
     */
    GroundContact(QuadrotorParameters parameters, double[] centreM) {
        int feet = parameters.rotors();
        footX = new double[feet];
        footY = new double[feet];
        footZ = -centreM[2];
        for (int i = 0; i < feet; i++) {
            footX[i] = parameters.rotorPositionM()[i][0] - centreM[0];
            footY[i] = parameters.rotorPositionM()[i][1] - centreM[1];
        }
        double weightN = -parameters.massKg() * parameters.gravityMPerS2()[2];
        double total = weightN / SINK_M;
        stiffness = total / feet;
        damping = 2 * DAMPING_RATIO * Math.sqrt(total * parameters.massKg()) / feet;
        slip = parameters.massKg() * SLIP_DECAY_PER_S / feet;
    }

    /** Height of the lowest foot, m. */
    double clearanceM(double[] x) {
        double q0 = x[ORIENTATION];
        double q1 = x[ORIENTATION + 1];
        double q2 = x[ORIENTATION + 2];
        double q3 = x[ORIENTATION + 3];
        double zx = 2 * (q1 * q3 - q0 * q2);
        double zy = 2 * (q2 * q3 + q0 * q1);
        double zz = 1 - 2 * (q1 * q1 + q2 * q2);
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < footX.length; i++) {
            least = Math.min(least, x[POSITION + 2] + zx * footX[i] + zy * footY[i] + zz * footZ);
        }
        return least;
    }

    /** Adds the contact's force (world) and torque (body). */
    void add(double[] x, double[] forceN, double[] torqueNm) {
        double q0 = x[ORIENTATION];
        double q1 = x[ORIENTATION + 1];
        double q2 = x[ORIENTATION + 2];
        double q3 = x[ORIENTATION + 3];
        xx = 1 - 2 * (q2 * q2 + q3 * q3);
        xy = 2 * (q1 * q2 - q0 * q3);
        xz = 2 * (q1 * q3 + q0 * q2);
        yx = 2 * (q1 * q2 + q0 * q3);
        yy = 1 - 2 * (q1 * q1 + q3 * q3);
        yz = 2 * (q2 * q3 - q0 * q1);
        zx = 2 * (q1 * q3 - q0 * q2);
        zy = 2 * (q2 * q3 + q0 * q1);
        zz = 1 - 2 * (q1 * q1 + q2 * q2);
        for (int i = 0; i < footX.length; i++) {
            double depthM = -(x[POSITION + 2] + zx * footX[i] + zy * footY[i] + zz * footZ);
            if (depthM > 0) {
                foot(i, depthM, x, forceN, torqueNm);
            }
        }
    }

    private void foot(int i, double depthM, double[] x, double[] forceN, double[] torqueNm) {
        double rx = footX[i];
        double ry = footY[i];
        // ω × r
        double bx = x[BODY_RATE + 1] * footZ - x[BODY_RATE + 2] * ry;
        double by = x[BODY_RATE + 2] * rx - x[BODY_RATE] * footZ;
        double bz = x[BODY_RATE] * ry - x[BODY_RATE + 1] * rx;
        double vx = x[VELOCITY] + xx * bx + xy * by + xz * bz;
        double vy = x[VELOCITY + 1] + yx * bx + yy * by + yz * bz;
        double vz = x[VELOCITY + 2] + zx * bx + zy * by + zz * bz;
        double normal = Math.max(0, stiffness * depthM - damping * vz);
        double drag = drag(Math.sqrt(vx * vx + vy * vy), normal);
        double fx = -drag * vx;
        double fy = -drag * vy;
        forceN[0] += fx;
        forceN[1] += fy;
        forceN[2] += normal;
        double gx = xx * fx + yx * fy + zx * normal;
        double gy = xy * fx + yy * fy + zy * normal;
        double gz = xz * fx + yz * fy + zz * normal;
        torqueNm[0] += ry * gz - footZ * gy;
        torqueNm[1] += footZ * gx - rx * gz;
        torqueNm[2] += rx * gy - ry * gx;
    }

    /** Friction force over sliding speed: Coulomb's, or less where that would more than stop it. */
    private double drag(double speed, double normal) {
        return speed * slip > FRICTION * normal ? FRICTION * normal / speed : slip;
    }
}
