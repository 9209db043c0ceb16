package dev.creance.sim.batch;

import static dev.creance.dynamics.quadrotor.QuadrotorState.BODY_RATE;
import static dev.creance.dynamics.quadrotor.QuadrotorState.ORIENTATION;
import static dev.creance.dynamics.quadrotor.QuadrotorState.POSITION;
import static dev.creance.dynamics.quadrotor.QuadrotorState.ROTOR;
import static dev.creance.dynamics.quadrotor.QuadrotorState.VELOCITY;
import static dev.creance.sim.batch.Rows.ALL;
import static dev.creance.sim.batch.Rows.ORDER;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.LE;

import dev.creance.runtime.HotPath;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The stages of {@link GroupedQuadrotors} in double precision; {@link FloatQuadrotorPasses} are the same in single precision, operation
 * by operation. Each method a pass over all groups. Constants are broadcast from a few lines of the cache: as rows of vectors they would
 * fill a tenth of it, and each would have to wait where what was written last ends in the same twelve bits of an address.
 */
@HotPath
final class DoubleQuadrotorPasses implements QuadrotorPasses {
    private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;
    private static final long ROW = LANES.vectorByteSize();
    private static final long STATE_BYTES = QuadrotorRows.ROWS * ROW;
    private static final long WORK_BYTES = QuadrotorRows.WORK_ROWS * ROW;
    private static final long SUM = QuadrotorRows.SUM * ROW;
    private static final long THRUST = QuadrotorRows.THRUST * ROW;
    private static final long MOMENT = QuadrotorRows.MOMENT * ROW;

    private final double[] constants;
    private final long work;

    /** @param work address of what passes hand on, with room for the groups of one call */
    DoubleQuadrotorPasses(double[] constants, long work) {
        this.constants = new double[constants.length];
        this.work = work;
        for (int i = 0; i < constants.length; i++) {
            constant(i, constants[i]);
        }
    }

    @Override
    public void constant(int index, double value) {
        constants[index] = value;
    }

    @Override
    public void stage(long state, int groups, int timing, boolean first, boolean last) {
        spin(constants, state, work, groups, timing, first);
        translate(constants, state, work, groups, timing, first, last);
        turn(constants, state, work, groups, timing, first, last);
    }

    @Override
    public void finish(long state, int groups) {
        finish(constants, state, work, groups);
    }

