package dev.creance.sim.batch;

import static dev.creance.sim.batch.LoneRows.AFTER;
import static dev.creance.sim.batch.LoneRows.C0;
import static dev.creance.sim.batch.LoneRows.C1;
import static dev.creance.sim.batch.LoneRows.C2;
import static dev.creance.sim.batch.LoneRows.DIRECTION;
import static dev.creance.sim.batch.LoneRows.FALLING;
import static dev.creance.sim.batch.LoneRows.FORCE;
import static dev.creance.sim.batch.LoneRows.GRAVITY;
import static dev.creance.sim.batch.LoneRows.INERTIA;
import static dev.creance.sim.batch.LoneRows.INVERSE;
import static dev.creance.sim.batch.LoneRows.LEVER;
import static dev.creance.sim.batch.LoneRows.MAGNITUDE;
import static dev.creance.sim.batch.LoneRows.NEXT;
import static dev.creance.sim.batch.LoneRows.P;
import static dev.creance.sim.batch.LoneRows.PER_MASS;
import static dev.creance.sim.batch.LoneRows.Q;
import static dev.creance.sim.batch.LoneRows.RISING;
import static dev.creance.sim.batch.LoneRows.ROTOR_MAX;
import static dev.creance.sim.batch.LoneRows.ROTOR_MIN;
import static dev.creance.sim.batch.LoneRows.S;
import static dev.creance.sim.batch.LoneRows.SET_POINT;
import static dev.creance.sim.batch.LoneRows.SUM;
import static dev.creance.sim.batch.LoneRows.THRUST;
import static dev.creance.sim.batch.LoneRows.TORQUE;
import static dev.creance.sim.batch.LoneRows.V;
import static dev.creance.sim.batch.LoneRows.W;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.LE;

import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.runtime.HotPath;
import java.util.Objects;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** {@link LoneFloatQuadrotor} in double precision, operation by operation. */
@HotPath
final class LoneDoubleQuadrotor implements QuadrotorBatch {
    private static final VectorSpecies<Double> FOUR = DoubleVector.SPECIES_256;
    private static final VectorShuffle<Double> YZX = VectorShuffle.fromValues(FOUR, 1, 2, 0, 3);
    private static final VectorShuffle<Double> ZXY = VectorShuffle.fromValues(FOUR, 2, 0, 1, 3);
    private static final VectorShuffle<Double> FIRST = VectorShuffle.fromValues(FOUR, 0, 0, 0, 0);
    private static final VectorShuffle<Double> SECOND = VectorShuffle.fromValues(FOUR, 1, 1, 1, 1);
    private static final VectorShuffle<Double> THIRD = VectorShuffle.fromValues(FOUR, 2, 2, 2, 2);

    // rows of axes out of the imaginary part of a quaternion, and factors of q' = ½ q ⊗ (0, ω)
    private static final VectorShuffle<Double> Q_YZX = VectorShuffle.fromValues(FOUR, 2, 3, 1, 0);
    private static final VectorShuffle<Double> Q_ZXY = VectorShuffle.fromValues(FOUR, 3, 1, 2, 0);
    private static final VectorShuffle<Double> Q_1000 = VectorShuffle.fromValues(FOUR, 1, 0, 0, 0);
    private static final VectorShuffle<Double> Q_2231 = VectorShuffle.fromValues(FOUR, 2, 2, 3, 1);
    private static final VectorShuffle<Double> Q_3312 = VectorShuffle.fromValues(FOUR, 3, 3, 1, 2);
    private static final VectorShuffle<Double> W_XXYZ = VectorShuffle.fromValues(FOUR, 0, 0, 1, 2);
    private static final VectorShuffle<Double> W_YZXY = VectorShuffle.fromValues(FOUR, 1, 2, 0, 1);
    private static final VectorShuffle<Double> W_ZYZX = VectorShuffle.fromValues(FOUR, 2, 1, 2, 0);

    private static final VectorMask<Double> REAL = VectorMask.fromLong(FOUR, 1);

    private final double[] m;

    LoneDoubleQuadrotor(QuadrotorParameters parameters) {
        double[] rows = LoneRows.of(parameters);
        m = new double[rows.length];
        for (int i = 0; i < m.length; i++) {
            m[i] = rows[i];
        }
    }

