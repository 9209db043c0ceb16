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
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The stages of {@link BatchedPmsm} in double precision; {@link FloatPmsmPasses} are the same in single precision, operation by
 * operation. Each method a pass over all groups.
 *
 * @param constants address of the constants
 * @param work address of what passes hand on, with room for the groups of one call
 */
@HotPath
record DoublePmsmPasses(long constants, long work) implements PmsmPasses {
    private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;
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
        DoubleVector round = DoubleVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.ROUND * ROW, ORDER);
        for (int group = 0; group < groups; group++) {
            long x = state + group * STATE_BYTES;
            long w = work + group * WORK_BYTES;
            DoubleVector angle = DoubleVector.fromMemorySegment(LANES, ALL, (first ? x : w) + ANGLE * ROW, ORDER);
            DoubleVector n = angle.fma(
                            DoubleVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.PER_QUARTER * ROW, ORDER),
                            round)
                    .sub(round);
            DoubleVector r = n.fma(
                    DoubleVector.fromMemorySegment(LANES, ALL, constants + (PmsmRows.QUARTER + 1) * ROW, ORDER),
                    n.fma(
                            DoubleVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.QUARTER * ROW, ORDER),
                            angle));
            DoubleVector z = r.mul(r);
            DoubleVector sine = DoubleVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.SINE * ROW, ORDER);
            DoubleVector cosine = DoubleVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.COSINE * ROW, ORDER);
            for (int term = 1; term < PmsmRows.TERMS; term++) {
                sine = sine.fma(
                        z, DoubleVector.fromMemorySegment(LANES, ALL, constants + (PmsmRows.SINE + term) * ROW, ORDER));
                cosine = cosine.fma(
                        z,
                        DoubleVector.fromMemorySegment(LANES, ALL, constants + (PmsmRows.COSINE + term) * ROW, ORDER));
            }
            sine = sine.mul(z).fma(r, r);
            cosine = cosine.fma(z, DoubleVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.ONE * ROW, ORDER));
            sine.intoMemorySegment(ALL, w + PmsmRows.SINE_OF * ROW, ORDER);
            cosine.intoMemorySegment(ALL, w + PmsmRows.COSINE_OF * ROW, ORDER);
            n.intoMemorySegment(ALL, w + PmsmRows.QUARTERS * ROW, ORDER);
        }
        rotate(constants, state, work, groups);
    }

    private static void rotate(long constants, long state, long work, int groups) {
        DoubleVector round = DoubleVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.ROUND * ROW, ORDER);
        DoubleVector half = DoubleVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.HALF * ROW, ORDER);
        DoubleVector one = DoubleVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.ONE * ROW, ORDER);
        for (int group = 0; group < groups; group++) {
            long x = state + group * STATE_BYTES;
            long w = work + group * WORK_BYTES;
            DoubleVector sine = DoubleVector.fromMemorySegment(LANES, ALL, w + PmsmRows.SINE_OF * ROW, ORDER);
            DoubleVector cosine = DoubleVector.fromMemorySegment(LANES, ALL, w + PmsmRows.COSINE_OF * ROW, ORDER);
            DoubleVector n = DoubleVector.fromMemorySegment(LANES, ALL, w + PmsmRows.QUARTERS * ROW, ORDER);
            // of four quarters one is left, −2 to 2
            DoubleVector turns = n.fma(
                            DoubleVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.QUARTER_OF * ROW, ORDER),
                            round)
                    .sub(round);
            n = turns.fma(DoubleVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.MINUS_FOUR * ROW, ORDER), n);
            VectorMask<Double> odd = n.abs().sub(one).abs().compare(LT, half);
            DoubleVector s = sine.blend(cosine, odd);
            DoubleVector c = cosine.blend(sine, odd);
            s = s.blend(s.neg(), n.sub(half).abs().compare(GT, one));
            c = c.blend(c.neg(), n.add(half).abs().compare(GT, one));
            DoubleVector alpha = DoubleVector.fromMemorySegment(LANES, ALL, x + PmsmRows.ALPHA * ROW, ORDER);
            DoubleVector beta = DoubleVector.fromMemorySegment(LANES, ALL, x + (PmsmRows.ALPHA + 1) * ROW, ORDER);
            alpha.mul(c).add(beta.mul(s)).intoMemorySegment(ALL, x + PmsmRows.HELD * ROW, ORDER);
            beta.mul(c).sub(alpha.mul(s)).intoMemorySegment(ALL, x + (PmsmRows.HELD + 1) * ROW, ORDER);
        }
    }

    // ω' = (3/2 p (ψ + (l_d − l_q) i_d) i_q − load) / J, ε' = p ω
    private static void turn(
            long constants, long state, long work, int groups, long times, boolean first, boolean last) {
        DoubleVector next = DoubleVector.fromMemorySegment(LANES, ALL, times, ORDER);
        DoubleVector weight = DoubleVector.fromMemorySegment(LANES, ALL, times + ROW, ORDER);
        DoubleVector most = DoubleVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.COULOMB * ROW, ORDER);
        DoubleVector least =
                DoubleVector.fromMemorySegment(LANES, ALL, constants + (PmsmRows.COULOMB + 1) * ROW, ORDER);
        for (int group = 0; group < groups; group++) {
            long x = state + group * STATE_BYTES;
            long w = work + group * WORK_BYTES;
            long y = first ? x : w;
            long sum = first ? x : w + SUM;
            long out = last ? x : w + SUM;
            DoubleVector omega = DoubleVector.fromMemorySegment(LANES, ALL, y + OMEGA * ROW, ORDER);
            DoubleVector torque = DoubleVector.fromMemorySegment(LANES, ALL, y + DIRECT * ROW, ORDER)
                    .fma(
                            DoubleVector.fromMemorySegment(LANES, ALL, constants + (PmsmRows.TORQUE + 1) * ROW, ORDER),
                            DoubleVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.TORQUE * ROW, ORDER))
                    .mul(DoubleVector.fromMemorySegment(LANES, ALL, y + QUADRATURE * ROW, ORDER));
            DoubleVector coulomb =
                    omega.mul(DoubleVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.STEEP * ROW, ORDER));
            coulomb = coulomb.blend(most, coulomb.compare(GT, most));
            coulomb = coulomb.blend(least, coulomb.compare(LT, least));
            DoubleVector viscous = omega.abs()
                    .fma(
                            DoubleVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.QUADRATIC * ROW, ORDER),
                            DoubleVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.VISCOUS * ROW, ORDER));
            DoubleVector rate = torque.sub(viscous.fma(omega, coulomb))
                    .mul(DoubleVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.PER_INERTIA * ROW, ORDER));
            rate.fma(next, DoubleVector.fromMemorySegment(LANES, ALL, x + OMEGA * ROW, ORDER))
                    .intoMemorySegment(ALL, w + OMEGA * ROW, ORDER);
            DoubleVector electrical =
                    omega.mul(DoubleVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.POLE_PAIRS * ROW, ORDER));
            electrical.intoMemorySegment(ALL, w + PmsmRows.ELECTRICAL * ROW, ORDER);
            electrical
                    .fma(next, DoubleVector.fromMemorySegment(LANES, ALL, x + ANGLE * ROW, ORDER))
                    .intoMemorySegment(ALL, w + ANGLE * ROW, ORDER);
            rate.fma(weight, DoubleVector.fromMemorySegment(LANES, ALL, sum + OMEGA * ROW, ORDER))
                    .intoMemorySegment(ALL, out + OMEGA * ROW, ORDER);
            electrical
                    .fma(weight, DoubleVector.fromMemorySegment(LANES, ALL, sum + ANGLE * ROW, ORDER))
                    .intoMemorySegment(ALL, out + ANGLE * ROW, ORDER);
        }
    }

    // i_d' = (u_d − r i_d + p ω l_q i_q) / l_d, i_q' = (u_q − r i_q − p ω (l_d i_d + ψ)) / l_q
    private static void flow(
            long constants, long state, long work, int groups, long times, boolean first, boolean last) {
        DoubleVector next = DoubleVector.fromMemorySegment(LANES, ALL, times, ORDER);
        DoubleVector weight = DoubleVector.fromMemorySegment(LANES, ALL, times + ROW, ORDER);
        DoubleVector drop =
                DoubleVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.MINUS_RESISTANCE * ROW, ORDER);
        for (int group = 0; group < groups; group++) {
            long x = state + group * STATE_BYTES;
            long w = work + group * WORK_BYTES;
            long y = first ? x : w;
            long sum = first ? x : w + SUM;
            long out = last ? x : w + SUM;
            DoubleVector electrical = DoubleVector.fromMemorySegment(LANES, ALL, w + PmsmRows.ELECTRICAL * ROW, ORDER);
            DoubleVector d = DoubleVector.fromMemorySegment(LANES, ALL, y + DIRECT * ROW, ORDER);
            DoubleVector q = DoubleVector.fromMemorySegment(LANES, ALL, y + QUADRATURE * ROW, ORDER);
            DoubleVector linked = q.mul(
                    DoubleVector.fromMemorySegment(LANES, ALL, constants + (PmsmRows.INDUCTANCE + 1) * ROW, ORDER));
            DoubleVector own = d.fma(
                    DoubleVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.INDUCTANCE * ROW, ORDER),
                    DoubleVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.FLUX * ROW, ORDER));
            DoubleVector dRate = electrical
                    .fma(
                            linked,
                            d.fma(drop, DoubleVector.fromMemorySegment(LANES, ALL, x + PmsmRows.HELD * ROW, ORDER)))
                    .mul(DoubleVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.PER_INDUCTANCE * ROW, ORDER));
            DoubleVector qRate = q.fma(
                            drop, DoubleVector.fromMemorySegment(LANES, ALL, x + (PmsmRows.HELD + 1) * ROW, ORDER))
                    .sub(electrical.mul(own))
                    .mul(DoubleVector.fromMemorySegment(
                            LANES, ALL, constants + (PmsmRows.PER_INDUCTANCE + 1) * ROW, ORDER));
            DoubleVector dSum =
                    dRate.fma(weight, DoubleVector.fromMemorySegment(LANES, ALL, sum + DIRECT * ROW, ORDER));
            DoubleVector qSum =
                    qRate.fma(weight, DoubleVector.fromMemorySegment(LANES, ALL, sum + QUADRATURE * ROW, ORDER));
            dRate.fma(next, DoubleVector.fromMemorySegment(LANES, ALL, x + DIRECT * ROW, ORDER))
                    .intoMemorySegment(ALL, w + DIRECT * ROW, ORDER);
            qRate.fma(next, DoubleVector.fromMemorySegment(LANES, ALL, x + QUADRATURE * ROW, ORDER))
                    .intoMemorySegment(ALL, w + QUADRATURE * ROW, ORDER);
            dSum.intoMemorySegment(ALL, out + DIRECT * ROW, ORDER);
            qSum.intoMemorySegment(ALL, out + QUADRATURE * ROW, ORDER);
        }
    }

    private static void wrap(long constants, long state, int groups) {
        DoubleVector round = DoubleVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.ROUND * ROW, ORDER);
        for (int group = 0; group < groups; group++) {
            long at = state + group * STATE_BYTES + ANGLE * ROW;
            DoubleVector angle = DoubleVector.fromMemorySegment(LANES, ALL, at, ORDER);
            DoubleVector turns = angle.fma(
                            DoubleVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.PER_TURN * ROW, ORDER),
                            round)
                    .sub(round);
            angle = turns.fma(
                    DoubleVector.fromMemorySegment(LANES, ALL, constants + (PmsmRows.TURN + 1) * ROW, ORDER),
                    turns.fma(
                            DoubleVector.fromMemorySegment(LANES, ALL, constants + PmsmRows.TURN * ROW, ORDER), angle));
            angle.intoMemorySegment(ALL, at, ORDER);
        }
    }
}
