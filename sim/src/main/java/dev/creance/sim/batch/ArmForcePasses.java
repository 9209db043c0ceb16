package dev.creance.sim.batch;

import static dev.creance.sim.batch.Doubles.FIRST;
import static dev.creance.sim.batch.Doubles.LANES;
import static dev.creance.sim.batch.Doubles.ROW;

import dev.creance.runtime.HotPath;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;

/**
 * What forces do to the links of a group of {@link BatchedArm}: the articulated-body algorithm as {@link
 * dev.creance.dynamics.arm.ForwardDynamics} describes it.
 */
@HotPath
final class ArmForcePasses {
    private static final int LINK = ArmRows.LINK * ROW;
    private static final int AXIS = FIRST + ArmRows.AXIS * ROW;
    private static final int VELOCITY = FIRST + ArmRows.VELOCITY * ROW;
    private static final int DRIFT = FIRST + ArmRows.DRIFT * ROW;
    private static final int FIRST_MOMENT = FIRST + ArmRows.FIRST_MOMENT * ROW;
    private static final int SECOND_MOMENT = FIRST + ArmRows.SECOND_MOMENT * ROW;
    private static final int FORCE = FIRST + ArmRows.FORCE * ROW;
    private static final int WEIGHT = FIRST + ArmRows.WEIGHT * ROW;
    private static final int PER_PIVOT = FIRST + ArmRows.PER_PIVOT * ROW;
    private static final int DRIVE = FIRST + ArmRows.DRIVE * ROW;

    private ArmForcePasses() {}

    /**
     * @param x states, of which {@code state} is the group's
     * @param m rows of the base, of the links, and of what a joint feels of the links beyond
     */
    static void run(double[] constants, double[] x, int state, double[] m, int joints) {
        gyrate(constants, m, joints);
        sustain(constants, m, joints);
        int felt = FIRST + (joints + 1) * LINK;
        Arrays.fill(m, felt, felt + ArmRows.FELT_ROWS * ROW, 0);
        for (int joint = joints - 1; joint >= 0; joint--) {
            int w = (joint + 1) * LINK;
            int k = joint * ArmRows.CONSTANTS;
            int effort = state + (ArmRows.EFFORT * joints + joint) * ROW;
            hinge(m, w, felt, constants[k + ArmRows.MASS], constants[k + ArmRows.ARMATURE], x, effort);
            if (joint > 0) {
                free(m, w, felt);
            }
        }
        spread(x, state + ArmRows.ACCELERATION * joints * ROW, m, joints);
    }