    // c0 + c1 s + c2 s², and what it does to the vehicle; s' = (set − s) / τ
    private static void spin(double[] constants, long state, long work, int groups, int timing, boolean first) {
        DoubleVector next = DoubleVector.broadcast(LANES, constants[timing]);
        DoubleVector weight = DoubleVector.broadcast(LANES, constants[timing + 1]);
        for (int group = 0; group < groups; group++) {
            long x = state + group * STATE_BYTES;
            long w = work + group * WORK_BYTES;
            long y = first ? x : w;
            long sum = first ? x : w + SUM;
            DoubleVector fx = DoubleVector.zero(LANES);
            DoubleVector fy = DoubleVector.zero(LANES);
            DoubleVector fz = DoubleVector.zero(LANES);
            DoubleVector mx = DoubleVector.fromMemorySegment(LANES, ALL, x + QuadrotorRows.TORQUE * ROW, ORDER);
            DoubleVector my = DoubleVector.fromMemorySegment(LANES, ALL, x + (QuadrotorRows.TORQUE + 1) * ROW, ORDER);
            DoubleVector mz = DoubleVector.fromMemorySegment(LANES, ALL, x + (QuadrotorRows.TORQUE + 2) * ROW, ORDER);
            for (int rotor = 0; rotor < QuadrotorRows.ROTORS; rotor++) {
                int c = rotor * QuadrotorRows.PER_ROTOR;
                long r = (ROTOR + rotor) * ROW;
                DoubleVector s = DoubleVector.fromMemorySegment(LANES, ALL, y + r, ORDER);
                DoubleVector magnitude = DoubleVector.broadcast(LANES, constants[c + 2])
                        .fma(s, DoubleVector.broadcast(LANES, constants[c + 1]))
                        .fma(s, DoubleVector.broadcast(LANES, constants[c]));
                fx = magnitude.fma(DoubleVector.broadcast(LANES, constants[c + QuadrotorRows.DIRECTION]), fx);
                fy = magnitude.fma(DoubleVector.broadcast(LANES, constants[c + QuadrotorRows.DIRECTION + 1]), fy);
                fz = magnitude.fma(DoubleVector.broadcast(LANES, constants[c + QuadrotorRows.DIRECTION + 2]), fz);
                mx = magnitude.fma(DoubleVector.broadcast(LANES, constants[c + QuadrotorRows.LEVER]), mx);
                my = magnitude.fma(DoubleVector.broadcast(LANES, constants[c + QuadrotorRows.LEVER + 1]), my);
                mz = magnitude.fma(DoubleVector.broadcast(LANES, constants[c + QuadrotorRows.LEVER + 2]), mz);
                DoubleVector off = DoubleVector.fromMemorySegment(LANES, ALL, x + r + QuadrotorRows.ROTORS * ROW, ORDER)
                        .sub(s);
                DoubleVector rate = off.mul(DoubleVector.broadcast(LANES, constants[c + QuadrotorRows.FALLING])
                        .blend(
                                DoubleVector.broadcast(LANES, constants[c + QuadrotorRows.RISING]),
                                off.compare(GE, DoubleVector.zero(LANES))));
                rate.fma(weight, DoubleVector.fromMemorySegment(LANES, ALL, sum + r, ORDER))
                        .intoMemorySegment(ALL, w + SUM + r, ORDER);
                rate.fma(next, DoubleVector.fromMemorySegment(LANES, ALL, x + r, ORDER))
                        .intoMemorySegment(ALL, w + r, ORDER);
            }
            fx.intoMemorySegment(ALL, w + THRUST, ORDER);
            fy.intoMemorySegment(ALL, w + THRUST + ROW, ORDER);
            fz.intoMemorySegment(ALL, w + THRUST + 2 * ROW, ORDER);
            mx.intoMemorySegment(ALL, w + MOMENT, ORDER);
            my.intoMemorySegment(ALL, w + MOMENT + ROW, ORDER);
            mz.intoMemorySegment(ALL, w + MOMENT + 2 * ROW, ORDER);
        }
    }