    @Override
    public double get(int environment, int row) {
        return m[LoneRows.place(row) + Objects.checkIndex(environment, 1)];
    }

    @Override
    public void set(int environment, int row, double value) {
        m[LoneRows.place(row) + Objects.checkIndex(environment, 1)] = value;
    }

    @Override
    public void step(double dtS) {
        stage(P, NEXT, P, dtS / 2, dtS / 6);
        stage(NEXT, AFTER, SUM, dtS / 2, dtS / 3);
        stage(AFTER, NEXT, SUM, dtS, dtS / 3);
        stage(NEXT, AFTER, SUM, 0, dtS / 6);
        finish(m);
    }

    private void stage(int from, int next, int sum, double nextS, double weightS) {
        turn(m, from, next, sum, nextS, weightS);
        translate(m, from, next, sum, nextS, weightS);
        spin(m, from, next, sum, nextS, weightS);
    }

    // ω' = J⁻¹ (τ − ω × J ω + M), with thrust c0 + c1 s + c2 s² of each rotor
    private static void turn(double[] m, int from, int next, int sum, double nextS, double weightS) {
        DoubleVector s = DoubleVector.fromArray(FOUR, m, from + S);
        DoubleVector.fromArray(FOUR, m, C2)
                .fma(s, DoubleVector.fromArray(FOUR, m, C1))
                .fma(s, DoubleVector.fromArray(FOUR, m, C0))
                .intoArray(m, MAGNITUDE);
        DoubleVector force = DoubleVector.zero(FOUR);
        DoubleVector torque = DoubleVector.fromArray(FOUR, m, TORQUE);
        for (int i = 0; i < 4; i++) {
            DoubleVector magnitude = DoubleVector.broadcast(FOUR, m[MAGNITUDE + i]);
            force = magnitude.fma(DoubleVector.fromArray(FOUR, m, DIRECTION + 4 * i), force);
            torque = magnitude.fma(DoubleVector.fromArray(FOUR, m, LEVER + 4 * i), torque);
        }
        force.intoArray(m, THRUST);
        DoubleVector w = DoubleVector.fromArray(FOUR, m, from + W);
        DoubleVector h = w.rearrange(THIRD)
                .fma(
                        DoubleVector.fromArray(FOUR, m, INERTIA + 8),
                        w.rearrange(SECOND)
                                .fma(
                                        DoubleVector.fromArray(FOUR, m, INERTIA + 4),
                                        w.rearrange(FIRST).mul(DoubleVector.fromArray(FOUR, m, INERTIA))));
        DoubleVector t = torque.add(
                w.rearrange(ZXY).mul(h.rearrange(YZX)).sub(w.rearrange(YZX).mul(h.rearrange(ZXY))));
        DoubleVector rate = t.rearrange(THIRD)
                .fma(
                        DoubleVector.fromArray(FOUR, m, INVERSE + 8),
                        t.rearrange(SECOND)
                                .fma(
                                        DoubleVector.fromArray(FOUR, m, INVERSE + 4),
                                        t.rearrange(FIRST).mul(DoubleVector.fromArray(FOUR, m, INVERSE))));
        rate.fma(DoubleVector.broadcast(FOUR, weightS), DoubleVector.fromArray(FOUR, m, sum + W))
                .intoArray(m, SUM + W);
        rate.fma(DoubleVector.broadcast(FOUR, nextS), DoubleVector.fromArray(FOUR, m, W))
                .intoArray(m, next + W);
    }

