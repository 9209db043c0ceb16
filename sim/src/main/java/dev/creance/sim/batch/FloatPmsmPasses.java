package dev.creance.sim.batch;

import static dev.creance.sim.batch.PmsmRows.ANGLE;
import static dev.creance.sim.batch.PmsmRows.DIRECT;
import static dev.creance.sim.batch.PmsmRows.OMEGA;
import static dev.creance.sim.batch.PmsmRows.QUADRATURE;
import static dev.creance.sim.batch.Rows.ALL;
import static dev.creance.sim.batch.Rows.ORDER;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import dev.creance.runtime.HotPath;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The stages of {@link BatchedPmsm} in single precision, operation by operation {@link DoublePmsmPasses}.
 *
 * @param constants address of the constants
 * @param work address of what passes hand on, with room for the groups of one call
 */
@HotPath
record FloatPmsmPasses(long constants, long work) implements PmsmPasses {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final long ROW = LANES.vectorByteSize();
    private static final long STATE_BYTES = PmsmRows.ROWS * ROW;
    private static final long WORK_BYTES = PmsmRows.WORK_ROWS * ROW;
    private static final long SUM = PmsmRows.SUM * ROW;

    @Override
    public void park(long state, int groups, boolean first) {
        park(constants, state, work, groups, first);
    }

    @Override
    public void stage(long state, int groups, int timing, boolean first, boolean last) {
        long times = constants + timing * ROW;
        turn(constants, state, work, groups, times, first, last);
        flow(constants, state, work, groups, times, first, last);
    }

    @Override
    public void wrap(long state, int groups) {
        wrap(constants, state, groups);
    }

