package dev.creance.sim.batch;

import static dev.creance.sim.batch.Doubles.FIRST;
import static dev.creance.sim.batch.Doubles.LANES;
import static dev.creance.sim.batch.Doubles.ROW;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import dev.creance.runtime.HotPath;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;

/**
 * Outward over the joints of a group of {@link BatchedArm}: where the links are and how they move; the equations of {@link dev.creance.dynamics.arm.ChainMotion}. Each method a pass over all joints.
 */
@HotPath
final class ArmMotionPasses {
    private static final int LINK = ArmRows.LINK * ROW;
    private static final int ROTATION = FIRST + ArmRows.ROTATION * ROW;
    private static final int ORIGIN = FIRST + ArmRows.ORIGIN * ROW;
    private static final int AXIS = FIRST + ArmRows.AXIS * ROW;
    private static final int VELOCITY = FIRST + ArmRows.VELOCITY * ROW;
    private static final int DRIFT = FIRST + ArmRows.DRIFT * ROW;
    private static final int FIRST_MOMENT = FIRST + ArmRows.FIRST_MOMENT * ROW;
    private static final int SECOND_MOMENT = FIRST + ArmRows.SECOND_MOMENT * ROW;

    private static final int SINE = FIRST + ArmRows.SINE * ROW;
    private static final int COSINE = FIRST + ArmRows.COSINE * ROW;

    /** Adding and subtracting it rounds to whole numbers. */
    private static final double ROUND = 0x1.8p52;

    /** π/2 minus its nearest double. */
    private static final double QUARTER_REST = 6.123233995736766e-17;

    private ArmMotionPasses() {}

    /**
     * @param x states, of which {@code state} is the group's
     * @param m rows of the base, which those of the links follow
     */
    static void run(double[] constants, double[] x, int state, double[] m, int joints) {
        turn(x, state, m, joints);
        rotate(constants, m, joints);
        reach(constants, m, joints);
        weigh(constants, m, joints);
        move(x, state + joints * ROW, m, joints);
    }

    // q = n π/2 + r, and the series of Trigonometry for r
    private static void turn(double[] x, int position, double[] m, int joints) {
        for (int joint = 0; joint < joints; joint++) {
            DoubleVector q = DoubleVector.fromArray(LANES, x, position + joint * ROW);
            DoubleVector n = q.fma(DoubleVector.broadcast(LANES, 2 / Math.PI), DoubleVector.broadcast(LANES, ROUND))
                    .sub(ROUND);
            DoubleVector r = n.fma(
                    DoubleVector.broadcast(LANES, -QUARTER_REST),
                    n.fma(DoubleVector.broadcast(LANES, -Math.PI / 2), q));
            DoubleVector z = r.mul(r);
            DoubleVector sine = z.fma(
                            DoubleVector.broadcast(LANES, 1 / 355687428096000.0),
                            DoubleVector.broadcast(LANES, -1 / 1307674368000.0))
                    .fma(z, DoubleVector.broadcast(LANES, 1 / 6227020800.0))
                    .fma(z, DoubleVector.broadcast(LANES, -1 / 39916800.0))
                    .fma(z, DoubleVector.broadcast(LANES, 1 / 362880.0))
                    .fma(z, DoubleVector.broadcast(LANES, -1 / 5040.0))
                    .fma(z, DoubleVector.broadcast(LANES, 1 / 120.0))
                    .fma(z, DoubleVector.broadcast(LANES, -1 / 6.0));
            DoubleVector cosine = z.fma(
                            DoubleVector.broadcast(LANES, 1 / 20922789888000.0),
                            DoubleVector.broadcast(LANES, -1 / 87178291200.0))
                    .fma(z, DoubleVector.broadcast(LANES, 1 / 479001600.0))
                    .fma(z, DoubleVector.broadcast(LANES, -1 / 3628800.0))
                    .fma(z, DoubleVector.broadcast(LANES, 1 / 40320.0))
                    .fma(z, DoubleVector.broadcast(LANES, -1 / 720.0))
                    .fma(z, DoubleVector.broadcast(LANES, 1 / 24.0))
                    .fma(z, DoubleVector.broadcast(LANES, -0.5))
                    .fma(z, DoubleVector.broadcast(LANES, 1.0));
            sine = sine.mul(z).fma(r, r);
            // of four quarters one is left, −2 to 2
            DoubleVector turns = n.fma(DoubleVector.broadcast(LANES, 0.25), DoubleVector.broadcast(LANES, ROUND))
                    .sub(ROUND);
            n = turns.fma(DoubleVector.broadcast(LANES, -4.0), n);
            VectorMask<Double> odd = n.abs().sub(1).abs().compare(LT, 0.5);
            DoubleVector s = sine.blend(cosine, odd);
            DoubleVector c = cosine.blend(sine, odd);
            int w = (joint + 1) * LINK;
            s.blend(s.neg(), n.sub(0.5).abs().compare(GT, 1.0)).intoArray(m, w + SINE);
            c.blend(c.neg(), n.add(0.5).abs().compare(GT, 1.0)).intoArray(m, w + COSINE);
        }
    }