    // v ×* I v, with I (w, v) = (J w + h × v, m v + w × h)
    private static void gyrate(double[] constants, double[] m, int joints) {
        for (int joint = 0; joint < joints; joint++) {
            int w = (joint + 1) * LINK;
            DoubleVector mass = DoubleVector.broadcast(LANES, constants[joint * ArmRows.CONSTANTS + ArmRows.MASS]);
            DoubleVector hx = DoubleVector.fromArray(LANES, m, w + FIRST_MOMENT);
            DoubleVector hy = DoubleVector.fromArray(LANES, m, w + FIRST_MOMENT + ROW);
            DoubleVector hz = DoubleVector.fromArray(LANES, m, w + FIRST_MOMENT + 2 * ROW);
            DoubleVector xx = DoubleVector.fromArray(LANES, m, w + SECOND_MOMENT);
            DoubleVector xy = DoubleVector.fromArray(LANES, m, w + SECOND_MOMENT + ROW);
            DoubleVector xz = DoubleVector.fromArray(LANES, m, w + SECOND_MOMENT + 2 * ROW);
            DoubleVector yy = DoubleVector.fromArray(LANES, m, w + SECOND_MOMENT + 3 * ROW);
            DoubleVector yz = DoubleVector.fromArray(LANES, m, w + SECOND_MOMENT + 4 * ROW);
            DoubleVector zz = DoubleVector.fromArray(LANES, m, w + SECOND_MOMENT + 5 * ROW);
            DoubleVector wx = DoubleVector.fromArray(LANES, m, w + VELOCITY);
            DoubleVector wy = DoubleVector.fromArray(LANES, m, w + VELOCITY + ROW);
            DoubleVector wz = DoubleVector.fromArray(LANES, m, w + VELOCITY + 2 * ROW);
            DoubleVector vx = DoubleVector.fromArray(LANES, m, w + VELOCITY + 3 * ROW);
            DoubleVector vy = DoubleVector.fromArray(LANES, m, w + VELOCITY + 4 * ROW);
            DoubleVector vz = DoubleVector.fromArray(LANES, m, w + VELOCITY + 5 * ROW);
            DoubleVector px = xz.fma(wz, xy.fma(wy, xx.mul(wx))).add(hy.mul(vz).sub(hz.mul(vy)));
            DoubleVector py = yz.fma(wz, yy.fma(wy, xy.mul(wx))).add(hz.mul(vx).sub(hx.mul(vz)));
            DoubleVector pz = zz.fma(wz, yz.fma(wy, xz.mul(wx))).add(hx.mul(vy).sub(hy.mul(vx)));
            DoubleVector qx = vx.fma(mass, wy.mul(hz).sub(wz.mul(hy)));
            DoubleVector qy = vy.fma(mass, wz.mul(hx).sub(wx.mul(hz)));
            DoubleVector qz = vz.fma(mass, wx.mul(hy).sub(wy.mul(hx)));
            wy.mul(pz).sub(wz.mul(py)).add(vy.mul(qz).sub(vz.mul(qy))).intoArray(m, w + FORCE);
            wz.mul(px).sub(wx.mul(pz)).add(vz.mul(qx).sub(vx.mul(qz))).intoArray(m, w + FORCE + ROW);
            wx.mul(py).sub(wy.mul(px)).add(vx.mul(qy).sub(vy.mul(qx))).intoArray(m, w + FORCE + 2 * ROW);
            wy.mul(qz).sub(wz.mul(qy)).intoArray(m, w + FORCE + 3 * ROW);
            wz.mul(qx).sub(wx.mul(qz)).intoArray(m, w + FORCE + 4 * ROW);
            wx.mul(qy).sub(wy.mul(qx)).intoArray(m, w + FORCE + 5 * ROW);
        }
    }

    // + I (drift − g)
    private static void sustain(double[] constants, double[] m, int joints) {
        for (int joint = 0; joint < joints; joint++) {
            int w = (joint + 1) * LINK;
            DoubleVector mass = DoubleVector.broadcast(LANES, constants[joint * ArmRows.CONSTANTS + ArmRows.MASS]);
            DoubleVector hx = DoubleVector.fromArray(LANES, m, w + FIRST_MOMENT);
            DoubleVector hy = DoubleVector.fromArray(LANES, m, w + FIRST_MOMENT + ROW);
            DoubleVector hz = DoubleVector.fromArray(LANES, m, w + FIRST_MOMENT + 2 * ROW);
            DoubleVector xy = DoubleVector.fromArray(LANES, m, w + SECOND_MOMENT + ROW);
            DoubleVector xz = DoubleVector.fromArray(LANES, m, w + SECOND_MOMENT + 2 * ROW);
            DoubleVector yz = DoubleVector.fromArray(LANES, m, w + SECOND_MOMENT + 4 * ROW);
            DoubleVector ax = DoubleVector.fromArray(LANES, m, w + DRIFT);
            DoubleVector ay = DoubleVector.fromArray(LANES, m, w + DRIFT + ROW);
            DoubleVector az = DoubleVector.fromArray(LANES, m, w + DRIFT + 2 * ROW);
            DoubleVector bx = DoubleVector.fromArray(LANES, m, w + DRIFT + 3 * ROW);
            DoubleVector by = DoubleVector.fromArray(LANES, m, w + DRIFT + 4 * ROW);
            DoubleVector bz = DoubleVector.fromArray(LANES, m, w + DRIFT + 5 * ROW);
            DoubleVector px = xz.fma(
                            az,
                            xy.fma(
                                    ay,
                                    DoubleVector.fromArray(LANES, m, w + SECOND_MOMENT)
                                            .mul(ax)))
                    .add(hy.mul(bz).sub(hz.mul(by)));
            DoubleVector py = yz.fma(
                            az,
                            DoubleVector.fromArray(LANES, m, w + SECOND_MOMENT + 3 * ROW)
                                    .fma(ay, xy.mul(ax)))
                    .add(hz.mul(bx).sub(hx.mul(bz)));
            DoubleVector pz = DoubleVector.fromArray(LANES, m, w + SECOND_MOMENT + 5 * ROW)
                    .fma(az, yz.fma(ay, xz.mul(ax)))
                    .add(hx.mul(by).sub(hy.mul(bx)));
            px.add(DoubleVector.fromArray(LANES, m, w + FORCE)).intoArray(m, w + FORCE);
            py.add(DoubleVector.fromArray(LANES, m, w + FORCE + ROW)).intoArray(m, w + FORCE + ROW);
            pz.add(DoubleVector.fromArray(LANES, m, w + FORCE + 2 * ROW)).intoArray(m, w + FORCE + 2 * ROW);
            bx.fma(mass, ay.mul(hz).sub(az.mul(hy)))
                    .add(DoubleVector.fromArray(LANES, m, w + FORCE + 3 * ROW))
                    .intoArray(m, w + FORCE + 3 * ROW);
            by.fma(mass, az.mul(hx).sub(ax.mul(hz)))
                    .add(DoubleVector.fromArray(LANES, m, w + FORCE + 4 * ROW))
                    .intoArray(m, w + FORCE + 4 * ROW);
            bz.fma(mass, ax.mul(hy).sub(ay.mul(hx)))
                    .add(DoubleVector.fromArray(LANES, m, w + FORCE + 5 * ROW))
                    .intoArray(m, w + FORCE + 5 * ROW);
        }
    }

