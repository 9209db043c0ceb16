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
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The stages of {@link GroupedQuadrotors} in single precision; operation by operation {@link DoubleQuadrotorPasses}. */
@HotPath
final class FloatQuadrotorPasses implements QuadrotorPasses {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final long ROW = LANES.vectorByteSize();
    private static final long STATE_BYTES = QuadrotorRows.ROWS * ROW;
    private static final long WORK_BYTES = QuadrotorRows.WORK_ROWS * ROW;
    private static final long SUM = QuadrotorRows.SUM * ROW;
    private static final long THRUST = QuadrotorRows.THRUST * ROW;
    private static final long MOMENT = QuadrotorRows.MOMENT * ROW;

    private final float[] constants;
    private final long work;

    /** @param work address of what passes hand on, with room for the groups of one call */
    FloatQuadrotorPasses(double[] constants, long work) {
        this.constants = new float[constants.length];
        this.work = work;
        for (int i = 0; i < constants.length; i++) {
            constant(i, constants[i]);
        }
    }

    @Override
    public void constant(int index, double value) {
        constants[index] = (float) value;
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
    private static void spin(float[] constants, long state, long work, int groups, int timing, boolean first) {
        FloatVector next = FloatVector.broadcast(LANES, constants[timing]);
        FloatVector weight = FloatVector.broadcast(LANES, constants[timing + 1]);
        for (int group = 0; group < groups; group++) {
            long x = state + group * STATE_BYTES;
            long w = work + group * WORK_BYTES;
            long y = first ? x : w;
            long sum = first ? x : w + SUM;
            FloatVector fx = FloatVector.zero(LANES);
            FloatVector fy = FloatVector.zero(LANES);
            FloatVector fz = FloatVector.zero(LANES);
            FloatVector mx = FloatVector.fromMemorySegment(LANES, ALL, x + QuadrotorRows.TORQUE * ROW, ORDER);
            FloatVector my = FloatVector.fromMemorySegment(LANES, ALL, x + (QuadrotorRows.TORQUE + 1) * ROW, ORDER);
            FloatVector mz = FloatVector.fromMemorySegment(LANES, ALL, x + (QuadrotorRows.TORQUE + 2) * ROW, ORDER);
            for (int rotor = 0; rotor < QuadrotorRows.ROTORS; rotor++) {
                int c = rotor * QuadrotorRows.PER_ROTOR;
                long r = (ROTOR + rotor) * ROW;
                FloatVector s = FloatVector.fromMemorySegment(LANES, ALL, y + r, ORDER);
                FloatVector magnitude = FloatVector.broadcast(LANES, constants[c + 2])
                        .fma(s, FloatVector.broadcast(LANES, constants[c + 1]))
                        .fma(s, FloatVector.broadcast(LANES, constants[c]));
                fx = magnitude.fma(FloatVector.broadcast(LANES, constants[c + QuadrotorRows.DIRECTION]), fx);
                fy = magnitude.fma(FloatVector.broadcast(LANES, constants[c + QuadrotorRows.DIRECTION + 1]), fy);
                fz = magnitude.fma(FloatVector.broadcast(LANES, constants[c + QuadrotorRows.DIRECTION + 2]), fz);
                mx = magnitude.fma(FloatVector.broadcast(LANES, constants[c + QuadrotorRows.LEVER]), mx);
                my = magnitude.fma(FloatVector.broadcast(LANES, constants[c + QuadrotorRows.LEVER + 1]), my);
                mz = magnitude.fma(FloatVector.broadcast(LANES, constants[c + QuadrotorRows.LEVER + 2]), mz);
                FloatVector off = FloatVector.fromMemorySegment(LANES, ALL, x + r + QuadrotorRows.ROTORS * ROW, ORDER)
                        .sub(s);
                FloatVector rate = off.mul(FloatVector.broadcast(LANES, constants[c + QuadrotorRows.FALLING])
                        .blend(
                                FloatVector.broadcast(LANES, constants[c + QuadrotorRows.RISING]),
                                off.compare(GE, FloatVector.zero(LANES))));
                rate.fma(weight, FloatVector.fromMemorySegment(LANES, ALL, sum + r, ORDER))
                        .intoMemorySegment(ALL, w + SUM + r, ORDER);
                rate.fma(next, FloatVector.fromMemorySegment(LANES, ALL, x + r, ORDER))
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
            float[] constants, long state, long work, int groups, int timing, boolean first, boolean last) {
        FloatVector next = FloatVector.broadcast(LANES, constants[timing]);
        FloatVector weight = FloatVector.broadcast(LANES, constants[timing + 1]);
        FloatVector two = FloatVector.broadcast(LANES, constants[QuadrotorRows.TWO]);
        FloatVector perMass = FloatVector.broadcast(LANES, constants[QuadrotorRows.PER_MASS]);
        for (int group = 0; group < groups; group++) {
            long x = state + group * STATE_BYTES;
            long w = work + group * WORK_BYTES;
            long y = first ? x : w;
            long sum = first ? x : w + SUM;
            long out = last ? x : w + SUM;
            FloatVector q0 = FloatVector.fromMemorySegment(LANES, ALL, y + ORIENTATION * ROW, ORDER);
            FloatVector q1 = FloatVector.fromMemorySegment(LANES, ALL, y + (ORIENTATION + 1) * ROW, ORDER);
            FloatVector q2 = FloatVector.fromMemorySegment(LANES, ALL, y + (ORIENTATION + 2) * ROW, ORDER);
            FloatVector q3 = FloatVector.fromMemorySegment(LANES, ALL, y + (ORIENTATION + 3) * ROW, ORDER);
            FloatVector ax = FloatVector.fromMemorySegment(LANES, ALL, w + THRUST, ORDER);
            FloatVector ay = FloatVector.fromMemorySegment(LANES, ALL, w + THRUST + ROW, ORDER);
            FloatVector az = FloatVector.fromMemorySegment(LANES, ALL, w + THRUST + 2 * ROW, ORDER);
            FloatVector cx = q2.mul(az).sub(q3.mul(ay));
            FloatVector cy = q3.mul(ax).sub(q1.mul(az));
            FloatVector cz = q1.mul(ay).sub(q2.mul(ax));
            ax = q0.fma(cx, q2.mul(cz).sub(q3.mul(cy)))
                    .fma(two, ax)
                    .add(FloatVector.fromMemorySegment(LANES, ALL, x + QuadrotorRows.FORCE * ROW, ORDER));
            ay = q0.fma(cy, q3.mul(cx).sub(q1.mul(cz)))
                    .fma(two, ay)
                    .add(FloatVector.fromMemorySegment(LANES, ALL, x + (QuadrotorRows.FORCE + 1) * ROW, ORDER));
            az = q0.fma(cz, q1.mul(cy).sub(q2.mul(cx)))
                    .fma(two, az)
                    .add(FloatVector.fromMemorySegment(LANES, ALL, x + (QuadrotorRows.FORCE + 2) * ROW, ORDER));
            ax = ax.fma(perMass, FloatVector.broadcast(LANES, constants[QuadrotorRows.GRAVITY]));
            ay = ay.fma(perMass, FloatVector.broadcast(LANES, constants[QuadrotorRows.GRAVITY + 1]));
            az = az.fma(perMass, FloatVector.broadcast(LANES, constants[QuadrotorRows.GRAVITY + 2]));
            for (int axis = 0; axis < 3; axis++) {
                long p = (POSITION + axis) * ROW;
                FloatVector v = FloatVector.fromMemorySegment(LANES, ALL, y + (VELOCITY + axis) * ROW, ORDER);
                v.fma(weight, FloatVector.fromMemorySegment(LANES, ALL, sum + p, ORDER))
                        .intoMemorySegment(ALL, out + p, ORDER);
            }
            ax.fma(weight, FloatVector.fromMemorySegment(LANES, ALL, sum + VELOCITY * ROW, ORDER))
                    .intoMemorySegment(ALL, out + VELOCITY * ROW, ORDER);
            ay.fma(weight, FloatVector.fromMemorySegment(LANES, ALL, sum + (VELOCITY + 1) * ROW, ORDER))
                    .intoMemorySegment(ALL, out + (VELOCITY + 1) * ROW, ORDER);
            az.fma(weight, FloatVector.fromMemorySegment(LANES, ALL, sum + (VELOCITY + 2) * ROW, ORDER))
                    .intoMemorySegment(ALL, out + (VELOCITY + 2) * ROW, ORDER);
            ax.fma(next, FloatVector.fromMemorySegment(LANES, ALL, x + VELOCITY * ROW, ORDER))
                    .intoMemorySegment(ALL, w + VELOCITY * ROW, ORDER);
            ay.fma(next, FloatVector.fromMemorySegment(LANES, ALL, x + (VELOCITY + 1) * ROW, ORDER))
                    .intoMemorySegment(ALL, w + (VELOCITY + 1) * ROW, ORDER);
            az.fma(next, FloatVector.fromMemorySegment(LANES, ALL, x + (VELOCITY + 2) * ROW, ORDER))
                    .intoMemorySegment(ALL, w + (VELOCITY + 2) * ROW, ORDER);
        }
    }

    // q' = ½ q ⊗ (0, ω), the half taken of the step; ω' = J⁻¹ (τ − ω × J ω + M)
    private static void turn(
            float[] constants, long state, long work, int groups, int timing, boolean first, boolean last) {
        FloatVector next = FloatVector.broadcast(LANES, constants[timing]);
        FloatVector weight = FloatVector.broadcast(LANES, constants[timing + 1]);
        FloatVector halfNext = next.mul(0.5f);
        FloatVector halfWeight = weight.mul(0.5f);
        int j = QuadrotorRows.INERTIA;
        int inverse = QuadrotorRows.INVERSE;
        for (int group = 0; group < groups; group++) {
            long x = state + group * STATE_BYTES;
            long w = work + group * WORK_BYTES;
            long y = first ? x : w;
            FloatVector q0 = FloatVector.fromMemorySegment(LANES, ALL, y + ORIENTATION * ROW, ORDER);
            FloatVector q1 = FloatVector.fromMemorySegment(LANES, ALL, y + (ORIENTATION + 1) * ROW, ORDER);
            FloatVector q2 = FloatVector.fromMemorySegment(LANES, ALL, y + (ORIENTATION + 2) * ROW, ORDER);
            FloatVector q3 = FloatVector.fromMemorySegment(LANES, ALL, y + (ORIENTATION + 3) * ROW, ORDER);
            FloatVector wx = FloatVector.fromMemorySegment(LANES, ALL, y + BODY_RATE * ROW, ORDER);
            FloatVector wy = FloatVector.fromMemorySegment(LANES, ALL, y + (BODY_RATE + 1) * ROW, ORDER);
            FloatVector wz = FloatVector.fromMemorySegment(LANES, ALL, y + (BODY_RATE + 2) * ROW, ORDER);
            FloatVector r0 = q3.fma(wz, q2.fma(wy, q1.mul(wx))).neg();
            FloatVector r1 = q2.fma(wz, q0.mul(wx)).sub(q3.mul(wy));
            FloatVector r2 = q3.fma(wx, q0.mul(wy)).sub(q1.mul(wz));
            FloatVector r3 = q1.fma(wy, q0.mul(wz)).sub(q2.mul(wx));
            long q = ORIENTATION * ROW;
            long sum = first ? x : w + SUM;
            long out = last ? x : w + SUM;
            r0.fma(halfWeight, FloatVector.fromMemorySegment(LANES, ALL, sum + q, ORDER))
                    .intoMemorySegment(ALL, w + SUM + q, ORDER);
            r1.fma(halfWeight, FloatVector.fromMemorySegment(LANES, ALL, sum + q + ROW, ORDER))
                    .intoMemorySegment(ALL, w + SUM + q + ROW, ORDER);
            r2.fma(halfWeight, FloatVector.fromMemorySegment(LANES, ALL, sum + q + 2 * ROW, ORDER))
                    .intoMemorySegment(ALL, w + SUM + q + 2 * ROW, ORDER);
            r3.fma(halfWeight, FloatVector.fromMemorySegment(LANES, ALL, sum + q + 3 * ROW, ORDER))
                    .intoMemorySegment(ALL, w + SUM + q + 3 * ROW, ORDER);
            r0.fma(halfNext, FloatVector.fromMemorySegment(LANES, ALL, x + q, ORDER))
                    .intoMemorySegment(ALL, w + q, ORDER);
            r1.fma(halfNext, FloatVector.fromMemorySegment(LANES, ALL, x + q + ROW, ORDER))
                    .intoMemorySegment(ALL, w + q + ROW, ORDER);
            r2.fma(halfNext, FloatVector.fromMemorySegment(LANES, ALL, x + q + 2 * ROW, ORDER))
                    .intoMemorySegment(ALL, w + q + 2 * ROW, ORDER);
            r3.fma(halfNext, FloatVector.fromMemorySegment(LANES, ALL, x + q + 3 * ROW, ORDER))
                    .intoMemorySegment(ALL, w + q + 3 * ROW, ORDER);
            FloatVector hx = wz.fma(
                    FloatVector.broadcast(LANES, constants[j + 2]),
                    wy.fma(
                            FloatVector.broadcast(LANES, constants[j + 1]),
                            wx.mul(FloatVector.broadcast(LANES, constants[j]))));
            FloatVector hy = wz.fma(
                    FloatVector.broadcast(LANES, constants[j + 5]),
                    wy.fma(
                            FloatVector.broadcast(LANES, constants[j + 4]),
                            wx.mul(FloatVector.broadcast(LANES, constants[j + 3]))));
            FloatVector hz = wz.fma(
                    FloatVector.broadcast(LANES, constants[j + 8]),
                    wy.fma(
                            FloatVector.broadcast(LANES, constants[j + 7]),
                            wx.mul(FloatVector.broadcast(LANES, constants[j + 6]))));
            FloatVector tx = FloatVector.fromMemorySegment(LANES, ALL, w + MOMENT, ORDER)
                    .add(wz.mul(hy).sub(wy.mul(hz)));
            FloatVector ty = FloatVector.fromMemorySegment(LANES, ALL, w + MOMENT + ROW, ORDER)
                    .add(wx.mul(hz).sub(wz.mul(hx)));
            FloatVector tz = FloatVector.fromMemorySegment(LANES, ALL, w + MOMENT + 2 * ROW, ORDER)
                    .add(wy.mul(hx).sub(wx.mul(hy)));
            for (int axis = 0; axis < 3; axis++) {
                int i = inverse + 3 * axis;
                long o = (BODY_RATE + axis) * ROW;
                FloatVector rate = tz.fma(
                        FloatVector.broadcast(LANES, constants[i + 2]),
                        ty.fma(
                                FloatVector.broadcast(LANES, constants[i + 1]),
                                tx.mul(FloatVector.broadcast(LANES, constants[i]))));
                rate.fma(weight, FloatVector.fromMemorySegment(LANES, ALL, sum + o, ORDER))
                        .intoMemorySegment(ALL, out + o, ORDER);
                rate.fma(next, FloatVector.fromMemorySegment(LANES, ALL, x + o, ORDER))
                        .intoMemorySegment(ALL, w + o, ORDER);
            }
        }
    }

    private static void finish(float[] constants, long state, long work, int groups) {
        FloatVector least = FloatVector.broadcast(LANES, constants[QuadrotorRows.ROTOR_MIN]);
        FloatVector most = FloatVector.broadcast(LANES, constants[QuadrotorRows.ROTOR_MAX]);
        FloatVector one = FloatVector.broadcast(LANES, 1.0f);
        for (int group = 0; group < groups; group++) {
            long x = state + group * STATE_BYTES;
            long w = work + group * WORK_BYTES + SUM;
            for (long row = ROTOR * ROW; row < QuadrotorRows.STATES * ROW; row += ROW) {
                FloatVector s = FloatVector.fromMemorySegment(LANES, ALL, w + row, ORDER);
                s = least.blend(s, s.compare(GE, least));
                most.blend(s, s.compare(LE, most)).intoMemorySegment(ALL, x + row, ORDER);
            }
            long q = w + ORIENTATION * ROW;
            long o = x + ORIENTATION * ROW;
            FloatVector q0 = FloatVector.fromMemorySegment(LANES, ALL, q, ORDER);
            FloatVector q1 = FloatVector.fromMemorySegment(LANES, ALL, q + ROW, ORDER);
            FloatVector q2 = FloatVector.fromMemorySegment(LANES, ALL, q + 2 * ROW, ORDER);
            FloatVector q3 = FloatVector.fromMemorySegment(LANES, ALL, q + 3 * ROW, ORDER);
            FloatVector perLength =
                    one.div(q3.fma(q3, q2.fma(q2, q1.fma(q1, q0.mul(q0)))).sqrt());
            q0.mul(perLength).intoMemorySegment(ALL, o, ORDER);
            q1.mul(perLength).intoMemorySegment(ALL, o + ROW, ORDER);
            q2.mul(perLength).intoMemorySegment(ALL, o + 2 * ROW, ORDER);
            q3.mul(perLength).intoMemorySegment(ALL, o + 3 * ROW, ORDER);
        }
    }
}