    // v' = (a + 2 (q0 (qv × a) + qv × (qv × a)) + F) / m + g, with a the thrust in body axes; p' = v
    private static void translate(double[] m, int from, int next, int sum, double nextS, double weightS) {
        DoubleVector q = DoubleVector.fromArray(FOUR, m, from + Q);
        DoubleVector qYzx = q.rearrange(Q_YZX);
        DoubleVector qZxy = q.rearrange(Q_ZXY);
        DoubleVector a = DoubleVector.fromArray(FOUR, m, THRUST);
        DoubleVector c = qYzx.mul(a.rearrange(ZXY)).sub(qZxy.mul(a.rearrange(YZX)));
        DoubleVector rate = q.rearrange(FIRST)
                .fma(c, qYzx.mul(c.rearrange(ZXY)).sub(qZxy.mul(c.rearrange(YZX))))
                .fma(DoubleVector.broadcast(FOUR, 2.0), a)
                .add(DoubleVector.fromArray(FOUR, m, FORCE))
                .fma(DoubleVector.fromArray(FOUR, m, PER_MASS), DoubleVector.fromArray(FOUR, m, GRAVITY));
        DoubleVector v = DoubleVector.fromArray(FOUR, m, from + V);
        DoubleVector weight = DoubleVector.broadcast(FOUR, weightS);
        v.fma(weight, DoubleVector.fromArray(FOUR, m, sum + P)).intoArray(m, SUM + P);
        rate.fma(weight, DoubleVector.fromArray(FOUR, m, sum + V)).intoArray(m, SUM + V);
        rate.fma(DoubleVector.broadcast(FOUR, nextS), DoubleVector.fromArray(FOUR, m, V))
                .intoArray(m, next + V);
    }

    // q' = ½ q ⊗ (0, ω), the half taken of the step; s' = (set − s) / τ
    private static void spin(double[] m, int from, int next, int sum, double nextS, double weightS) {
        DoubleVector step = DoubleVector.broadcast(FOUR, nextS);
        DoubleVector weight = DoubleVector.broadcast(FOUR, weightS);
        DoubleVector q = DoubleVector.fromArray(FOUR, m, from + Q);
        DoubleVector w = DoubleVector.fromArray(FOUR, m, from + W);
        DoubleVector q3 = q.rearrange(Q_3312);
        DoubleVector w3 = w.rearrange(W_ZYZX);
        DoubleVector two =
                q.rearrange(Q_2231).fma(w.rearrange(W_YZXY), q.rearrange(Q_1000).mul(w.rearrange(W_XXYZ)));
        DoubleVector turn = two.sub(q3.mul(w3)).blend(q3.fma(w3, two).neg(), REAL);
        DoubleVector s = DoubleVector.fromArray(FOUR, m, from + S);
        DoubleVector off = DoubleVector.fromArray(FOUR, m, SET_POINT).sub(s);
        DoubleVector lag = off.mul(DoubleVector.fromArray(FOUR, m, FALLING)
                .blend(DoubleVector.fromArray(FOUR, m, RISING), off.compare(GE, DoubleVector.zero(FOUR))));
        turn.fma(weight.mul(0.5), DoubleVector.fromArray(FOUR, m, sum + Q)).intoArray(m, SUM + Q);
        turn.fma(step.mul(0.5), DoubleVector.fromArray(FOUR, m, Q)).intoArray(m, next + Q);
        lag.fma(weight, DoubleVector.fromArray(FOUR, m, sum + S)).intoArray(m, SUM + S);
        lag.fma(step, DoubleVector.fromArray(FOUR, m, S)).intoArray(m, next + S);
    }

    private static void finish(double[] m) {
        DoubleVector.fromArray(FOUR, m, SUM + P).intoArray(m, P);
        DoubleVector.fromArray(FOUR, m, SUM + V).intoArray(m, V);
        DoubleVector.fromArray(FOUR, m, SUM + W).intoArray(m, W);
        DoubleVector least = DoubleVector.fromArray(FOUR, m, ROTOR_MIN);
        DoubleVector most = DoubleVector.fromArray(FOUR, m, ROTOR_MAX);
        DoubleVector s = DoubleVector.fromArray(FOUR, m, SUM + S);
        s = least.blend(s, s.compare(GE, least));
        most.blend(s, s.compare(LE, most)).intoArray(m, S);
        double q0 = m[SUM + Q];
        double q1 = m[SUM + Q + 1];
        double q2 = m[SUM + Q + 2];
        double q3 = m[SUM + Q + 3];
        double square = Math.fma(q3, q3, Math.fma(q2, q2, Math.fma(q1, q1, q0 * q0)));
        DoubleVector.fromArray(FOUR, m, SUM + Q).mul(1 / Math.sqrt(square)).intoArray(m, Q);
    }
}
