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
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * A batch of one in single precision. Lanes are its four rotors, the four numbers of its quaternion, or three axes and one that
 * nobody reads; each computes what {@link FloatQuadrotorPasses} compute, operation by operation.
 */
@HotPath
final class LoneFloatQuadrotor implements QuadrotorBatch {
    private static final VectorSpecies<Float> FOUR = FloatVector.SPECIES_128;
    private static final VectorShuffle<Float> YZX = VectorShuffle.fromValues(FOUR, 1, 2, 0, 3);
    private static final VectorShuffle<Float> ZXY = VectorShuffle.fromValues(FOUR, 2, 0, 1, 3);
    private static final VectorShuffle<Float> FIRST = VectorShuffle.fromValues(FOUR, 0, 0, 0, 0);
    private static final VectorShuffle<Float> SECOND = VectorShuffle.fromValues(FOUR, 1, 1, 1, 1);
    private static final VectorShuffle<Float> THIRD = VectorShuffle.fromValues(FOUR, 2, 2, 2, 2);

    // rows of axes out of the imaginary part of a quaternion, and factors of q' = ½ q ⊗ (0, ω)
    private static final VectorShuffle<Float> Q_YZX = VectorShuffle.fromValues(FOUR, 2, 3, 1, 0);
    private static final VectorShuffle<Float> Q_ZXY = VectorShuffle.fromValues(FOUR, 3, 1, 2, 0);
    private static final VectorShuffle<Float> Q_1000 = VectorShuffle.fromValues(FOUR, 1, 0, 0, 0);
    private static final VectorShuffle<Float> Q_2231 = VectorShuffle.fromValues(FOUR, 2, 2, 3, 1);
    private static final VectorShuffle<Float> Q_3312 = VectorShuffle.fromValues(FOUR, 3, 3, 1, 2);
    private static final VectorShuffle<Float> W_XXYZ = VectorShuffle.fromValues(FOUR, 0, 0, 1, 2);
    private static final VectorShuffle<Float> W_YZXY = VectorShuffle.fromValues(FOUR, 1, 2, 0, 1);
    private static final VectorShuffle<Float> W_ZYZX = VectorShuffle.fromValues(FOUR, 2, 1, 2, 0);

    private static final VectorMask<Float> REAL = VectorMask.fromLong(FOUR, 1);

    private final float[] m;

    LoneFloatQuadrotor(QuadrotorParameters parameters) {
        double[] rows = LoneRows.of(parameters);
        m = new float[rows.length];
        for (int i = 0; i < m.length; i++) {
            m[i] = (float) rows[i];
        }
    }

    @Override
    public double get(int environment, int row) {
        return m[LoneRows.place(row) + Objects.checkIndex(environment, 1)];
    }

    @Override
    public void set(int environment, int row, double value) {
        m[LoneRows.place(row) + Objects.checkIndex(environment, 1)] = (float) value;
    }

    @Override
    public void step(double dtS) {
        stage(P, NEXT, P, (float) (dtS / 2), (float) (dtS / 6));
        stage(NEXT, AFTER, SUM, (float) (dtS / 2), (float) (dtS / 3));
        stage(AFTER, NEXT, SUM, (float) dtS, (float) (dtS / 3));
        stage(NEXT, AFTER, SUM, 0, (float) (dtS / 6));
        finish(m);
    }

    private void stage(int from, int next, int sum, float nextS, float weightS) {
        turn(m, from, next, sum, nextS, weightS);
        translate(m, from, next, sum, nextS, weightS);
        spin(m, from, next, sum, nextS, weightS);
    }

    // ω' = J⁻¹ (τ − ω × J ω + M), with thrust c0 + c1 s + c2 s² of each rotor
    private static void turn(float[] m, int from, int next, int sum, float nextS, float weightS) {
        FloatVector s = FloatVector.fromArray(FOUR, m, from + S);
        FloatVector.fromArray(FOUR, m, C2)
                .fma(s, FloatVector.fromArray(FOUR, m, C1))
                .fma(s, FloatVector.fromArray(FOUR, m, C0))
                .intoArray(m, MAGNITUDE);
        FloatVector force = FloatVector.zero(FOUR);
        FloatVector torque = FloatVector.fromArray(FOUR, m, TORQUE);
        for (int i = 0; i < 4; i++) {
            FloatVector magnitude = FloatVector.broadcast(FOUR, m[MAGNITUDE + i]);
            force = magnitude.fma(FloatVector.fromArray(FOUR, m, DIRECTION + 4 * i), force);
            torque = magnitude.fma(FloatVector.fromArray(FOUR, m, LEVER + 4 * i), torque);
        }
        force.intoArray(m, THRUST);
        FloatVector w = FloatVector.fromArray(FOUR, m, from + W);
        FloatVector h = w.rearrange(THIRD)
                .fma(
                        FloatVector.fromArray(FOUR, m, INERTIA + 8),
                        w.rearrange(SECOND)
                                .fma(
                                        FloatVector.fromArray(FOUR, m, INERTIA + 4),
                                        w.rearrange(FIRST).mul(FloatVector.fromArray(FOUR, m, INERTIA))));
        FloatVector t = torque.add(
                w.rearrange(ZXY).mul(h.rearrange(YZX)).sub(w.rearrange(YZX).mul(h.rearrange(ZXY))));
        FloatVector rate = t.rearrange(THIRD)
                .fma(
                        FloatVector.fromArray(FOUR, m, INVERSE + 8),
                        t.rearrange(SECOND)
                                .fma(
                                        FloatVector.fromArray(FOUR, m, INVERSE + 4),
                                        t.rearrange(FIRST).mul(FloatVector.fromArray(FOUR, m, INVERSE))));
        rate.fma(FloatVector.broadcast(FOUR, weightS), FloatVector.fromArray(FOUR, m, sum + W))
                .intoArray(m, SUM + W);
        rate.fma(FloatVector.broadcast(FOUR, nextS), FloatVector.fromArray(FOUR, m, W))
                .intoArray(m, next + W);
    }