    // v' = (a + 2 (q0 (qv × a) + qv × (qv × a)) + F) / m + g, with a the thrust in body axes
    private static void translate(
            double[] constants, long state, long work, int groups, int timing, boolean first, boolean last) {
        DoubleVector next = DoubleVector.broadcast(LANES, constants[timing]);
        DoubleVector weight = DoubleVector.broadcast(LANES, constants[timing + 1]);
        DoubleVector two = DoubleVector.broadcast(LANES, constants[QuadrotorRows.TWO]);
        DoubleVector perMass = DoubleVector.broadcast(LANES, constants[QuadrotorRows.PER_MASS]);
        for (int group = 0; group < groups; group++) {
            long x = state + group * STATE_BYTES;
            long w = work + group * WORK_BYTES;
            long y = first ? x : w;
            long sum = first ? x : w + SUM;
            long out = last ? x : w + SUM;
            DoubleVector q0 = DoubleVector.fromMemorySegment(LANES, ALL, y + ORIENTATION * ROW, ORDER);
            DoubleVector q1 = DoubleVector.fromMemorySegment(LANES, ALL, y + (ORIENTATION + 1) * ROW, ORDER);
            DoubleVector q2 = DoubleVector.fromMemorySegment(LANES, ALL, y + (ORIENTATION + 2) * ROW, ORDER);
            DoubleVector q3 = DoubleVector.fromMemorySegment(LANES, ALL, y + (ORIENTATION + 3) * ROW, ORDER);
            DoubleVector ax = DoubleVector.fromMemorySegment(LANES, ALL, w + THRUST, ORDER);
            DoubleVector ay = DoubleVector.fromMemorySegment(LANES, ALL, w + THRUST + ROW, ORDER);
            DoubleVector az = DoubleVector.fromMemorySegment(LANES, ALL, w + THRUST + 2 * ROW, ORDER);
            DoubleVector cx = q2.mul(az).sub(q3.mul(ay));
            DoubleVector cy = q3.mul(ax).sub(q1.mul(az));
            DoubleVector cz = q1.mul(ay).sub(q2.mul(ax));
            ax = q0.fma(cx, q2.mul(cz).sub(q3.mul(cy)))
                    .fma(two, ax)
                    .add(DoubleVector.fromMemorySegment(LANES, ALL, x + QuadrotorRows.FORCE * ROW, ORDER));
            ay = q0.fma(cy, q3.mul(cx).sub(q1.mul(cz)))
                    .fma(two, ay)
                    .add(DoubleVector.fromMemorySegment(LANES, ALL, x + (QuadrotorRows.FORCE + 1) * ROW, ORDER));
            az = q0.fma(cz, q1.mul(cy).sub(q2.mul(cx)))
                    .fma(two, az)
                    .add(DoubleVector.fromMemorySegment(LANES, ALL, x + (QuadrotorRows.FORCE + 2) * ROW, ORDER));
            ax = ax.fma(perMass, DoubleVector.broadcast(LANES, constants[QuadrotorRows.GRAVITY]));
            ay = ay.fma(perMass, DoubleVector.broadcast(LANES, constants[QuadrotorRows.GRAVITY + 1]));
            az = az.fma(perMass, DoubleVector.broadcast(LANES, constants[QuadrotorRows.GRAVITY + 2]));
            for (int axis = 0; axis < 3; axis++) {
                long p = (POSITION + axis) * ROW;
                DoubleVector v = DoubleVector.fromMemorySegment(LANES, ALL, y + (VELOCITY + axis) * ROW, ORDER);
                v.fma(weight, DoubleVector.fromMemorySegment(LANES, ALL, sum + p, ORDER))
                        .intoMemorySegment(ALL, out + p, ORDER);
            }
            ax.fma(weight, DoubleVector.fromMemorySegment(LANES, ALL, sum + VELOCITY * ROW, ORDER))
                    .intoMemorySegment(ALL, out + VELOCITY * ROW, ORDER);
            ay.fma(weight, DoubleVector.fromMemorySegment(LANES, ALL, sum + (VELOCITY + 1) * ROW, ORDER))
                    .intoMemorySegment(ALL, out + (VELOCITY + 1) * ROW, ORDER);
            az.fma(weight, DoubleVector.fromMemorySegment(LANES, ALL, sum + (VELOCITY + 2) * ROW, ORDER))
                    .intoMemorySegment(ALL, out + (VELOCITY + 2) * ROW, ORDER);
            ax.fma(next, DoubleVector.fromMemorySegment(LANES, ALL, x + VELOCITY * ROW, ORDER))
                    .intoMemorySegment(ALL, w + VELOCITY * ROW, ORDER);
            ay.fma(next, DoubleVector.fromMemorySegment(LANES, ALL, x + (VELOCITY + 1) * ROW, ORDER))
                    .intoMemorySegment(ALL, w + (VELOCITY + 1) * ROW, ORDER);
            az.fma(next, DoubleVector.fromMemorySegment(LANES, ALL, x + (VELOCITY + 2) * ROW, ORDER))
                    .intoMemorySegment(ALL, w + (VELOCITY + 2) * ROW, ORDER);
        }
    }