    // R = R_p (P aaᵀ + cos q (P − P aaᵀ) + sin q P [a]×), column by column
    private static void rotate(double[] constants, double[] m, int joints) {
        for (int joint = 0; joint < joints; joint++) {
            int p = joint * LINK + ROTATION;
            int w = (joint + 1) * LINK;
            DoubleVector s = DoubleVector.fromArray(LANES, m, w + SINE);
            DoubleVector c = DoubleVector.fromArray(LANES, m, w + COSINE);
            DoubleVector p0 = DoubleVector.fromArray(LANES, m, p);
            DoubleVector p1 = DoubleVector.fromArray(LANES, m, p + ROW);
            DoubleVector p2 = DoubleVector.fromArray(LANES, m, p + 2 * ROW);
            DoubleVector p3 = DoubleVector.fromArray(LANES, m, p + 3 * ROW);
            DoubleVector p4 = DoubleVector.fromArray(LANES, m, p + 4 * ROW);
            DoubleVector p5 = DoubleVector.fromArray(LANES, m, p + 5 * ROW);
            DoubleVector p6 = DoubleVector.fromArray(LANES, m, p + 6 * ROW);
            DoubleVector p7 = DoubleVector.fromArray(LANES, m, p + 7 * ROW);
            DoubleVector p8 = DoubleVector.fromArray(LANES, m, p + 8 * ROW);
            for (int column = 0; column < 3; column++) {
                int k = joint * ArmRows.CONSTANTS + column;
                DoubleVector x = s.fma(
                        DoubleVector.broadcast(LANES, constants[k + ArmRows.OF_SINE]),
                        c.fma(
                                DoubleVector.broadcast(LANES, constants[k + ArmRows.OF_COSINE]),
                                DoubleVector.broadcast(LANES, constants[k + ArmRows.STILL])));
                DoubleVector y = s.fma(
                        DoubleVector.broadcast(LANES, constants[k + ArmRows.OF_SINE + 3]),
                        c.fma(
                                DoubleVector.broadcast(LANES, constants[k + ArmRows.OF_COSINE + 3]),
                                DoubleVector.broadcast(LANES, constants[k + ArmRows.STILL + 3])));
                DoubleVector z = s.fma(
                        DoubleVector.broadcast(LANES, constants[k + ArmRows.OF_SINE + 6]),
                        c.fma(
                                DoubleVector.broadcast(LANES, constants[k + ArmRows.OF_COSINE + 6]),
                                DoubleVector.broadcast(LANES, constants[k + ArmRows.STILL + 6])));
                int r = w + ROTATION + column * ROW;
                z.fma(p2, y.fma(p1, x.mul(p0))).intoArray(m, r);
                z.fma(p5, y.fma(p4, x.mul(p3))).intoArray(m, r + 3 * ROW);
                z.fma(p8, y.fma(p7, x.mul(p6))).intoArray(m, r + 6 * ROW);
            }
        }
    }