    // Iᴬ = I + what is felt of the links beyond, U = Iᴬ S, d = Sᵀ U + armature, u = τ − Sᵀ pᴬ
    private static void hinge(
            double[] m, int w, int felt, double massKg, double armature, double[] states, int effort) {
        DoubleVector mass = DoubleVector.broadcast(LANES, massKg);
        DoubleVector hx = DoubleVector.fromArray(LANES, m, w + FIRST_MOMENT);
        DoubleVector hy = DoubleVector.fromArray(LANES, m, w + FIRST_MOMENT + ROW);
        DoubleVector hz = DoubleVector.fromArray(LANES, m, w + FIRST_MOMENT + 2 * ROW);
        DoubleVector x = DoubleVector.fromArray(LANES, m, w + AXIS);
        DoubleVector y = DoubleVector.fromArray(LANES, m, w + AXIS + ROW);
        DoubleVector z = DoubleVector.fromArray(LANES, m, w + AXIS + 2 * ROW);
        DoubleVector u = DoubleVector.fromArray(LANES, m, w + AXIS + 3 * ROW);
        DoubleVector v = DoubleVector.fromArray(LANES, m, w + AXIS + 4 * ROW);
        DoubleVector t = DoubleVector.fromArray(LANES, m, w + AXIS + 5 * ROW);
        DoubleVector a0 =
                DoubleVector.fromArray(LANES, m, felt).add(DoubleVector.fromArray(LANES, m, w + SECOND_MOMENT));
        DoubleVector a1 = DoubleVector.fromArray(LANES, m, felt + ROW)
                .add(DoubleVector.fromArray(LANES, m, w + SECOND_MOMENT + ROW));
        DoubleVector a2 = DoubleVector.fromArray(LANES, m, felt + 2 * ROW)
                .add(DoubleVector.fromArray(LANES, m, w + SECOND_MOMENT + 2 * ROW));
        DoubleVector a3 = DoubleVector.fromArray(LANES, m, felt + 3 * ROW);
        DoubleVector a4 = DoubleVector.fromArray(LANES, m, felt + 4 * ROW).sub(hz);
        DoubleVector a5 = DoubleVector.fromArray(LANES, m, felt + 5 * ROW).add(hy);
        DoubleVector a6 = DoubleVector.fromArray(LANES, m, felt + 6 * ROW)
                .add(DoubleVector.fromArray(LANES, m, w + SECOND_MOMENT + 3 * ROW));
        DoubleVector a7 = DoubleVector.fromArray(LANES, m, felt + 7 * ROW)
                .add(DoubleVector.fromArray(LANES, m, w + SECOND_MOMENT + 4 * ROW));
        DoubleVector a8 = DoubleVector.fromArray(LANES, m, felt + 8 * ROW).add(hz);
        DoubleVector a9 = DoubleVector.fromArray(LANES, m, felt + 9 * ROW);
        DoubleVector a10 = DoubleVector.fromArray(LANES, m, felt + 10 * ROW).sub(hx);
        DoubleVector a11 = DoubleVector.fromArray(LANES, m, felt + 11 * ROW)
                .add(DoubleVector.fromArray(LANES, m, w + SECOND_MOMENT + 5 * ROW));
        DoubleVector a12 = DoubleVector.fromArray(LANES, m, felt + 12 * ROW).sub(hy);
        DoubleVector a13 = DoubleVector.fromArray(LANES, m, felt + 13 * ROW).add(hx);
        DoubleVector a14 = DoubleVector.fromArray(LANES, m, felt + 14 * ROW);
        DoubleVector a15 = DoubleVector.fromArray(LANES, m, felt + 15 * ROW).add(mass);
        DoubleVector a16 = DoubleVector.fromArray(LANES, m, felt + 16 * ROW);
        DoubleVector a17 = DoubleVector.fromArray(LANES, m, felt + 17 * ROW);
        DoubleVector a18 = DoubleVector.fromArray(LANES, m, felt + 18 * ROW).add(mass);
        DoubleVector a19 = DoubleVector.fromArray(LANES, m, felt + 19 * ROW);
        DoubleVector a20 = DoubleVector.fromArray(LANES, m, felt + 20 * ROW).add(mass);
        DoubleVector u0 = a2.fma(z, a1.fma(y, a0.mul(x))).add(a5.fma(t, a4.fma(v, a3.mul(u))));
        DoubleVector u1 = a7.fma(z, a6.fma(y, a1.mul(x))).add(a10.fma(t, a9.fma(v, a8.mul(u))));
        DoubleVector u2 = a11.fma(z, a7.fma(y, a2.mul(x))).add(a14.fma(t, a13.fma(v, a12.mul(u))));
        DoubleVector u3 = a12.fma(z, a8.fma(y, a3.mul(x))).add(a17.fma(t, a16.fma(v, a15.mul(u))));
        DoubleVector u4 = a13.fma(z, a9.fma(y, a4.mul(x))).add(a19.fma(t, a18.fma(v, a16.mul(u))));
        DoubleVector u5 = a14.fma(z, a10.fma(y, a5.mul(x))).add(a20.fma(t, a19.fma(v, a17.mul(u))));
        u0.intoArray(m, w + WEIGHT);
        u1.intoArray(m, w + WEIGHT + ROW);
        u2.intoArray(m, w + WEIGHT + 2 * ROW);
        u3.intoArray(m, w + WEIGHT + 3 * ROW);
        u4.intoArray(m, w + WEIGHT + 4 * ROW);
        u5.intoArray(m, w + WEIGHT + 5 * ROW);
        DoubleVector pivot = u2.fma(z, u1.fma(y, u0.mul(x)))
                .add(u5.fma(t, u4.fma(v, u3.mul(u))))
                .add(armature);
        DoubleVector.broadcast(LANES, 1.0).div(pivot).intoArray(m, w + PER_PIVOT);
        DoubleVector held = z.fma(
                        DoubleVector.fromArray(LANES, m, w + FORCE + 2 * ROW),
                        y.fma(
                                DoubleVector.fromArray(LANES, m, w + FORCE + ROW),
                                x.mul(DoubleVector.fromArray(LANES, m, w + FORCE))))
                .add(t.fma(
                        DoubleVector.fromArray(LANES, m, w + FORCE + 5 * ROW),
                        v.fma(
                                DoubleVector.fromArray(LANES, m, w + FORCE + 4 * ROW),
                                u.mul(DoubleVector.fromArray(LANES, m, w + FORCE + 3 * ROW)))));
        DoubleVector.fromArray(LANES, states, effort).sub(held).intoArray(m, w + DRIVE);
        a0.intoArray(m, felt);
        a1.intoArray(m, felt + ROW);
        a2.intoArray(m, felt + 2 * ROW);
        a4.intoArray(m, felt + 4 * ROW);
        a5.intoArray(m, felt + 5 * ROW);
        a6.intoArray(m, felt + 6 * ROW);
        a7.intoArray(m, felt + 7 * ROW);
        a8.intoArray(m, felt + 8 * ROW);
        a10.intoArray(m, felt + 10 * ROW);
        a11.intoArray(m, felt + 11 * ROW);
        a12.intoArray(m, felt + 12 * ROW);
        a13.intoArray(m, felt + 13 * ROW);
        a15.intoArray(m, felt + 15 * ROW);
        a18.intoArray(m, felt + 18 * ROW);
        a20.intoArray(m, felt + 20 * ROW);
    }