    // q' = ½ q ⊗ (0, ω), the half taken of the step; ω' = J⁻¹ (τ − ω × J ω + M)
    private static void turn(
            double[] constants, long state, long work, int groups, int timing, boolean first, boolean last) {
        DoubleVector next = DoubleVector.broadcast(LANES, constants[timing]);
        DoubleVector weight = DoubleVector.broadcast(LANES, constants[timing + 1]);
        DoubleVector halfNext = next.mul(0.5);
        DoubleVector halfWeight = weight.mul(0.5);
        int j = QuadrotorRows.INERTIA;
        int inverse = QuadrotorRows.INVERSE;
        for (int group = 0; group < groups; group++) {
            long x = state + group * STATE_BYTES;
            long w = work + group * WORK_BYTES;
            long y = first ? x : w;
            DoubleVector q0 = DoubleVector.fromMemorySegment(LANES, ALL, y + ORIENTATION * ROW, ORDER);
            DoubleVector q1 = DoubleVector.fromMemorySegment(LANES, ALL, y + (ORIENTATION + 1) * ROW, ORDER);
            DoubleVector q2 = DoubleVector.fromMemorySegment(LANES, ALL, y + (ORIENTATION + 2) * ROW, ORDER);
            DoubleVector q3 = DoubleVector.fromMemorySegment(LANES, ALL, y + (ORIENTATION + 3) * ROW, ORDER);
            DoubleVector wx = DoubleVector.fromMemorySegment(LANES, ALL, y + BODY_RATE * ROW, ORDER);
            DoubleVector wy = DoubleVector.fromMemorySegment(LANES, ALL, y + (BODY_RATE + 1) * ROW, ORDER);
            DoubleVector wz = DoubleVector.fromMemorySegment(LANES, ALL, y + (BODY_RATE + 2) * ROW, ORDER);
            DoubleVector r0 = q3.fma(wz, q2.fma(wy, q1.mul(wx))).neg();
            DoubleVector r1 = q2.fma(wz, q0.mul(wx)).sub(q3.mul(wy));
            DoubleVector r2 = q3.fma(wx, q0.mul(wy)).sub(q1.mul(wz));
            DoubleVector r3 = q1.fma(wy, q0.mul(wz)).sub(q2.mul(wx));
            long q = ORIENTATION * ROW;
            long sum = first ? x : w + SUM;
            long out = last ? x : w + SUM;
            r0.fma(halfWeight, DoubleVector.fromMemorySegment(LANES, ALL, sum + q, ORDER))
                    .intoMemorySegment(ALL, w + SUM + q, ORDER);
            r1.fma(halfWeight, DoubleVector.fromMemorySegment(LANES, ALL, sum + q + ROW, ORDER))
                    .intoMemorySegment(ALL, w + SUM + q + ROW, ORDER);
            r2.fma(halfWeight, DoubleVector.fromMemorySegment(LANES, ALL, sum + q + 2 * ROW, ORDER))
                    .intoMemorySegment(ALL, w + SUM + q + 2 * ROW, ORDER);
            r3.fma(halfWeight, DoubleVector.fromMemorySegment(LANES, ALL, sum + q + 3 * ROW, ORDER))
                    .intoMemorySegment(ALL, w + SUM + q + 3 * ROW, ORDER);
            r0.fma(halfNext, DoubleVector.fromMemorySegment(LANES, ALL, x + q, ORDER))
                    .intoMemorySegment(ALL, w + q, ORDER);
            r1.fma(halfNext, DoubleVector.fromMemorySegment(LANES, ALL, x + q + ROW, ORDER))
                    .intoMemorySegment(ALL, w + q + ROW, ORDER);
            r2.fma(halfNext, DoubleVector.fromMemorySegment(LANES, ALL, x + q + 2 * ROW, ORDER))
                    .intoMemorySegment(ALL, w + q + 2 * ROW, ORDER);
            r3.fma(halfNext, DoubleVector.fromMemorySegment(LANES, ALL, x + q + 3 * ROW, ORDER))
                    .intoMemorySegment(ALL, w + q + 3 * ROW, ORDER);
            DoubleVector hx = wz.fma(
                    DoubleVector.broadcast(LANES, constants[j + 2]),
                    wy.fma(
                            DoubleVector.broadcast(LANES, constants[j + 1]),
                            wx.mul(DoubleVector.broadcast(LANES, constants[j]))));
            DoubleVector hy = wz.fma(
                    DoubleVector.broadcast(LANES, constants[j + 5]),
                    wy.fma(
                            DoubleVector.broadcast(LANES, constants[j + 4]),
                            wx.mul(DoubleVector.broadcast(LANES, constants[j + 3]))));
            DoubleVector hz = wz.fma(
                    DoubleVector.broadcast(LANES, constants[j + 8]),
                    wy.fma(
                            DoubleVector.broadcast(LANES, constants[j + 7]),
                            wx.mul(DoubleVector.broadcast(LANES, constants[j + 6]))));
            DoubleVector tx = DoubleVector.fromMemorySegment(LANES, ALL, w + MOMENT, ORDER)
                    .add(wz.mul(hy).sub(wy.mul(hz)));
            DoubleVector ty = DoubleVector.fromMemorySegment(LANES, ALL, w + MOMENT + ROW, ORDER)
                    .add(wx.mul(hz).sub(wz.mul(hx)));
            DoubleVector tz = DoubleVector.fromMemorySegment(LANES, ALL, w + MOMENT + 2 * ROW, ORDER)
                    .add(wy.mul(hx).sub(wx.mul(hy)));
            for (int axis = 0; axis < 3; axis++) {
                int i = inverse + 3 * axis;
                long o = (BODY_RATE + axis) * ROW;
                DoubleVector rate = tz.fma(
                        DoubleVector.broadcast(LANES, constants[i + 2]),
                        ty.fma(
                                DoubleVector.broadcast(LANES, constants[i + 1]),
                                tx.mul(DoubleVector.broadcast(LANES, constants[i]))));
                rate.fma(weight, DoubleVector.fromMemorySegment(LANES, ALL, sum + o, ORDER))
                        .intoMemorySegment(ALL, out + o, ORDER);
                rate.fma(next, DoubleVector.fromMemorySegment(LANES, ALL, x + o, ORDER))
                        .intoMemorySegment(ALL, w + o, ORDER);
            }
        }
    }