    // p = p_p + R_p place, S = (z, p × z) with z = R_p P a
    private static void reach(double[] constants, double[] m, int joints) {
        for (int joint = 0; joint < joints; joint++) {
            int p = joint * LINK;
            int w = p + LINK;
            int place = joint * ArmRows.CONSTANTS + ArmRows.PLACE;
            int direction = joint * ArmRows.CONSTANTS + ArmRows.DIRECTION;
            DoubleVector dx = DoubleVector.broadcast(LANES, constants[direction]);
            DoubleVector dy = DoubleVector.broadcast(LANES, constants[direction + 1]);
            DoubleVector dz = DoubleVector.broadcast(LANES, constants[direction + 2]);
            DoubleVector px = DoubleVector.broadcast(LANES, constants[place]);
            DoubleVector py = DoubleVector.broadcast(LANES, constants[place + 1]);
            DoubleVector pz = DoubleVector.broadcast(LANES, constants[place + 2]);
            for (int row = 0; row < 3; row++) {
                int r = p + ROTATION + 3 * row * ROW;
                DoubleVector rx = DoubleVector.fromArray(LANES, m, r);
                DoubleVector ry = DoubleVector.fromArray(LANES, m, r + ROW);
                DoubleVector rz = DoubleVector.fromArray(LANES, m, r + 2 * ROW);
                rz.fma(dz, ry.fma(dy, rx.mul(dx))).intoArray(m, w + AXIS + row * ROW);
                rz.fma(pz, ry.fma(py, rx.mul(px)))
                        .add(DoubleVector.fromArray(LANES, m, p + ORIGIN + row * ROW))
                        .intoArray(m, w + ORIGIN + row * ROW);
            }
            DoubleVector x = DoubleVector.fromArray(LANES, m, w + ORIGIN);
            DoubleVector y = DoubleVector.fromArray(LANES, m, w + ORIGIN + ROW);
            DoubleVector z = DoubleVector.fromArray(LANES, m, w + ORIGIN + 2 * ROW);
            DoubleVector zx = DoubleVector.fromArray(LANES, m, w + AXIS);
            DoubleVector zy = DoubleVector.fromArray(LANES, m, w + AXIS + ROW);
            DoubleVector zz = DoubleVector.fromArray(LANES, m, w + AXIS + 2 * ROW);
            y.mul(zz).sub(z.mul(zy)).intoArray(m, w + AXIS + 3 * ROW);
            z.mul(zx).sub(x.mul(zz)).intoArray(m, w + AXIS + 4 * ROW);
            x.mul(zy).sub(y.mul(zx)).intoArray(m, w + AXIS + 5 * ROW);
        }
    }

