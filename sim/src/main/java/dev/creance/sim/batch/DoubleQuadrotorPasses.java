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
 * The stages of {@link GroupedQuadrotors} in double precision; operation by operation {@link FloatQuadrotorPasses}.
 *
 * @param constants address of the constants
 * @param work address of what passes hand on, with room for the groups of one call
 */
@HotPath
record DoubleQuadrotorPasses(long constants, long work) implements QuadrotorPasses {
    private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;
    private static final long ROW = LANES.vectorByteSize();
    private static final long STATE_BYTES = QuadrotorRows.ROWS * ROW;
    private static final long WORK_BYTES = QuadrotorRows.WORK_ROWS * ROW;
    private static final long SUM = QuadrotorRows.SUM * ROW;
    private static final long THRUST = QuadrotorRows.THRUST * ROW;
    private static final long MOMENT = QuadrotorRows.MOMENT * ROW;

    @Override
    public void stage(long state, int groups, int timing, boolean first, boolean last) {
        long times = constants + timing * ROW;
        thrust(constants, state, work, groups, first);
        lag(constants, state, work, groups, times, first, last);
        translate(constants, state, work, groups, times, first, last);
        orient(state, work, groups, times, first, last);
        turn(constants, state, work, groups, times, first, last);
    }

    @Override
    public void finish(long state, int groups) {
        finish(constants, state, groups);
    }

    // c0 + c1 s + c2 s², and what it does to the vehicle
    private static void thrust(long constants, long state, long work, int groups, boolean first) {
        for (int group = 0; group < groups; group++) {
            long x = state + group * STATE_BYTES;
            long w = work + group * WORK_BYTES;
            long y = (first ? x : w) + ROTOR * ROW;
            DoubleVector fx = DoubleVector.zero(LANES);
            DoubleVector fy = DoubleVector.zero(LANES);
            DoubleVector fz = DoubleVector.zero(LANES);
            DoubleVector mx = DoubleVector.fromMemorySegment(LANES, ALL, x + QuadrotorRows.TORQUE * ROW, ORDER);
            DoubleVector my = DoubleVector.fromMemorySegment(LANES, ALL, x + (QuadrotorRows.TORQUE + 1) * ROW, ORDER);
            DoubleVector mz = DoubleVector.fromMemorySegment(LANES, ALL, x + (QuadrotorRows.TORQUE + 2) * ROW, ORDER);
            for (int rotor = 0; rotor < QuadrotorRows.ROTORS; rotor++) {
                long c = constants + rotor * QuadrotorRows.PER_ROTOR * ROW;
                DoubleVector s = DoubleVector.fromMemorySegment(LANES, ALL, y + rotor * ROW, ORDER);
                DoubleVector magnitude = DoubleVector.fromMemorySegment(LANES, ALL, c + 2 * ROW, ORDER)
                        .fma(s, DoubleVector.fromMemorySegment(LANES, ALL, c + ROW, ORDER))
                        .fma(s, DoubleVector.fromMemorySegment(LANES, ALL, c, ORDER));
                fx = magnitude.fma(
                        DoubleVector.fromMemorySegment(LANES, ALL, c + QuadrotorRows.DIRECTION * ROW, ORDER), fx);
                fy = magnitude.fma(
                        DoubleVector.fromMemorySegment(LANES, ALL, c + (QuadrotorRows.DIRECTION + 1) * ROW, ORDER), fy);
                fz = magnitude.fma(
                        DoubleVector.fromMemorySegment(LANES, ALL, c + (QuadrotorRows.DIRECTION + 2) * ROW, ORDER), fz);
                mx = magnitude.fma(
                        DoubleVector.fromMemorySegment(LANES, ALL, c + QuadrotorRows.LEVER * ROW, ORDER), mx);
                my = magnitude.fma(
                        DoubleVector.fromMemorySegment(LANES, ALL, c + (QuadrotorRows.LEVER + 1) * ROW, ORDER), my);
                mz = magnitude.fma(
                        DoubleVector.fromMemorySegment(LANES, ALL, c + (QuadrotorRows.LEVER + 2) * ROW, ORDER), mz);
            }
            fx.intoMemorySegment(ALL, w + THRUST, ORDER);
            fy.intoMemorySegment(ALL, w + THRUST + ROW, ORDER);
            fz.intoMemorySegment(ALL, w + THRUST + 2 * ROW, ORDER);
            mx.intoMemorySegment(ALL, w + MOMENT, ORDER);
            my.intoMemorySegment(ALL, w + MOMENT + ROW, ORDER);
            mz.intoMemorySegment(ALL, w + MOMENT + 2 * ROW, ORDER);
        }
    }