    // d = α cos ε + β sin ε, q = β cos ε − α sin ε; ε = n π/2 + r, and the series of Trigonometry for r
    private static void park(long constants, long state, long work, int groups, boolean first) {
        FloatVector round = FloatVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.ROUND * ROW, ORDER);
        for (int group = 0; group < groups; group++) {
            long x = state + group * STATE_BYTES;
            long w = work + group * WORK_BYTES;
            FloatVector angle = FloatVector.fromMemorySegment(LANES, ALL, (first ? x : w) + ANGLE * ROW, ORDER);
            FloatVector n = angle.fma(
                            FloatVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.PER_QUARTER * ROW, ORDER),
                            round)
                    .sub(round);
            FloatVector r = n.fma(
                    FloatVector.fromMemorySegment(LANES, ALL, constants + (PmsmRows.QUARTER + 1) * ROW, ORDER),
                    n.fma(FloatVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.QUARTER * ROW, ORDER), angle));
            FloatVector z = r.mul(r);
            FloatVector sine = FloatVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.SINE * ROW, ORDER);
            FloatVector cosine = FloatVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.COSINE * ROW, ORDER);
            for (int term = 1; term < PmsmRows.TERMS; term++) {
                sine = sine.fma(
                        z, FloatVector.fromMemorySegment(LANES, ALL, constants + (PmsmRows.SINE + term) * ROW, ORDER));
                cosine = cosine.fma(
                        z,
                        FloatVector.fromMemorySegment(LANES, ALL, constants + (PmsmRows.COSINE + term) * ROW, ORDER));
            }
            sine = sine.mul(z).fma(r, r);
            cosine = cosine.fma(z, FloatVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.ONE * ROW, ORDER));
            sine.intoMemorySegment(ALL, w + PmsmRows.SINE_OF * ROW, ORDER);
            cosine.intoMemorySegment(ALL, w + PmsmRows.COSINE_OF * ROW, ORDER);
            n.intoMemorySegment(ALL, w + PmsmRows.QUARTERS * ROW, ORDER);
        }
        rotate(constants, state, work, groups);
    }

    private static void rotate(long constants, long state, long work, int groups) {
        FloatVector round = FloatVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.ROUND * ROW, ORDER);
        FloatVector half = FloatVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.HALF * ROW, ORDER);
        FloatVector one = FloatVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.ONE * ROW, ORDER);
        for (int group = 0; group < groups; group++) {
            long x = state + group * STATE_BYTES;
            long w = work + group * WORK_BYTES;
            FloatVector sine = FloatVector.fromMemorySegment(LANES, ALL, w + PmsmRows.SINE_OF * ROW, ORDER);
            FloatVector cosine = FloatVector.fromMemorySegment(LANES, ALL, w + PmsmRows.COSINE_OF * ROW, ORDER);
            FloatVector n = FloatVector.fromMemorySegment(LANES, ALL, w + PmsmRows.QUARTERS * ROW, ORDER);
            // of four quarters one is left, −2 to 2
            FloatVector turns = n.fma(
                            FloatVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.QUARTER_OF * ROW, ORDER),
                            round)
                    .sub(round);
            n = turns.fma(FloatVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.MINUS_FOUR * ROW, ORDER), n);
            VectorMask<Float> odd = n.abs().sub(one).abs().compare(LT, half);
            FloatVector s = sine.blend(cosine, odd);
            FloatVector c = cosine.blend(sine, odd);
            s = s.blend(s.neg(), n.sub(half).abs().compare(GT, one));
            c = c.blend(c.neg(), n.add(half).abs().compare(GT, one));
            FloatVector alpha = FloatVector.fromMemorySegment(LANES, ALL, x + PmsmRows.ALPHA * ROW, ORDER);
            FloatVector beta = FloatVector.fromMemorySegment(LANES, ALL, x + (PmsmRows.ALPHA + 1) * ROW, ORDER);
            alpha.mul(c).add(beta.mul(s)).intoMemorySegment(ALL, x + PmsmRows.HELD * ROW, ORDER);
            beta.mul(c).sub(alpha.mul(s)).intoMemorySegment(ALL, x + (PmsmRows.HELD + 1) * ROW, ORDER);
        }
    }

    // ω' = (3/2 p (ψ + (l_d − l_q) i_d) i_q − load) / J, ε' = p ω
    private static void turn(
            long constants, long state, long work, int groups, long times, boolean first, boolean last) {
        FloatVector next = FloatVector.fromMemorySegment(LANES, ALL, times, ORDER);
        FloatVector weight = FloatVector.fromMemorySegment(LANES, ALL, times + ROW, ORDER);
        FloatVector most = FloatVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.COULOMB * ROW, ORDER);
        FloatVector least = FloatVector.fromMemorySegment(LANES, ALL, constants + (PmsmRows.COULOMB + 1) * ROW, ORDER);
        for (int group = 0; group < groups; group++) {
            long x = state + group * STATE_BYTES;
            long w = work + group * WORK_BYTES;
            long y = first ? x : w;
            long sum = first ? x : w + SUM;
            long out = last ? x : w + SUM;
            FloatVector omega = FloatVector.fromMemorySegment(LANES, ALL, y + OMEGA * ROW, ORDER);
            FloatVector torque = FloatVector.fromMemorySegment(LANES, ALL, y + DIRECT * ROW, ORDER)
                    .fma(
                            FloatVector.fromMemorySegment(LANES, ALL, constants + (PmsmRows.TORQUE + 1) * ROW, ORDER),
                            FloatVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.TORQUE * ROW, ORDER))
                    .mul(FloatVector.fromMemorySegment(LANES, ALL, y + QUADRATURE * ROW, ORDER));
            FloatVector coulomb =
                    omega.mul(FloatVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.STEEP * ROW, ORDER));
            coulomb = coulomb.blend(most, coulomb.compare(GT, most));
            coulomb = coulomb.blend(least, coulomb.compare(LT, least));
            FloatVector viscous = omega.abs()
                    .fma(
                            FloatVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.QUADRATIC * ROW, ORDER),
                            FloatVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.VISCOUS * ROW, ORDER));
            FloatVector rate = torque.sub(viscous.fma(omega, coulomb))
                    .mul(FloatVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.PER_INERTIA * ROW, ORDER));
            rate.fma(next, FloatVector.fromMemorySegment(LANES, ALL, x + OMEGA * ROW, ORDER))
                    .intoMemorySegment(ALL, w + OMEGA * ROW, ORDER);
            FloatVector electrical =
                    omega.mul(FloatVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.POLE_PAIRS * ROW, ORDER));
            electrical.intoMemorySegment(ALL, w + PmsmRows.ELECTRICAL * ROW, ORDER);
            electrical
                    .fma(next, FloatVector.fromMemorySegment(LANES, ALL, x + ANGLE * ROW, ORDER))
                    .intoMemorySegment(ALL, w + ANGLE * ROW, ORDER);
            rate.fma(weight, FloatVector.fromMemorySegment(LANES, ALL, sum + OMEGA * ROW, ORDER))
                    .intoMemorySegment(ALL, out + OMEGA * ROW, ORDER);
            electrical
                    .fma(weight, FloatVector.fromMemorySegment(LANES, ALL, sum + ANGLE * ROW, ORDER))
                    .intoMemorySegment(ALL, out + ANGLE * ROW, ORDER);
        }
    }

    // i_d' = (u_d − r i_d + p ω l_q i_q) / l_d, i_q' = (u_q − r i_q − p ω (l_d i_d + ψ)) / l_q
    private static void flow(
            long constants, long state, long work, int groups, long times, boolean first, boolean last) {
        FloatVector next = FloatVector.fromMemorySegment(LANES, ALL, times, ORDER);
        FloatVector weight = FloatVector.fromMemorySegment(LANES, ALL, times + ROW, ORDER);
        FloatVector drop =
                FloatVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.MINUS_RESISTANCE * ROW, ORDER);
        for (int group = 0; group < groups; group++) {
            long x = state + group * STATE_BYTES;
            long w = work + group * WORK_BYTES;
            long y = first ? x : w;
            long sum = first ? x : w + SUM;
            long out = last ? x : w + SUM;
            FloatVector electrical = FloatVector.fromMemorySegment(LANES, ALL, w + PmsmRows.ELECTRICAL * ROW, ORDER);
            FloatVector d = FloatVector.fromMemorySegment(LANES, ALL, y + DIRECT * ROW, ORDER);
            FloatVector q = FloatVector.fromMemorySegment(LANES, ALL, y + QUADRATURE * ROW, ORDER);
            FloatVector linked = q.mul(
                    FloatVector.fromMemorySegment(LANES, ALL, constants + (PmsmRows.INDUCTANCE + 1) * ROW, ORDER));
            FloatVector own = d.fma(
                    FloatVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.INDUCTANCE * ROW, ORDER),
                    FloatVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.FLUX * ROW, ORDER));
            FloatVector dRate = electrical
                    .fma(linked, d.fma(drop, FloatVector.fromMemorySegment(LANES, ALL, x + PmsmRows.HELD * ROW, ORDER)))
                    .mul(FloatVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.PER_INDUCTANCE * ROW, ORDER));
            FloatVector qRate = q.fma(
                            drop, FloatVector.fromMemorySegment(LANES, ALL, x + (PmsmRows.HELD + 1) * ROW, ORDER))
                    .sub(electrical.mul(own))
                    .mul(FloatVector.fromMemorySegment(
                            LANES, ALL, constants + (PmsmRows.PER_INDUCTANCE + 1) * ROW, ORDER));
            FloatVector dSum = dRate.fma(weight, FloatVector.fromMemorySegment(LANES, ALL, sum + DIRECT * ROW, ORDER));
            FloatVector qSum =
                    qRate.fma(weight, FloatVector.fromMemorySegment(LANES, ALL, sum + QUADRATURE * ROW, ORDER));
            dRate.fma(next, FloatVector.fromMemorySegment(LANES, ALL, x + DIRECT * ROW, ORDER))
                    .intoMemorySegment(ALL, w + DIRECT * ROW, ORDER);
            qRate.fma(next, FloatVector.fromMemorySegment(LANES, ALL, x + QUADRATURE * ROW, ORDER))
                    .intoMemorySegment(ALL, w + QUADRATURE * ROW, ORDER);
            dSum.intoMemorySegment(ALL, out + DIRECT * ROW, ORDER);
            qSum.intoMemorySegment(ALL, out + QUADRATURE * ROW, ORDER);
        }
    }

    private static void wrap(long constants, long state, int groups) {
        FloatVector round = FloatVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.ROUND * ROW, ORDER);
        for (int group = 0; group < groups; group++) {
            long at = state + group * STATE_BYTES + ANGLE * ROW;
            FloatVector angle = FloatVector.fromMemorySegment(LANES, ALL, at, ORDER);
            FloatVector turns = angle.fma(
                            FloatVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.PER_TURN * ROW, ORDER),
                            round)
                    .sub(round);
            angle = turns.fma(
                    FloatVector.fromMemorySegment(LANES, ALL, constants + (PmsmRows.TURN + 1) * ROW, ORDER),
                    turns.fma(
                            FloatVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.TURN * ROW, ORDER), angle));
            angle.intoMemorySegment(ALL, at, ORDER);
        }
    }
}