    // h = m c with c = p + R centre, J = R I Rᵀ + m (c·c 1 − c cᵀ)
    private static void weigh(double[] constants, double[] m, int joints) {
        for (int joint = 0; joint < joints; joint++) {
            int w = (joint + 1) * LINK;
            int r = w + ROTATION;
            int k = joint * ArmRows.CONSTANTS;
            int i = k + ArmRows.INERTIA;
            DoubleVector r0 = DoubleVector.fromArray(LANES, m, r);
            DoubleVector r1 = DoubleVector.fromArray(LANES, m, r + ROW);
            DoubleVector r2 = DoubleVector.fromArray(LANES, m, r + 2 * ROW);
            DoubleVector r3 = DoubleVector.fromArray(LANES, m, r + 3 * ROW);
            DoubleVector r4 = DoubleVector.fromArray(LANES, m, r + 4 * ROW);
            DoubleVector r5 = DoubleVector.fromArray(LANES, m, r + 5 * ROW);
            DoubleVector r6 = DoubleVector.fromArray(LANES, m, r + 6 * ROW);
            DoubleVector r7 = DoubleVector.fromArray(LANES, m, r + 7 * ROW);
            DoubleVector r8 = DoubleVector.fromArray(LANES, m, r + 8 * ROW);
            DoubleVector xx = DoubleVector.broadcast(LANES, constants[i]);
            DoubleVector xy = DoubleVector.broadcast(LANES, constants[i + 1]);
            DoubleVector xz = DoubleVector.broadcast(LANES, constants[i + 2]);
            DoubleVector yy = DoubleVector.broadcast(LANES, constants[i + 4]);
            DoubleVector yz = DoubleVector.broadcast(LANES, constants[i + 5]);
            DoubleVector zz = DoubleVector.broadcast(LANES, constants[i + 8]);
            DoubleVector t0 = r2.fma(xz, r1.fma(xy, r0.mul(xx)));
            DoubleVector t1 = r2.fma(yz, r1.fma(yy, r0.mul(xy)));
            DoubleVector t2 = r2.fma(zz, r1.fma(yz, r0.mul(xz)));
            DoubleVector t3 = r5.fma(xz, r4.fma(xy, r3.mul(xx)));
            DoubleVector t4 = r5.fma(yz, r4.fma(yy, r3.mul(xy)));
            DoubleVector t5 = r5.fma(zz, r4.fma(yz, r3.mul(xz)));
            DoubleVector t6 = r8.fma(xz, r7.fma(xy, r6.mul(xx)));
            DoubleVector t7 = r8.fma(yz, r7.fma(yy, r6.mul(xy)));
            DoubleVector t8 = r8.fma(zz, r7.fma(yz, r6.mul(xz)));
            DoubleVector cx = DoubleVector.broadcast(LANES, constants[k + ArmRows.CENTRE]);
            DoubleVector cy = DoubleVector.broadcast(LANES, constants[k + ArmRows.CENTRE + 1]);
            DoubleVector cz = DoubleVector.broadcast(LANES, constants[k + ArmRows.CENTRE + 2]);
            DoubleVector x = r2.fma(cz, r1.fma(cy, r0.mul(cx))).add(DoubleVector.fromArray(LANES, m, w + ORIGIN));
            DoubleVector y = r5.fma(cz, r4.fma(cy, r3.mul(cx))).add(DoubleVector.fromArray(LANES, m, w + ORIGIN + ROW));
            DoubleVector z =
                    r8.fma(cz, r7.fma(cy, r6.mul(cx))).add(DoubleVector.fromArray(LANES, m, w + ORIGIN + 2 * ROW));
            DoubleVector mass = DoubleVector.broadcast(LANES, constants[k + ArmRows.MASS]);
            DoubleVector hx = x.mul(mass);
            DoubleVector hy = y.mul(mass);
            DoubleVector hz = z.mul(mass);
            hx.intoArray(m, w + FIRST_MOMENT);
            hy.intoArray(m, w + FIRST_MOMENT + ROW);
            hz.intoArray(m, w + FIRST_MOMENT + 2 * ROW);
            hz.fma(z, hy.fma(y, t2.fma(r2, t1.fma(r1, t0.mul(r0))))).intoArray(m, w + SECOND_MOMENT);
            t2.fma(r5, t1.fma(r4, t0.mul(r3))).sub(hx.mul(y)).intoArray(m, w + SECOND_MOMENT + ROW);
            t2.fma(r8, t1.fma(r7, t0.mul(r6))).sub(hx.mul(z)).intoArray(m, w + SECOND_MOMENT + 2 * ROW);
            hz.fma(z, hx.fma(x, t5.fma(r5, t4.fma(r4, t3.mul(r3))))).intoArray(m, w + SECOND_MOMENT + 3 * ROW);
            t5.fma(r8, t4.fma(r7, t3.mul(r6))).sub(hy.mul(z)).intoArray(m, w + SECOND_MOMENT + 4 * ROW);
            hy.fma(y, hx.fma(x, t8.fma(r8, t7.fma(r7, t6.mul(r6))))).intoArray(m, w + SECOND_MOMENT + 5 * ROW);
        }
    }