    private static void lag(
            long constants, long state, long work, int groups, long times, boolean first, boolean last) {
        DoubleVector next = DoubleVector.fromMemorySegment(LANES, ALL, times, ORDER);
        DoubleVector weight = DoubleVector.fromMemorySegment(LANES, ALL, times + ROW, ORDER);
        for (int group = 0; group < groups; group++) {
            for (int rotor = 0; rotor < QuadrotorRows.ROTORS; rotor++) {
                long c = constants + rotor * QuadrotorRows.PER_ROTOR * ROW;
                long x = state + group * STATE_BYTES + (ROTOR + rotor) * ROW;
                long w = work + group * WORK_BYTES + (ROTOR + rotor) * ROW;
                DoubleVector off = DoubleVector.fromMemorySegment(LANES, ALL, x + QuadrotorRows.ROTORS * ROW, ORDER)
                        .sub(DoubleVector.fromMemorySegment(LANES, ALL, first ? x : w, ORDER));
                DoubleVector rate = off.mul(DoubleVector.fromMemorySegment(
                                LANES, ALL, c + QuadrotorRows.FALLING * ROW, ORDER)
                        .blend(
                                DoubleVector.fromMemorySegment(LANES, ALL, c + QuadrotorRows.RISING * ROW, ORDER),
                                off.compare(GE, DoubleVector.zero(LANES))));
                rate.fma(next, DoubleVector.fromMemorySegment(LANES, ALL, x, ORDER))
                        .intoMemorySegment(ALL, w, ORDER);
                rate.fma(weight, DoubleVector.fromMemorySegment(LANES, ALL, first ? x : w + SUM, ORDER))
                        .intoMemorySegment(ALL, last ? x : w + SUM, ORDER);
            }
        }
    }