    private static void finish(double[] constants, long state, long work, int groups) {
        DoubleVector least = DoubleVector.broadcast(LANES, constants[QuadrotorRows.ROTOR_MIN]);
        DoubleVector most = DoubleVector.broadcast(LANES, constants[QuadrotorRows.ROTOR_MAX]);
        DoubleVector one = DoubleVector.broadcast(LANES, 1.0);
        for (int group = 0; group < groups; group++) {
            long x = state + group * STATE_BYTES;
            long w = work + group * WORK_BYTES + SUM;
            for (long row = ROTOR * ROW; row < QuadrotorRows.STATES * ROW; row += ROW) {
                DoubleVector s = DoubleVector.fromMemorySegment(LANES, ALL, w + row, ORDER);
                s = least.blend(s, s.compare(GE, least));
                most.blend(s, s.compare(LE, most)).intoMemorySegment(ALL, x + row, ORDER);
            }
            long q = w + ORIENTATION * ROW;
            long o = x + ORIENTATION * ROW;
            DoubleVector q0 = DoubleVector.fromMemorySegment(LANES, ALL, q, ORDER);
            DoubleVector q1 = DoubleVector.fromMemorySegment(LANES, ALL, q + ROW, ORDER);
            DoubleVector q2 = DoubleVector.fromMemorySegment(LANES, ALL, q + 2 * ROW, ORDER);
            DoubleVector q3 = DoubleVector.fromMemorySegment(LANES, ALL, q + 3 * ROW, ORDER);
            DoubleVector perLength =
                    one.div(q3.fma(q3, q2.fma(q2, q1.fma(q1, q0.mul(q0)))).sqrt());
            q0.mul(perLength).intoMemorySegment(ALL, o, ORDER);
            q1.mul(perLength).intoMemorySegment(ALL, o + ROW, ORDER);
            q2.mul(perLength).intoMemorySegment(ALL, o + 2 * ROW, ORDER);
            q3.mul(perLength).intoMemorySegment(ALL, o + 3 * ROW, ORDER);
        }
    }
}
