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
    public void stage(long state, int groups, int timing, boolean first) {
        long times = constants + timing * ROW;
        thrust(constants, state, work, groups, first);
        lag(constants, state, work, groups, times, first);
        translate(constants, state, work, groups, times, first);
        orient(constants, state, work, groups, times, first);
        turn(constants, state, work, groups, times, first);
    }

    @Override
    public void finish(long state, int groups) {
        finish(constants, state, work, groups);
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

    private static void lag(long constants, long state, long work, int groups, long times, boolean first) {
        FloatVector next = FloatVector.fromMemorySegment(LANES, ALL, times, ORDER);
        FloatVector weight = FloatVector.fromMemorySegment(LANES, ALL, times + ROW, ORDER);
        for (int group = 0; group < groups; group++) {
            for (int rotor = 0; rotor < QuadrotorRows.ROTORS; rotor++) {
                long c = constants + rotor * QuadrotorRows.PER_ROTOR * ROW;
                long x = state + group * STATE_BYTES + (ROTOR + rotor) * ROW;
                long w = work + group * WORK_BYTES + (ROTOR + rotor) * ROW;
                FloatVector off = FloatVector.fromMemorySegment(LANES, ALL, x + QuadrotorRows.ROTORS * ROW, ORDER)
                        .sub(FloatVector.fromMemorySegment(LANES, ALL, (first ? x : w), ORDER));
                FloatVector rate = off.mul(FloatVector.fromMemorySegment(
                                LANES, ALL, c + QuadrotorRows.FALLING * ROW, ORDER)
                        .blend(
                                FloatVector.fromMemorySegment(LANES, ALL, c + QuadrotorRows.RISING * ROW, ORDER),
                                off.compare(GE, FloatVector.zero(LANES))));
                rate.fma(weight, FloatVector.fromMemorySegment(LANES, ALL, (first ? x : w + SUM), ORDER))
                        .intoMemorySegment(ALL, w + SUM, ORDER);
                rate.fma(next, FloatVector.fromMemorySegment(LANES, ALL, x, ORDER))
                        .intoMemorySegment(ALL, w, ORDER);
            }
        }
    }

    // v' = (a + 2 (q0 (qv × a) + qv × (qv × a)) + F) / m + g, with a the thrust in body axes
    private static void translate(long constants, long state, long work, int groups, long times, boolean first) {
        FloatVector next = FloatVector.fromMemorySegment(LANES, ALL, times, ORDER);
        FloatVector weight = FloatVector.fromMemorySegment(LANES, ALL, times + ROW, ORDER);
        FloatVector two = FloatVector.fromMemorySegment(LANES, ALL, constants + QuadrotorRows.TWO * ROW, ORDER);
        FloatVector perMass =
                FloatVector.fromMemorySegment(LANES, ALL, constants + QuadrotorRows.PER_MASS * ROW, ORDER);
        for (int group = 0; group < groups; group++) {
            long x = state + group * STATE_BYTES;
            long w = work + group * WORK_BYTES;
            long y = first ? x : w;
            long sum = first ? x : w + SUM;
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
                FloatVector v = FloatVector.fromMemorySegment(LANES, ALL, y + (VELOCITY + axis) * ROW, ORDER);
                v.fma(weight, FloatVector.fromMemorySegment(LANES, ALL, sum + p, ORDER))
                        .intoMemorySegment(ALL, w + SUM + p, ORDER);
            }
            ax.fma(weight, FloatVector.fromMemorySegment(LANES, ALL, sum + VELOCITY * ROW, ORDER))
                    .intoMemorySegment(ALL, w + SUM + VELOCITY * ROW, ORDER);
            ay.fma(weight, FloatVector.fromMemorySegment(LANES, ALL, sum + (VELOCITY + 1) * ROW, ORDER))
                    .intoMemorySegment(ALL, w + SUM + (VELOCITY + 1) * ROW, ORDER);
            az.fma(weight, FloatVector.fromMemorySegment(LANES, ALL, sum + (VELOCITY + 2) * ROW, ORDER))
                    .intoMemorySegment(ALL, w + SUM + (VELOCITY + 2) * ROW, ORDER);
            ax.fma(next, FloatVector.fromMemorySegment(LANES, ALL, x + VELOCITY * ROW, ORDER))
                    .intoMemorySegment(ALL, w + VELOCITY * ROW, ORDER);
            ay.fma(next, FloatVector.fromMemorySegment(LANES, ALL, x + (VELOCITY + 1) * ROW, ORDER))
                    .intoMemorySegment(ALL, w + (VELOCITY + 1) * ROW, ORDER);
            az.fma(next, FloatVector.fromMemorySegment(LANES, ALL, x + (VELOCITY + 2) * ROW, ORDER))
                    .intoMemorySegment(ALL, w + (VELOCITY + 2) * ROW, ORDER);
        }
    }

    // q' = ½ q ⊗ (0, ω)
    private static void orient(long constants, long state, long work, int groups, long times, boolean first) {
        FloatVector next = FloatVector.fromMemorySegment(LANES, ALL, times, ORDER);
        FloatVector weight = FloatVector.fromMemorySegment(LANES, ALL, times + ROW, ORDER);
        FloatVector half = FloatVector.fromMemorySegment(LANES, ALL, constants + QuadrotorRows.HALF * ROW, ORDER);
        for (int group = 0; group < groups; group++) {
            long x = state + group * STATE_BYTES;
            long w = work + group * WORK_BYTES;
            long y = first ? x : w;
            FloatVector q0 = FloatVector.fromMemorySegment(LANES, ALL, y + ORIENTATION * ROW, ORDER);
            FloatVector q1 = FloatVector.fromMemorySegment(LANES, ALL, y + (ORIENTATION + 1) * ROW, ORDER);
            FloatVector q2 = FloatVector.fromMemorySegment(LANES, ALL, y + (ORIENTATION + 2) * ROW, ORDER);
            FloatVector q3 = FloatVector.fromMemorySegment(LANES, ALL, y + (ORIENTATION + 3) * ROW, ORDER);
            FloatVector wx = FloatVector.fromMemorySegment(LANES, ALL, y + BODY_RATE * ROW, ORDER)
                    .mul(half);
            FloatVector wy = FloatVector.fromMemorySegment(LANES, ALL, y + (BODY_RATE + 1) * ROW, ORDER)
                    .mul(half);
            FloatVector wz = FloatVector.fromMemorySegment(LANES, ALL, y + (BODY_RATE + 2) * ROW, ORDER)
                    .mul(half);
            FloatVector r0 = q3.fma(wz, q2.fma(wy, q1.mul(wx))).neg();
            FloatVector r1 = q2.fma(wz, q0.mul(wx)).sub(q3.mul(wy));
            FloatVector r2 = q3.fma(wx, q0.mul(wy)).sub(q1.mul(wz));
            FloatVector r3 = q1.fma(wy, q0.mul(wz)).sub(q2.mul(wx));
            long q = ORIENTATION * ROW;
            long sum = (first ? x : w + SUM) + q;
            r0.fma(weight, FloatVector.fromMemorySegment(LANES, ALL, sum, ORDER))
                    .intoMemorySegment(ALL, w + SUM + q, ORDER);
            r1.fma(weight, FloatVector.fromMemorySegment(LANES, ALL, sum + ROW, ORDER))
                    .intoMemorySegment(ALL, w + SUM + q + ROW, ORDER);
            r2.fma(weight, FloatVector.fromMemorySegment(LANES, ALL, sum + 2 * ROW, ORDER))
                    .intoMemorySegment(ALL, w + SUM + q + 2 * ROW, ORDER);
            r3.fma(weight, FloatVector.fromMemorySegment(LANES, ALL, sum + 3 * ROW, ORDER))
                    .intoMemorySegment(ALL, w + SUM + q + 3 * ROW, ORDER);
            r0.fma(next, FloatVector.fromMemorySegment(LANES, ALL, x + q, ORDER))
                    .intoMemorySegment(ALL, w + q, ORDER);
            r1.fma(next, FloatVector.fromMemorySegment(LANES, ALL, x + q + ROW, ORDER))
                    .intoMemorySegment(ALL, w + q + ROW, ORDER);
            r2.fma(next, FloatVector.fromMemorySegment(LANES, ALL, x + q + 2 * ROW, ORDER))
                    .intoMemorySegment(ALL, w + q + 2 * ROW, ORDER);
            r3.fma(next, FloatVector.fromMemorySegment(LANES, ALL, x + q + 3 * ROW, ORDER))
                    .intoMemorySegment(ALL, w + q + 3 * ROW, ORDER);
        }
    }

    // ω' = J⁻¹ (τ − ω × J ω + M)
    private static void turn(long constants, long state, long work, int groups, long times, boolean first) {
        FloatVector next = FloatVector.fromMemorySegment(LANES, ALL, times, ORDER);
        FloatVector weight = FloatVector.fromMemorySegment(LANES, ALL, times + ROW, ORDER);
        long j = constants + QuadrotorRows.INERTIA * ROW;
        long inverse = constants + QuadrotorRows.INVERSE * ROW;
        for (int group = 0; group < groups; group++) {
            long x = state + group * STATE_BYTES + BODY_RATE * ROW;
            long w = work + group * WORK_BYTES;
            long y = first ? x : w + BODY_RATE * ROW;
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
            FloatVector tx = FloatVector.fromMemorySegment(LANES, ALL, w + MOMENT, ORDER)
                    .add(wz.mul(hy).sub(wy.mul(hz)));
            FloatVector ty = FloatVector.fromMemorySegment(LANES, ALL, w + MOMENT + ROW, ORDER)
                    .add(wx.mul(hz).sub(wz.mul(hx)));
            FloatVector tz = FloatVector.fromMemorySegment(LANES, ALL, w + MOMENT + 2 * ROW, ORDER)
                    .add(wy.mul(hx).sub(wx.mul(hy)));
            for (int axis = 0; axis < 3; axis++) {
                long i = inverse + 3 * axis * ROW;
                long o = (BODY_RATE + axis) * ROW;
                FloatVector rate = tz.fma(
                        FloatVector.fromMemorySegment(LANES, ALL, i + 2 * ROW, ORDER),
                        ty.fma(
                                FloatVector.fromMemorySegment(LANES, ALL, i + ROW, ORDER),
                                tx.mul(FloatVector.fromMemorySegment(LANES, ALL, i, ORDER))));
                rate.fma(
                                weight,
                                FloatVector.fromMemorySegment(
                                        LANES, ALL, (first ? x + axis * ROW : w + SUM + o), ORDER))
                        .intoMemorySegment(ALL, w + SUM + o, ORDER);
                rate.fma(next, FloatVector.fromMemorySegment(LANES, ALL, x + axis * ROW, ORDER))
                        .intoMemorySegment(ALL, w + o, ORDER);
            }
        }
    }

    private static void finish(long constants, long state, long work, int groups) {
        FloatVector least = FloatVector.fromMemorySegment(LANES, ALL, constants + QuadrotorRows.ROTOR_MIN * ROW, ORDER);
        FloatVector most = FloatVector.fromMemorySegment(LANES, ALL, constants + QuadrotorRows.ROTOR_MAX * ROW, ORDER);
        FloatVector one = FloatVector.broadcast(LANES, 1.0f);
        for (int group = 0; group < groups; group++) {
            long x = state + group * STATE_BYTES;
            long w = work + group * WORK_BYTES + SUM;
            for (long row = 0; row < ROTOR * ROW; row += ROW) {
                FloatVector.fromMemorySegment(LANES, ALL, w + row, ORDER).intoMemorySegment(ALL, x + row, ORDER);
            }
            for (long row = ROTOR * ROW; row < QuadrotorRows.STATES * ROW; row += ROW) {
                FloatVector s = FloatVector.fromMemorySegment(LANES, ALL, w + row, ORDER);
                s = least.blend(s, s.compare(GE, least));
                most.blend(s, s.compare(LE, most)).intoMemorySegment(ALL, x + row, ORDER);
            }
            long q = x + ORIENTATION * ROW;
            FloatVector q0 = FloatVector.fromMemorySegment(LANES, ALL, q, ORDER);
            FloatVector q1 = FloatVector.fromMemorySegment(LANES, ALL, q + ROW, ORDER);
            FloatVector q2 = FloatVector.fromMemorySegment(LANES, ALL, q + 2 * ROW, ORDER);
            FloatVector q3 = FloatVector.fromMemorySegment(LANES, ALL, q + 3 * ROW, ORDER);
            FloatVector perLength =
                    one.div(q3.fma(q3, q2.fma(q2, q1.fma(q1, q0.mul(q0)))).sqrt());
            q0.mul(perLength).intoMemorySegment(ALL, q, ORDER);
            q1.mul(perLength).intoMemorySegment(ALL, q + ROW, ORDER);
            q2.mul(perLength).intoMemorySegment(ALL, q + 2 * ROW, ORDER);
            q3.mul(perLength).intoMemorySegment(ALL, q + 3 * ROW, ORDER);
        }
    }
}
