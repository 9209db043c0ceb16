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

/**
 * The stages of {@link GroupedQuadrotors} in single precision; operation by operation {@link DoubleQuadrotorPasses}.
 *
 * @param constants address of the constants
 * @param work address of what passes hand on, with room for the groups of one call
 */
@HotPath
record FloatQuadrotorPasses(long constants, long work) implements QuadrotorPasses {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
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
            FloatVector fx = FloatVector.zero(LANES);
            FloatVector fy = FloatVector.zero(LANES);
            FloatVector fz = FloatVector.zero(LANES);
            FloatVector mx = FloatVector.fromMemorySegment(LANES, ALL, x + QuadrotorRows.TORQUE * ROW, ORDER);
            FloatVector my = FloatVector.fromMemorySegment(LANES, ALL, x + (QuadrotorRows.TORQUE + 1) * ROW, ORDER);
            FloatVector mz = FloatVector.fromMemorySegment(LANES, ALL, x + (QuadrotorRows.TORQUE + 2) * ROW, ORDER);
            for (int rotor = 0; rotor < QuadrotorRows.ROTORS; rotor++) {
                long c = constants + rotor * QuadrotorRows.PER_ROTOR * ROW;
                FloatVector s = FloatVector.fromMemorySegment(LANES, ALL, y + rotor * ROW, ORDER);
                FloatVector magnitude = FloatVector.fromMemorySegment(LANES, ALL, c + 2 * ROW, ORDER)
                        .fma(s, FloatVector.fromMemorySegment(LANES, ALL, c + ROW, ORDER))
                        .fma(s, FloatVector.fromMemorySegment(LANES, ALL, c, ORDER));
                fx = magnitude.fma(
                        FloatVector.fromMemorySegment(LANES, ALL, c + QuadrotorRows.DIRECTION * ROW, ORDER), fx);
                fy = magnitude.fma(
                        FloatVector.fromMemorySegment(LANES, ALL, c + (QuadrotorRows.DIRECTION + 1) * ROW, ORDER), fy);
                fz = magnitude.fma(
                        FloatVector.fromMemorySegment(LANES, ALL, c + (QuadrotorRows.DIRECTION + 2) * ROW, ORDER), fz);
                mx = magnitude.fma(FloatVector.fromMemorySegment(LANES, ALL, c + QuadrotorRows.LEVER * ROW, ORDER), mx);
                my = magnitude.fma(
                        FloatVector.fromMemorySegment(LANES, ALL, c + (QuadrotorRows.LEVER + 1) * ROW, ORDER), my);
                mz = magnitude.fma(
                        FloatVector.fromMemorySegment(LANES, ALL, c + (QuadrotorRows.LEVER + 2) * ROW, ORDER), mz);
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
        FloatVector next = FloatVector.fromMemorySegment(LANES, ALL, times, ORDER);
        FloatVector weight = FloatVector.fromMemorySegment(LANES, ALL, times + ROW, ORDER);
        for (int group = 0; group < groups; group++) {
            for (int rotor = 0; rotor < QuadrotorRows.ROTORS; rotor++) {
                long c = constants + rotor * QuadrotorRows.PER_ROTOR * ROW;
                long x = state + group * STATE_BYTES + (ROTOR + rotor) * ROW;
                long w = work + group * WORK_BYTES + (ROTOR + rotor) * ROW;
                FloatVector off = FloatVector.fromMemorySegment(LANES, ALL, x + QuadrotorRows.ROTORS * ROW, ORDER)
                        .sub(FloatVector.fromMemorySegment(LANES, ALL, first ? x : w, ORDER));
                FloatVector rate = off.mul(FloatVector.fromMemorySegment(
                                LANES, ALL, c + QuadrotorRows.FALLING * ROW, ORDER)
                        .blend(
                                FloatVector.fromMemorySegment(LANES, ALL, c + QuadrotorRows.RISING * ROW, ORDER),
                                off.compare(GE, FloatVector.zero(LANES))));
                rate.fma(next, FloatVector.fromMemorySegment(LANES, ALL, x, ORDER))
                        .intoMemorySegment(ALL, w, ORDER);
                rate.fma(weight, FloatVector.fromMemorySegment(LANES, ALL, first ? x : w + SUM, ORDER))
                        .intoMemorySegment(ALL, last ? x : w + SUM, ORDER);
            }
        }
    }