    // v' = (a + 2 (q0 (qv × a) + qv × (qv × a)) + F) / m + g, with a the thrust in body axes; p' = v
    private static void translate(
            long constants, long state, long work, int groups, long times, boolean first, boolean last) {
        DoubleVector next = DoubleVector.fromMemorySegment(LANES, ALL, times, ORDER);
        DoubleVector weight = DoubleVector.fromMemorySegment(LANES, ALL, times + ROW, ORDER);
        DoubleVector two = DoubleVector.broadcast(LANES, 2.0);
        DoubleVector perMass =
                DoubleVector.fromMemorySegment(LANES, ALL, constants + QuadrotorRows.PER_MASS * ROW, ORDER);
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
            DoubleVector n1 = q1.neg();
            DoubleVector n2 = q2.neg();
            DoubleVector n3 = q3.neg();
            DoubleVector ax = DoubleVector.fromMemorySegment(LANES, ALL, w + THRUST, ORDER);
            DoubleVector ay = DoubleVector.fromMemorySegment(LANES, ALL, w + THRUST + ROW, ORDER);
            DoubleVector az = DoubleVector.fromMemorySegment(LANES, ALL, w + THRUST + 2 * ROW, ORDER);
            DoubleVector cx = n3.fma(ay, q2.mul(az));
            DoubleVector cy = n1.fma(az, q3.mul(ax));
            DoubleVector cz = n2.fma(ax, q1.mul(ay));
            ax = q0.fma(cx, n3.fma(cy, q2.mul(cz)))
                    .fma(two, ax)
                    .add(DoubleVector.fromMemorySegment(LANES, ALL, x + QuadrotorRows.FORCE * ROW, ORDER));
            ay = q0.fma(cy, n1.fma(cz, q3.mul(cx)))
                    .fma(two, ay)
                    .add(DoubleVector.fromMemorySegment(LANES, ALL, x + (QuadrotorRows.FORCE + 1) * ROW, ORDER));
            az = q0.fma(cz, n2.fma(cx, q1.mul(cy)))
                    .fma(two, az)
                    .add(DoubleVector.fromMemorySegment(LANES, ALL, x + (QuadrotorRows.FORCE + 2) * ROW, ORDER));
            ax = ax.fma(
                    perMass,
                    DoubleVector.fromMemorySegment(LANES, ALL, constants + QuadrotorRows.GRAVITY * ROW, ORDER));
            ay = ay.fma(
                    perMass,
                    DoubleVector.fromMemorySegment(LANES, ALL, constants + (QuadrotorRows.GRAVITY + 1) * ROW, ORDER));
            az = az.fma(
                    perMass,
                    DoubleVector.fromMemorySegment(LANES, ALL, constants + (QuadrotorRows.GRAVITY + 2) * ROW, ORDER));
            for (int axis = 0; axis < 3; axis++) {
                long p = (POSITION + axis) * ROW;
                DoubleVector.fromMemorySegment(LANES, ALL, y + (VELOCITY + axis) * ROW, ORDER)
                        .fma(weight, DoubleVector.fromMemorySegment(LANES, ALL, sum + p, ORDER))
                        .intoMemorySegment(ALL, out + p, ORDER);
            }
            long v = VELOCITY * ROW;
            ax.fma(next, DoubleVector.fromMemorySegment(LANES, ALL, x + v, ORDER))
                    .intoMemorySegment(ALL, w + v, ORDER);
            ay.fma(next, DoubleVector.fromMemorySegment(LANES, ALL, x + v + ROW, ORDER))
                    .intoMemorySegment(ALL, w + v + ROW, ORDER);
            az.fma(next, DoubleVector.fromMemorySegment(LANES, ALL, x + v + 2 * ROW, ORDER))
                    .intoMemorySegment(ALL, w + v + 2 * ROW, ORDER);
            ax.fma(weight, DoubleVector.fromMemorySegment(LANES, ALL, sum + v, ORDER))
                    .intoMemorySegment(ALL, out + v, ORDER);
            ay.fma(weight, DoubleVector.fromMemorySegment(LANES, ALL, sum + v + ROW, ORDER))
                    .intoMemorySegment(ALL, out + v + ROW, ORDER);
            az.fma(weight, DoubleVector.fromMemorySegment(LANES, ALL, sum + v + 2 * ROW, ORDER))
                    .intoMemorySegment(ALL, out + v + 2 * ROW, ORDER);
        }
    }

    // q' = ½ q ⊗ (0, ω), the half taken of the step
    private static void orient(long state, long work, int groups, long times, boolean first, boolean last) {
        DoubleVector next = DoubleVector.fromMemorySegment(LANES, ALL, times + 2 * ROW, ORDER);
        DoubleVector weight = DoubleVector.fromMemorySegment(LANES, ALL, times + 3 * ROW, ORDER);
        for (int group = 0; group < groups; group++) {
            long x = state + group * STATE_BYTES + ORIENTATION * ROW;
            long w = work + group * WORK_BYTES + ORIENTATION * ROW;
            long y = first ? x : w;
            long sum = first ? x : w + SUM;
            long out = last ? x : w + SUM;
            DoubleVector q0 = DoubleVector.fromMemorySegment(LANES, ALL, y, ORDER);
            DoubleVector q1 = DoubleVector.fromMemorySegment(LANES, ALL, y + ROW, ORDER);
            DoubleVector q2 = DoubleVector.fromMemorySegment(LANES, ALL, y + 2 * ROW, ORDER);
            DoubleVector q3 = DoubleVector.fromMemorySegment(LANES, ALL, y + 3 * ROW, ORDER);
            DoubleVector wx = DoubleVector.fromMemorySegment(LANES, ALL, y + (BODY_RATE - ORIENTATION) * ROW, ORDER);
            DoubleVector wy =
                    DoubleVector.fromMemorySegment(LANES, ALL, y + (BODY_RATE - ORIENTATION + 1) * ROW, ORDER);
            DoubleVector wz =
                    DoubleVector.fromMemorySegment(LANES, ALL, y + (BODY_RATE - ORIENTATION + 2) * ROW, ORDER);
            DoubleVector n1 = q1.neg();
            DoubleVector n2 = q2.neg();
            DoubleVector n3 = q3.neg();
            DoubleVector r0 = n3.fma(wz, n2.fma(wy, n1.mul(wx)));
            DoubleVector r1 = n3.fma(wy, q2.fma(wz, q0.mul(wx)));
            DoubleVector r2 = n1.fma(wz, q3.fma(wx, q0.mul(wy)));
            DoubleVector r3 = n2.fma(wx, q1.fma(wy, q0.mul(wz)));
            r0.fma(next, DoubleVector.fromMemorySegment(LANES, ALL, x, ORDER)).intoMemorySegment(ALL, w, ORDER);
            r1.fma(next, DoubleVector.fromMemorySegment(LANES, ALL, x + ROW, ORDER))
                    .intoMemorySegment(ALL, w + ROW, ORDER);
            r2.fma(next, DoubleVector.fromMemorySegment(LANES, ALL, x + 2 * ROW, ORDER))
                    .intoMemorySegment(ALL, w + 2 * ROW, ORDER);
            r3.fma(next, DoubleVector.fromMemorySegment(LANES, ALL, x + 3 * ROW, ORDER))
                    .intoMemorySegment(ALL, w + 3 * ROW, ORDER);
            r0.fma(weight, DoubleVector.fromMemorySegment(LANES, ALL, sum, ORDER))
                    .intoMemorySegment(ALL, out, ORDER);
            r1.fma(weight, DoubleVector.fromMemorySegment(LANES, ALL, sum + ROW, ORDER))
                    .intoMemorySegment(ALL, out + ROW, ORDER);
            r2.fma(weight, DoubleVector.fromMemorySegment(LANES, ALL, sum + 2 * ROW, ORDER))
                    .intoMemorySegment(ALL, out + 2 * ROW, ORDER);
            r3.fma(weight, DoubleVector.fromMemorySegment(LANES, ALL, sum + 3 * ROW, ORDER))
                    .intoMemorySegment(ALL, out + 3 * ROW, ORDER);
        }
    }

    // ω' = J⁻¹ (τ − ω × J ω + M)
    private static void turn(
            long constants, long state, long work, int groups, long times, boolean first, boolean last) {
        DoubleVector next = DoubleVector.fromMemorySegment(LANES, ALL, times, ORDER);
        DoubleVector weight = DoubleVector.fromMemorySegment(LANES, ALL, times + ROW, ORDER);
        long j = constants + QuadrotorRows.INERTIA * ROW;
        long inverse = constants + QuadrotorRows.INVERSE * ROW;
        for (int group = 0; group < groups; group++) {
            long x = state + group * STATE_BYTES + BODY_RATE * ROW;
            long w = work + group * WORK_BYTES + BODY_RATE * ROW;
            long moment = work + group * WORK_BYTES + MOMENT;
            long y = first ? x : w;
            DoubleVector wx = DoubleVector.fromMemorySegment(LANES, ALL, y, ORDER);
            DoubleVector wy = DoubleVector.fromMemorySegment(LANES, ALL, y + ROW, ORDER);
            DoubleVector wz = DoubleVector.fromMemorySegment(LANES, ALL, y + 2 * ROW, ORDER);
            DoubleVector hx = wz.fma(
                    DoubleVector.fromMemorySegment(LANES, ALL, j + 2 * ROW, ORDER),
                    wy.fma(
                            DoubleVector.fromMemorySegment(LANES, ALL, j + ROW, ORDER),
                            wx.mul(DoubleVector.fromMemorySegment(LANES, ALL, j, ORDER))));
            DoubleVector hy = wz.fma(
                    DoubleVector.fromMemorySegment(LANES, ALL, j + 5 * ROW, ORDER),
                    wy.fma(
                            DoubleVector.fromMemorySegment(LANES, ALL, j + 4 * ROW, ORDER),
                            wx.mul(DoubleVector.fromMemorySegment(LANES, ALL, j + 3 * ROW, ORDER))));
            DoubleVector hz = wz.fma(
                    DoubleVector.fromMemorySegment(LANES, ALL, j + 8 * ROW, ORDER),
                    wy.fma(
                            DoubleVector.fromMemorySegment(LANES, ALL, j + 7 * ROW, ORDER),
                            wx.mul(DoubleVector.fromMemorySegment(LANES, ALL, j + 6 * ROW, ORDER))));
            DoubleVector tx = wy.neg().fma(hz, wz.fma(hy, DoubleVector.fromMemorySegment(LANES, ALL, moment, ORDER)));
            DoubleVector ty =
                    wz.neg().fma(hx, wx.fma(hz, DoubleVector.fromMemorySegment(LANES, ALL, moment + ROW, ORDER)));
            DoubleVector tz =
                    wx.neg().fma(hy, wy.fma(hx, DoubleVector.fromMemorySegment(LANES, ALL, moment + 2 * ROW, ORDER)));
            for (int axis = 0; axis < 3; axis++) {
                long i = inverse + 3 * axis * ROW;
                long o = axis * ROW;
                DoubleVector rate = tz.fma(
                        DoubleVector.fromMemorySegment(LANES, ALL, i + 2 * ROW, ORDER),
                        ty.fma(
                                DoubleVector.fromMemorySegment(LANES, ALL, i + ROW, ORDER),
                                tx.mul(DoubleVector.fromMemorySegment(LANES, ALL, i, ORDER))));
                rate.fma(next, DoubleVector.fromMemorySegment(LANES, ALL, x + o, ORDER))
                        .intoMemorySegment(ALL, w + o, ORDER);
                rate.fma(weight, DoubleVector.fromMemorySegment(LANES, ALL, (first ? x : w + SUM) + o, ORDER))
                        .intoMemorySegment(ALL, (last ? x : w + SUM) + o, ORDER);
            }
        }
    }

    /** Of the rotors and the quaternion, in the state by now. */
    private static void finish(long constants, long state, int groups) {
        DoubleVector least =
                DoubleVector.fromMemorySegment(LANES, ALL, constants + QuadrotorRows.ROTOR_MIN * ROW, ORDER);
        DoubleVector most =
                DoubleVector.fromMemorySegment(LANES, ALL, constants + QuadrotorRows.ROTOR_MAX * ROW, ORDER);
        for (int group = 0; group < groups; group++) {
            long rotors = state + group * STATE_BYTES + ROTOR * ROW;
            for (long at = rotors; at < rotors + QuadrotorRows.ROTORS * ROW; at += ROW) {
                DoubleVector s = DoubleVector.fromMemorySegment(LANES, ALL, at, ORDER);
                s = least.blend(s, s.compare(GE, least));
                most.blend(s, s.compare(LE, most)).intoMemorySegment(ALL, at, ORDER);
            }
            long q = state + group * STATE_BYTES + ORIENTATION * ROW;
            DoubleVector q0 = DoubleVector.fromMemorySegment(LANES, ALL, q, ORDER);
            DoubleVector q1 = DoubleVector.fromMemorySegment(LANES, ALL, q + ROW, ORDER);
            DoubleVector q2 = DoubleVector.fromMemorySegment(LANES, ALL, q + 2 * ROW, ORDER);
            DoubleVector q3 = DoubleVector.fromMemorySegment(LANES, ALL, q + 3 * ROW, ORDER);
            DoubleVector perLength = DoubleVector.broadcast(LANES, 1.0)
                    .div(q3.fma(q3, q2.fma(q2, q1.fma(q1, q0.mul(q0)))).sqrt());
            q0.mul(perLength).intoMemorySegment(ALL, q, ORDER);
            q1.mul(perLength).intoMemorySegment(ALL, q + ROW, ORDER);
            q2.mul(perLength).intoMemorySegment(ALL, q + 2 * ROW, ORDER);
            q3.mul(perLength).intoMemorySegment(ALL, q + 3 * ROW, ORDER);
        }
    }
}