    // v' = (a + 2 (q0 (qv × a) + qv × (qv × a)) + F) / m + g, with a the thrust in body axes; p' = v
    private static void translate(float[] m, int from, int next, int sum, float nextS, float weightS) {
        FloatVector q = FloatVector.fromArray(FOUR, m, from + Q);
        FloatVector qYzx = q.rearrange(Q_YZX);
        FloatVector qZxy = q.rearrange(Q_ZXY);
        FloatVector a = FloatVector.fromArray(FOUR, m, THRUST);
        FloatVector c = qYzx.mul(a.rearrange(ZXY)).sub(qZxy.mul(a.rearrange(YZX)));
        FloatVector rate = q.rearrange(FIRST)
                .fma(c, qYzx.mul(c.rearrange(ZXY)).sub(qZxy.mul(c.rearrange(YZX))))
                .fma(FloatVector.broadcast(FOUR, 2f), a)
                .add(FloatVector.fromArray(FOUR, m, FORCE))
                .fma(FloatVector.fromArray(FOUR, m, PER_MASS), FloatVector.fromArray(FOUR, m, GRAVITY));
        FloatVector v = FloatVector.fromArray(FOUR, m, from + V);
        FloatVector weight = FloatVector.broadcast(FOUR, weightS);
        v.fma(weight, FloatVector.fromArray(FOUR, m, sum + P)).intoArray(m, SUM + P);
        rate.fma(weight, FloatVector.fromArray(FOUR, m, sum + V)).intoArray(m, SUM + V);
        rate.fma(FloatVector.broadcast(FOUR, nextS), FloatVector.fromArray(FOUR, m, V))
                .intoArray(m, next + V);
    }

    // q' = ½ q ⊗ (0, ω), the half taken of the step; s' = (set − s) / τ
    private static void spin(float[] m, int from, int next, int sum, float nextS, float weightS) {
        FloatVector step = FloatVector.broadcast(FOUR, nextS);
        FloatVector weight = FloatVector.broadcast(FOUR, weightS);
        FloatVector q = FloatVector.fromArray(FOUR, m, from + Q);
        FloatVector w = FloatVector.fromArray(FOUR, m, from + W);
        FloatVector q3 = q.rearrange(Q_3312);
        FloatVector w3 = w.rearrange(W_ZYZX);
        FloatVector two =
                q.rearrange(Q_2231).fma(w.rearrange(W_YZXY), q.rearrange(Q_1000).mul(w.rearrange(W_XXYZ)));
        FloatVector turn = two.sub(q3.mul(w3)).blend(q3.fma(w3, two).neg(), REAL);
        FloatVector s = FloatVector.fromArray(FOUR, m, from + S);
        FloatVector off = FloatVector.fromArray(FOUR, m, SET_POINT).sub(s);
        FloatVector lag = off.mul(FloatVector.fromArray(FOUR, m, FALLING)
                .blend(FloatVector.fromArray(FOUR, m, RISING), off.compare(GE, FloatVector.zero(FOUR))));
        turn.fma(weight.mul(0.5f), FloatVector.fromArray(FOUR, m, sum + Q)).intoArray(m, SUM + Q);
        turn.fma(step.mul(0.5f), FloatVector.fromArray(FOUR, m, Q)).intoArray(m, next + Q);
        lag.fma(weight, FloatVector.fromArray(FOUR, m, sum + S)).intoArray(m, SUM + S);
        lag.fma(step, FloatVector.fromArray(FOUR, m, S)).intoArray(m, next + S);
    }

    private static void finish(float[] m) {
        FloatVector.fromArray(FOUR, m, SUM + P).intoArray(m, P);
        FloatVector.fromArray(FOUR, m, SUM + V).intoArray(m, V);
        FloatVector.fromArray(FOUR, m, SUM + W).intoArray(m, W);
        FloatVector least = FloatVector.fromArray(FOUR, m, ROTOR_MIN);
        FloatVector most = FloatVector.fromArray(FOUR, m, ROTOR_MAX);
        FloatVector s = FloatVector.fromArray(FOUR, m, SUM + S);
        s = least.blend(s, s.compare(GE, least));
        most.blend(s, s.compare(LE, most)).intoArray(m, S);
        float q0 = m[SUM + Q];
        float q1 = m[SUM + Q + 1];
        float q2 = m[SUM + Q + 2];
        float q3 = m[SUM + Q + 3];
        float square = Math.fma(q3, q3, Math.fma(q2, q2, Math.fma(q1, q1, q0 * q0)));
        FloatVector.fromArray(FOUR, m, SUM + Q)
                .mul(1 / (float) Math.sqrt(square))
                .intoArray(m, Q);
    }
}