    // v' = (a + 2 (q0 (qv × a) + qv × (qv × a)) + F) / m + g, with a the thrust in body axes; p' = v
    private static void translate(
            long constants, long state, long work, int groups, long times, boolean first, boolean last) {
        FloatVector next = FloatVector.fromMemorySegment(LANES, ALL, times, ORDER);
        FloatVector weight = FloatVector.fromMemorySegment(LANES, ALL, times + ROW, ORDER);
        FloatVector two = FloatVector.broadcast(LANES, 2f);
        FloatVector perMass =
                FloatVector.fromMemorySegment(LANES, ALL, constants + QuadrotorRows.PER_MASS * ROW, ORDER);
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
            FloatVector n1 = q1.neg();
            FloatVector n2 = q2.neg();
            FloatVector n3 = q3.neg();
            FloatVector ax = FloatVector.fromMemorySegment(LANES, ALL, w + THRUST, ORDER);
            FloatVector ay = FloatVector.fromMemorySegment(LANES, ALL, w + THRUST + ROW, ORDER);
            FloatVector az = FloatVector.fromMemorySegment(LANES, ALL, w + THRUST + 2 * ROW, ORDER);
            FloatVector cx = n3.fma(ay, q2.mul(az));
            FloatVector cy = n1.fma(az, q3.mul(ax));
            FloatVector cz = n2.fma(ax, q1.mul(ay));
            ax = q0.fma(cx, n3.fma(cy, q2.mul(cz)))
                    .fma(two, ax)
                    .add(FloatVector.fromMemorySegment(LANES, ALL, x + QuadrotorRows.FORCE * ROW, ORDER));
            ay = q0.fma(cy, n1.fma(cz, q3.mul(cx)))
                    .fma(two, ay)
                    .add(FloatVector.fromMemorySegment(LANES, ALL, x + (QuadrotorRows.FORCE + 1) * ROW, ORDER));
            az = q0.fma(cz, n2.fma(cx, q1.mul(cy)))
                    .fma(two, az)
                    .add(FloatVector.fromMemorySegment(LANES, ALL, x + (QuadrotorRows.FORCE + 2) * ROW, ORDER));
            ax = ax.fma(
                    perMass, FloatVector.fromMemorySegment(LANES, ALL, constants + QuadrotorRows.GRAVITY * ROW, ORDER));
            ay = ay.fma(
                    perMass,
                    FloatVector.fromMemorySegment(LANES, ALL, constants + (QuadrotorRows.GRAVITY + 1) * ROW, ORDER));
            az = az.fma(
                    perMass,
                    FloatVector.fromMemorySegment(LANES, ALL, constants + (QuadrotorRows.GRAVITY + 2) * ROW, ORDER));
            for (int axis = 0; axis < 3; axis++) {
                long p = (POSITION + axis) * ROW;
                FloatVector.fromMemorySegment(LANES, ALL, y + (VELOCITY + axis) * ROW, ORDER)
                        .fma(weight, FloatVector.fromMemorySegment(LANES, ALL, sum + p, ORDER))
                        .intoMemorySegment(ALL, out + p, ORDER);
            }
            long v = VELOCITY * ROW;
            ax.fma(next, FloatVector.fromMemorySegment(LANES, ALL, x + v, ORDER))
                    .intoMemorySegment(ALL, w + v, ORDER);
            ay.fma(next, FloatVector.fromMemorySegment(LANES, ALL, x + v + ROW, ORDER))
                    .intoMemorySegment(ALL, w + v + ROW, ORDER);
            az.fma(next, FloatVector.fromMemorySegment(LANES, ALL, x + v + 2 * ROW, ORDER))
                    .intoMemorySegment(ALL, w + v + 2 * ROW, ORDER);
            ax.fma(weight, FloatVector.fromMemorySegment(LANES, ALL, sum + v, ORDER))
                    .intoMemorySegment(ALL, out + v, ORDER);
            ay.fma(weight, FloatVector.fromMemorySegment(LANES, ALL, sum + v + ROW, ORDER))
                    .intoMemorySegment(ALL, out + v + ROW, ORDER);
            az.fma(weight, FloatVector.fromMemorySegment(LANES, ALL, sum + v + 2 * ROW, ORDER))
                    .intoMemorySegment(ALL, out + v + 2 * ROW, ORDER);
        }
    }

    // q' = ½ q ⊗ (0, ω), the half taken of the step
    private static void orient(long state, long work, int groups, long times, boolean first, boolean last) {
        FloatVector next = FloatVector.fromMemorySegment(LANES, ALL, times + 2 * ROW, ORDER);
        FloatVector weight = FloatVector.fromMemorySegment(LANES, ALL, times + 3 * ROW, ORDER);
        for (int group = 0; group < groups; group++) {
            long x = state + group * STATE_BYTES + ORIENTATION * ROW;
            long w = work + group * WORK_BYTES + ORIENTATION * ROW;
            long y = first ? x : w;
            long sum = first ? x : w + SUM;
            long out = last ? x : w + SUM;
            FloatVector q0 = FloatVector.fromMemorySegment(LANES, ALL, y, ORDER);
            FloatVector q1 = FloatVector.fromMemorySegment(LANES, ALL, y + ROW, ORDER);
            FloatVector q2 = FloatVector.fromMemorySegment(LANES, ALL, y + 2 * ROW, ORDER);
            FloatVector q3 = FloatVector.fromMemorySegment(LANES, ALL, y + 3 * ROW, ORDER);
            FloatVector wx = FloatVector.fromMemorySegment(LANES, ALL, y + (BODY_RATE - ORIENTATION) * ROW, ORDER);
            FloatVector wy = FloatVector.fromMemorySegment(LANES, ALL, y + (BODY_RATE - ORIENTATION + 1) * ROW, ORDER);
            FloatVector wz = FloatVector.fromMemorySegment(LANES, ALL, y + (BODY_RATE - ORIENTATION + 2) * ROW, ORDER);
            FloatVector n1 = q1.neg();
            FloatVector n2 = q2.neg();
            FloatVector n3 = q3.neg();
            FloatVector r0 = n3.fma(wz, n2.fma(wy, n1.mul(wx)));
            FloatVector r1 = n3.fma(wy, q2.fma(wz, q0.mul(wx)));
            FloatVector r2 = n1.fma(wz, q3.fma(wx, q0.mul(wy)));
            FloatVector r3 = n2.fma(wx, q1.fma(wy, q0.mul(wz)));
            r0.fma(next, FloatVector.fromMemorySegment(LANES, ALL, x, ORDER)).intoMemorySegment(ALL, w, ORDER);
            r1.fma(next, FloatVector.fromMemorySegment(LANES, ALL, x + ROW, ORDER))
                    .intoMemorySegment(ALL, w + ROW, ORDER);
            r2.fma(next, FloatVector.fromMemorySegment(LANES, ALL, x + 2 * ROW, ORDER))
                    .intoMemorySegment(ALL, w + 2 * ROW, ORDER);
            r3.fma(next, FloatVector.fromMemorySegment(LANES, ALL, x + 3 * ROW, ORDER))
                    .intoMemorySegment(ALL, w + 3 * ROW, ORDER);
            r0.fma(weight, FloatVector.fromMemorySegment(LANES, ALL, sum, ORDER))
                    .intoMemorySegment(ALL, out, ORDER);
            r1.fma(weight, FloatVector.fromMemorySegment(LANES, ALL, sum + ROW, ORDER))
                    .intoMemorySegment(ALL, out + ROW, ORDER);
            r2.fma(weight, FloatVector.fromMemorySegment(LANES, ALL, sum + 2 * ROW, ORDER))
                    .intoMemorySegment(ALL, out + 2 * ROW, ORDER);
            r3.fma(weight, FloatVector.fromMemorySegment(LANES, ALL, sum + 3 * ROW, ORDER))
                    .intoMemorySegment(ALL, out + 3 * ROW, ORDER);
        }
    }

    // ω' = J⁻¹ (τ − ω × J ω + M)
    private static void turn(
            long constants, long state, long work, int groups, long times, boolean first, boolean last) {
        FloatVector next = FloatVector.fromMemorySegment(LANES, ALL, times, ORDER);
        FloatVector weight = FloatVector.fromMemorySegment(LANES, ALL, times + ROW, ORDER);
        long j = constants + QuadrotorRows.INERTIA * ROW;
        long inverse = constants + QuadrotorRows.INVERSE * ROW;
        for (int group = 0; group < groups; group++) {
            long x = state + group * STATE_BYTES + BODY_RATE * ROW;
            long w = work + group * WORK_BYTES + BODY_RATE * ROW;
            long moment = work + group * WORK_BYTES + MOMENT;
            long y = first ? x : w;
            FloatVector wx = FloatVector.fromMemorySegment(LANES, ALL, y, ORDER);
            FloatVector wy = FloatVector.fromMemorySegment(LANES, ALL, y + ROW, ORDER);
            FloatVector wz = FloatVector.fromMemorySegment(LANES, ALL, y + 2 * ROW, ORDER);
            FloatVector hx = wz.fma(
                    FloatVector.fromMemorySegment(LANES, ALL, j + 2 * ROW, ORDER),
                    wy.fma(
                            FloatVector.fromMemorySegment(LANES, ALL, j + ROW, ORDER),
                            wx.mul(FloatVector.fromMemorySegment(LANES, ALL, j, ORDER))));
            FloatVector hy = wz.fma(
                    FloatVector.fromMemorySegment(LANES, ALL, j + 5 * ROW, ORDER),
                    wy.fma(
                            FloatVector.fromMemorySegment(LANES, ALL, j + 4 * ROW, ORDER),
                            wx.mul(FloatVector.fromMemorySegment(LANES, ALL, j + 3 * ROW, ORDER))));
            FloatVector hz = wz.fma(
                    FloatVector.fromMemorySegment(LANES, ALL, j + 8 * ROW, ORDER),
                    wy.fma(
                            FloatVector.fromMemorySegment(LANES, ALL, j + 7 * ROW, ORDER),
                            wx.mul(FloatVector.fromMemorySegment(LANES, ALL, j + 6 * ROW, ORDER))));
            FloatVector tx = wy.neg().fma(hz, wz.fma(hy, FloatVector.fromMemorySegment(LANES, ALL, moment, ORDER)));
            FloatVector ty =
                    wz.neg().fma(hx, wx.fma(hz, FloatVector.fromMemorySegment(LANES, ALL, moment + ROW, ORDER)));
            FloatVector tz =
                    wx.neg().fma(hy, wy.fma(hx, FloatVector.fromMemorySegment(LANES, ALL, moment + 2 * ROW, ORDER)));
            for (int axis = 0; axis < 3; axis++) {
                long i = inverse + 3 * axis * ROW;
                long o = axis * ROW;
                FloatVector rate = tz.fma(
                        FloatVector.fromMemorySegment(LANES, ALL, i + 2 * ROW, ORDER),
                        ty.fma(
                                FloatVector.fromMemorySegment(LANES, ALL, i + ROW, ORDER),
                                tx.mul(FloatVector.fromMemorySegment(LANES, ALL, i, ORDER))));
                rate.fma(next, FloatVector.fromMemorySegment(LANES, ALL, x + o, ORDER))
                        .intoMemorySegment(ALL, w + o, ORDER);
                rate.fma(weight, FloatVector.fromMemorySegment(LANES, ALL, (first ? x : w + SUM) + o, ORDER))
                        .intoMemorySegment(ALL, (last ? x : w + SUM) + o, ORDER);
            }
        }
    }

    /** Of the rotors and the quaternion, in the state by now. */
    private static void finish(long constants, long state, int groups) {
        FloatVector least = FloatVector.fromMemorySegment(LANES, ALL, constants + QuadrotorRows.ROTOR_MIN * ROW, ORDER);
        FloatVector most = FloatVector.fromMemorySegment(LANES, ALL, constants + QuadrotorRows.ROTOR_MAX * ROW, ORDER);
        for (int group = 0; group < groups; group++) {
            long rotors = state + group * STATE_BYTES + ROTOR * ROW;
            for (long at = rotors; at < rotors + QuadrotorRows.ROTORS * ROW; at += ROW) {
                FloatVector s = FloatVector.fromMemorySegment(LANES, ALL, at, ORDER);
                s = least.blend(s, s.compare(GE, least));
                most.blend(s, s.compare(LE, most)).intoMemorySegment(ALL, at, ORDER);
            }
            long q = state + group * STATE_BYTES + ORIENTATION * ROW;
            FloatVector q0 = FloatVector.fromMemorySegment(LANES, ALL, q, ORDER);
            FloatVector q1 = FloatVector.fromMemorySegment(LANES, ALL, q + ROW, ORDER);
            FloatVector q2 = FloatVector.fromMemorySegment(LANES, ALL, q + 2 * ROW, ORDER);
            FloatVector q3 = FloatVector.fromMemorySegment(LANES, ALL, q + 3 * ROW, ORDER);
            FloatVector perLength = FloatVector.broadcast(LANES, 1f)
                    .div(q3.fma(q3, q2.fma(q2, q1.fma(q1, q0.mul(q0)))).sqrt());
            q0.mul(perLength).intoMemorySegment(ALL, q, ORDER);
            q1.mul(perLength).intoMemorySegment(ALL, q + ROW, ORDER);
            q2.mul(perLength).intoMemorySegment(ALL, q + 2 * ROW, ORDER);
            q3.mul(perLength).intoMemorySegment(ALL, q + 3 * ROW, ORDER);
        }
    }
}