    // v = v_p + S q', drift = drift_p + (v × S) q'
    private static void move(double[] x, int speed, double[] m, int joints) {
        for (int joint = 0; joint < joints; joint++) {
            int p = joint * LINK;
            int w = p + LINK;
            DoubleVector rate = DoubleVector.fromArray(LANES, x, speed + joint * ROW);
            DoubleVector a = DoubleVector.fromArray(LANES, m, w + AXIS);
            DoubleVector b = DoubleVector.fromArray(LANES, m, w + AXIS + ROW);
            DoubleVector c = DoubleVector.fromArray(LANES, m, w + AXIS + 2 * ROW);
            DoubleVector d = DoubleVector.fromArray(LANES, m, w + AXIS + 3 * ROW);
            DoubleVector e = DoubleVector.fromArray(LANES, m, w + AXIS + 4 * ROW);
            DoubleVector f = DoubleVector.fromArray(LANES, m, w + AXIS + 5 * ROW);
            DoubleVector wx = a.fma(rate, DoubleVector.fromArray(LANES, m, p + VELOCITY));
            DoubleVector wy = b.fma(rate, DoubleVector.fromArray(LANES, m, p + VELOCITY + ROW));
            DoubleVector wz = c.fma(rate, DoubleVector.fromArray(LANES, m, p + VELOCITY + 2 * ROW));
            DoubleVector vx = d.fma(rate, DoubleVector.fromArray(LANES, m, p + VELOCITY + 3 * ROW));
            DoubleVector vy = e.fma(rate, DoubleVector.fromArray(LANES, m, p + VELOCITY + 4 * ROW));
            DoubleVector vz = f.fma(rate, DoubleVector.fromArray(LANES, m, p + VELOCITY + 5 * ROW));
            wx.intoArray(m, w + VELOCITY);
            wy.intoArray(m, w + VELOCITY + ROW);
            wz.intoArray(m, w + VELOCITY + 2 * ROW);
            vx.intoArray(m, w + VELOCITY + 3 * ROW);
            vy.intoArray(m, w + VELOCITY + 4 * ROW);
            vz.intoArray(m, w + VELOCITY + 5 * ROW);
            wy.mul(c)
                    .sub(wz.mul(b))
                    .fma(rate, DoubleVector.fromArray(LANES, m, p + DRIFT))
                    .intoArray(m, w + DRIFT);
            wz.mul(a)
                    .sub(wx.mul(c))
                    .fma(rate, DoubleVector.fromArray(LANES, m, p + DRIFT + ROW))
                    .intoArray(m, w + DRIFT + ROW);
            wx.mul(b)
                    .sub(wy.mul(a))
                    .fma(rate, DoubleVector.fromArray(LANES, m, p + DRIFT + 2 * ROW))
                    .intoArray(m, w + DRIFT + 2 * ROW);
            wy.mul(f)
                    .sub(wz.mul(e))
                    .add(vy.mul(c).sub(vz.mul(b)))
                    .fma(rate, DoubleVector.fromArray(LANES, m, p + DRIFT + 3 * ROW))
                    .intoArray(m, w + DRIFT + 3 * ROW);
            wz.mul(d)
                    .sub(wx.mul(f))
                    .add(vz.mul(a).sub(vx.mul(c)))
                    .fma(rate, DoubleVector.fromArray(LANES, m, p + DRIFT + 4 * ROW))
                    .intoArray(m, w + DRIFT + 4 * ROW);
            wx.mul(e)
                    .sub(wy.mul(d))
                    .add(vx.mul(b).sub(vy.mul(a)))
                    .fma(rate, DoubleVector.fromArray(LANES, m, p + DRIFT + 5 * ROW))
                    .intoArray(m, w + DRIFT + 5 * ROW);
        }
    }
}
