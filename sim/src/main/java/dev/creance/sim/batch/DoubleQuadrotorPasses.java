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
 * by operation. Each method a pass over all groups.
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

    private static void lag(long constants, long state, long work, int groups, long times, boolean first) {
        DoubleVector next = DoubleVector.fromMemorySegment(LANES, ALL, times, ORDER);
        DoubleVector weight = DoubleVector.fromMemorySegment(LANES, ALL, times + ROW, ORDER);
        for (int group = 0; group < groups; group++) {
            for (int rotor = 0; rotor < QuadrotorRows.ROTORS; rotor++) {
                long c = constants + rotor * QuadrotorRows.PER_ROTOR * ROW;
                long x = state + group * STATE_BYTES + (ROTOR + rotor) * ROW;
                long w = work + group * WORK_BYTES + (ROTOR + rotor) * ROW;
                DoubleVector off = DoubleVector.fromMemorySegment(LANES, ALL, x + QuadrotorRows.ROTORS * ROW, ORDER)
                        .sub(DoubleVector.fromMemorySegment(LANES, ALL, (first ? x : w), ORDER));
                DoubleVector rate = off.mul(DoubleVector.fromMemorySegment(
                                LANES, ALL, c + QuadrotorRows.FALLING * ROW, ORDER)
                        .blend(
                                DoubleVector.fromMemorySegment(LANES, ALL, c + QuadrotorRows.RISING * ROW, ORDER),
                                off.compare(GE, DoubleVector.zero(LANES))));
                rate.fma(weight, DoubleVector.fromMemorySegment(LANES, ALL, (first ? x : w + SUM), ORDER))
                        .intoMemorySegment(ALL, w + SUM, ORDER);
                rate.fma(next, DoubleVector.fromMemorySegment(LANES, ALL, x, ORDER))
                        .intoMemorySegment(ALL, w, ORDER);
            }
        }
    }

    // v' = (a + 2 (q0 (qv × a) + qv × (qv × a)) + F) / m + g, with a the thrust in body axes
    private static void translate(long constants, long state, long work, int groups, long times, boolean first) {
        DoubleVector next = DoubleVector.fromMemorySegment(LANES, ALL, times, ORDER);
        DoubleVector weight = DoubleVector.fromMemorySegment(LANES, ALL, times + ROW, ORDER);
        DoubleVector two = DoubleVector.fromMemorySegment(LANES, ALL, constants + QuadrotorRows.TWO * ROW, ORDER);
        DoubleVector perMass =
                DoubleVector.fromMemorySegment(LANES, ALL, constants + QuadrotorRows.PER_MASS * ROW, ORDER);
        for (int group = 0; group < groups; group++) {
            long x = state + group * STATE_BYTES;
            long w = work + group * WORK_BYTES;
            long y = first ? x : w;
            long sum = first ? x : w + SUM;
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
                DoubleVector v = DoubleVector.fromMemorySegment(LANES, ALL, y + (VELOCITY + axis) * ROW, ORDER);
                v.fma(weight, DoubleVector.fromMemorySegment(LANES, ALL, sum + p, ORDER))
                        .intoMemorySegment(ALL, w + SUM + p, ORDER);
            }
            ax.fma(weight, DoubleVector.fromMemorySegment(LANES, ALL, sum + VELOCITY * ROW, ORDER))
                    .intoMemorySegment(ALL, w + SUM + VELOCITY * ROW, ORDER);
            ay.fma(weight, DoubleVector.fromMemorySegment(LANES, ALL, sum + (VELOCITY + 1) * ROW, ORDER))
                    .intoMemorySegment(ALL, w + SUM + (VELOCITY + 1) * ROW, ORDER);
            az.fma(weight, DoubleVector.fromMemorySegment(LANES, ALL, sum + (VELOCITY + 2) * ROW, ORDER))
                    .intoMemorySegment(ALL, w + SUM + (VELOCITY + 2) * ROW, ORDER);
            ax.fma(next, DoubleVector.fromMemorySegment(LANES, ALL, x + VELOCITY * ROW, ORDER))
                    .intoMemorySegment(ALL, w + VELOCITY * ROW, ORDER);
            ay.fma(next, DoubleVector.fromMemorySegment(LANES, ALL, x + (VELOCITY + 1) * ROW, ORDER))
                    .intoMemorySegment(ALL, w + (VELOCITY + 1) * ROW, ORDER);
            az.fma(next, DoubleVector.fromMemorySegment(LANES, ALL, x + (VELOCITY + 2) * ROW, ORDER))
                    .intoMemorySegment(ALL, w + (VELOCITY + 2) * ROW, ORDER);
        }
    }

    // q' = ½ q ⊗ (0, ω)
    private static void orient(long constants, long state, long work, int groups, long times, boolean first) {
        DoubleVector next = DoubleVector.fromMemorySegment(LANES, ALL, times, ORDER);
        DoubleVector weight = DoubleVector.fromMemorySegment(LANES, ALL, times + ROW, ORDER);
        DoubleVector half = DoubleVector.fromMemorySegment(LANES, ALL, constants + QuadrotorRows.HALF * ROW, ORDER);
        for (int group = 0; group < groups; group++) {
            long x = state + group * STATE_BYTES;
            long w = work + group * WORK_BYTES;
            long y = first ? x : w;
            DoubleVector q0 = DoubleVector.fromMemorySegment(LANES, ALL, y + ORIENTATION * ROW, ORDER);
            DoubleVector q1 = DoubleVector.fromMemorySegment(LANES, ALL, y + (ORIENTATION + 1) * ROW, ORDER);
            DoubleVector q2 = DoubleVector.fromMemorySegment(LANES, ALL, y + (ORIENTATION + 2) * ROW, ORDER);
            DoubleVector q3 = DoubleVector.fromMemorySegment(LANES, ALL, y + (ORIENTATION + 3) * ROW, ORDER);
            DoubleVector wx = DoubleVector.fromMemorySegment(LANES, ALL, y + BODY_RATE * ROW, ORDER)
                    .mul(half);
            DoubleVector wy = DoubleVector.fromMemorySegment(LANES, ALL, y + (BODY_RATE + 1) * ROW, ORDER)
                    .mul(half);
            DoubleVector wz = DoubleVector.fromMemorySegment(LANES, ALL, y + (BODY_RATE + 2) * ROW, ORDER)
                    .mul(half);
            DoubleVector r0 = q3.fma(wz, q2.fma(wy, q1.mul(wx))).neg();
            DoubleVector r1 = q2.fma(wz, q0.mul(wx)).sub(q3.mul(wy));
            DoubleVector r2 = q3.fma(wx, q0.mul(wy)).sub(q1.mul(wz));
            DoubleVector r3 = q1.fma(wy, q0.mul(wz)).sub(q2.mul(wx));
            long q = ORIENTATION * ROW;
            long sum = (first ? x : w + SUM) + q;
            r0.fma(weight, DoubleVector.fromMemorySegment(LANES, ALL, sum, ORDER))
                    .intoMemorySegment(ALL, w + SUM + q, ORDER);
            r1.fma(weight, DoubleVector.fromMemorySegment(LANES, ALL, sum + ROW, ORDER))
                    .intoMemorySegment(ALL, w + SUM + q + ROW, ORDER);
            r2.fma(weight, DoubleVector.fromMemorySegment(LANES, ALL, sum + 2 * ROW, ORDER))
                    .intoMemorySegment(ALL, w + SUM + q + 2 * ROW, ORDER);
            r3.fma(weight, DoubleVector.fromMemorySegment(LANES, ALL, sum + 3 * ROW, ORDER))
                    .intoMemorySegment(ALL, w + SUM + q + 3 * ROW, ORDER);
            r0.fma(next, DoubleVector.fromMemorySegment(LANES, ALL, x + q, ORDER))
                    .intoMemorySegment(ALL, w + q, ORDER);
            r1.fma(next, DoubleVector.fromMemorySegment(LANES, ALL, x + q + ROW, ORDER))
                    .intoMemorySegment(ALL, w + q + ROW, ORDER);
            r2.fma(next, DoubleVector.fromMemorySegment(LANES, ALL, x + q + 2 * ROW, ORDER))
                    .intoMemorySegment(ALL, w + q + 2 * ROW, ORDER);
            r3.fma(next, DoubleVector.fromMemorySegment(LANES, ALL, x + q + 3 * ROW, ORDER))
                    .intoMemorySegment(ALL, w + q + 3 * ROW, ORDER);
        }
    }

    // ω' = J⁻¹ (τ − ω × J ω + M)
    private static void turn(long constants, long state, long work, int groups, long times, boolean first) {
        DoubleVector next = DoubleVector.fromMemorySegment(LANES, ALL, times, ORDER);
        DoubleVector weight = DoubleVector.fromMemorySegment(LANES, ALL, times + ROW, ORDER);
        long j = constants + QuadrotorRows.INERTIA * ROW;
        long inverse = constants + QuadrotorRows.INVERSE * ROW;
        for (int group = 0; group < groups; group++) {
            long x = state + group * STATE_BYTES + BODY_RATE * ROW;
            long w = work + group * WORK_BYTES;
            long y = first ? x : w + BODY_RATE * ROW;
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
            DoubleVector tx = DoubleVector.fromMemorySegment(LANES, ALL, w + MOMENT, ORDER)
                    .add(wz.mul(hy).sub(wy.mul(hz)));
            DoubleVector ty = DoubleVector.fromMemorySegment(LANES, ALL, w + MOMENT + ROW, ORDER)
                    .add(wx.mul(hz).sub(wz.mul(hx)));
            DoubleVector tz = DoubleVector.fromMemorySegment(LANES, ALL, w + MOMENT + 2 * ROW, ORDER)
                    .add(wy.mul(hx).sub(wx.mul(hy)));
            for (int axis = 0; axis < 3; axis++) {
                long i = inverse + 3 * axis * ROW;
                long o = (BODY_RATE + axis) * ROW;
                DoubleVector rate = tz.fma(
                        DoubleVector.fromMemorySegment(LANES, ALL, i + 2 * ROW, ORDER),
                        ty.fma(
                                DoubleVector.fromMemorySegment(LANES, ALL, i + ROW, ORDER),
                                tx.mul(DoubleVector.fromMemorySegment(LANES, ALL, i, ORDER))));
                rate.fma(
                                weight,
                                DoubleVector.fromMemorySegment(
                                        LANES, ALL, (first ? x + axis * ROW : w + SUM + o), ORDER))
                        .intoMemorySegment(ALL, w + SUM + o, ORDER);
                rate.fma(next, DoubleVector.fromMemorySegment(LANES, ALL, x + axis * ROW, ORDER))
                        .intoMemorySegment(ALL, w + o, ORDER);
            }
        }
    }

    private static void finish(long constants, long state, long work, int groups) {
        DoubleVector least =
                DoubleVector.fromMemorySegment(LANES, ALL, constants + QuadrotorRows.ROTOR_MIN * ROW, ORDER);
        DoubleVector most =
                DoubleVector.fromMemorySegment(LANES, ALL, constants + QuadrotorRows.ROTOR_MAX * ROW, ORDER);
        DoubleVector one = DoubleVector.broadcast(LANES, 1.0);
        for (int group = 0; group < groups; group++) {
            long x = state + group * STATE_BYTES;
            long w = work + group * WORK_BYTES + SUM;
            for (long row = 0; row < ROTOR * ROW; row += ROW) {
                DoubleVector.fromMemorySegment(LANES, ALL, w + row, ORDER).intoMemorySegment(ALL, x + row, ORDER);
            }
            for (long row = ROTOR * ROW; row < QuadrotorRows.STATES * ROW; row += ROW) {
                DoubleVector s = DoubleVector.fromMemorySegment(LANES, ALL, w + row, ORDER);
                s = least.blend(s, s.compare(GE, least));
                most.blend(s, s.compare(LE, most)).intoMemorySegment(ALL, x + row, ORDER);
            }
            long q = x + ORIENTATION * ROW;
            DoubleVector q0 = DoubleVector.fromMemorySegment(LANES, ALL, q, ORDER);
            DoubleVector q1 = DoubleVector.fromMemorySegment(LANES, ALL, q + ROW, ORDER);
            DoubleVector q2 = DoubleVector.fromMemorySegment(LANES, ALL, q + 2 * ROW, ORDER);
            DoubleVector q3 = DoubleVector.fromMemorySegment(LANES, ALL, q + 3 * ROW, ORDER);
            DoubleVector perLength =
                    one.div(q3.fma(q3, q2.fma(q2, q1.fma(q1, q0.mul(q0)))).sqrt());
            q0.mul(perLength).intoMemorySegment(ALL, q, ORDER);
            q1.mul(perLength).intoMemorySegment(ALL, q + ROW, ORDER);
            q2.mul(perLength).intoMemorySegment(ALL, q + 2 * ROW, ORDER);
            q3.mul(perLength).intoMemorySegment(ALL, q + 3 * ROW, ORDER);
        }
    }
}