    // Iᴬ − U Uᵀ / d is felt by the joint before, and pᴬ + U u / d acts on its link
    private static void free(double[] m, int w, int felt) {
        DoubleVector perPivot = DoubleVector.fromArray(LANES, m, w + PER_PIVOT);
        DoubleVector drive = DoubleVector.fromArray(LANES, m, w + DRIVE).mul(perPivot);
        DoubleVector minus = perPivot.neg();
        int at = felt;
        for (int row = 0; row < 6; row++) {
            DoubleVector own = DoubleVector.fromArray(LANES, m, w + WEIGHT + row * ROW);
            int force = w + FORCE + row * ROW;
            own.fma(drive, DoubleVector.fromArray(LANES, m, force))
                    .add(DoubleVector.fromArray(LANES, m, force - LINK))
                    .intoArray(m, force - LINK);
            DoubleVector scaled = own.mul(minus);
            for (int column = row; column < 6; column++) {
                scaled.fma(
                                DoubleVector.fromArray(LANES, m, w + WEIGHT + column * ROW),
                                DoubleVector.fromArray(LANES, m, at))
                        .intoArray(m, at);
                at += ROW;
            }
        }
    }

    // q'' = (u − Uᵀ a'_p) / d, a' = a'_p + S q''
    private static void spread(double[] x, int acceleration, double[] m, int joints) {
        DoubleVector a0 = DoubleVector.zero(LANES);
        DoubleVector a1 = a0;
        DoubleVector a2 = a0;
        DoubleVector a3 = a0;
        DoubleVector a4 = a0;
        DoubleVector a5 = a0;
        for (int joint = 0; joint < joints; joint++) {
            int w = (joint + 1) * LINK;
            int u = w + WEIGHT;
            DoubleVector given = a2.fma(
                            DoubleVector.fromArray(LANES, m, u + 2 * ROW),
                            a1.fma(
                                    DoubleVector.fromArray(LANES, m, u + ROW),
                                    a0.mul(DoubleVector.fromArray(LANES, m, u))))
                    .add(a5.fma(
                            DoubleVector.fromArray(LANES, m, u + 5 * ROW),
                            a4.fma(
                                    DoubleVector.fromArray(LANES, m, u + 4 * ROW),
                                    a3.mul(DoubleVector.fromArray(LANES, m, u + 3 * ROW)))));
            DoubleVector out = DoubleVector.fromArray(LANES, m, w + DRIVE)
                    .sub(given)
                    .mul(DoubleVector.fromArray(LANES, m, w + PER_PIVOT));
            out.intoArray(x, acceleration + joint * ROW);
            a0 = out.fma(DoubleVector.fromArray(LANES, m, w + AXIS), a0);
            a1 = out.fma(DoubleVector.fromArray(LANES, m, w + AXIS + ROW), a1);
            a2 = out.fma(DoubleVector.fromArray(LANES, m, w + AXIS + 2 * ROW), a2);
            a3 = out.fma(DoubleVector.fromArray(LANES, m, w + AXIS + 3 * ROW), a3);
            a4 = out.fma(DoubleVector.fromArray(LANES, m, w + AXIS + 4 * ROW), a4);
            a5 = out.fma(DoubleVector.fromArray(LANES, m, w + AXIS + 5 * ROW), a5);
        }
    }

    /** One semi-implicit Euler step. */
    static void advance(double[] x, int state, int joints, double dtS) {
        DoubleVector dt = DoubleVector.broadcast(LANES, dtS);
        int count = joints * ROW;
        for (int q = state; q < state + count; q += ROW) {
            int speed = q + ArmRows.SPEED * count;
            DoubleVector faster = DoubleVector.fromArray(LANES, x, q + ArmRows.ACCELERATION * count)
                    .fma(dt, DoubleVector.fromArray(LANES, x, speed));
            faster.intoArray(x, speed);
            faster.fma(dt, DoubleVector.fromArray(LANES, x, q)).intoArray(x, q);
        }
    }
}
