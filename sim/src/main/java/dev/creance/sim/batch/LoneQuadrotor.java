package dev.creance.sim.batch;

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
final class LoneQuadrotor implements QuadrotorBatch {
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

    // rows of the state and of what acts on it, of the states at the next stages in turn, and of what the step has come
    // to so far
    private static final int P = 0;
    private static final int Q = 4;
    private static final int V = 8;
    private static final int W = 12;
    private static final int S = 16;
    private static final int SET_POINT = 20;
    private static final int FORCE = 24;
    private static final int TORQUE = 28;
    private static final int NEXT = 32;
    private static final int AFTER = 52;
    private static final int SUM = 72;

    // thrust of each rotor, and of all
    private static final int MAGNITUDE = 92;
    private static final int THRUST = 96;

    // constants: per rotor, of the vehicle, and thrust and torque of each rotor
    private static final int C0 = 100;
    private static final int C1 = 104;
    private static final int C2 = 108;
    private static final int RISING = 112;
    private static final int FALLING = 116;
    private static final int INERTIA = 120;
    private static final int INVERSE = 132;
    private static final int GRAVITY = 144;
    private static final int DIRECTION = 152;
    private static final int LEVER = 168;
    private static final int SIZE = 184;

    /** Where the numbers of {@link QuadrotorRows} stand. */
    private static final int[] PLACES = {
        P,
        P + 1,
        P + 2,
        Q,
        Q + 1,
        Q + 2,
        Q + 3,
        V,
        V + 1,
        V + 2,
        W,
        W + 1,
        W + 2,
        S,
        S + 1,
        S + 2,
        S + 3,
        SET_POINT,
        SET_POINT + 1,
        SET_POINT + 2,
        SET_POINT + 3,
        FORCE,
        FORCE + 1,
        FORCE + 2,
        TORQUE,
        TORQUE + 1,
        TORQUE + 2
    };

    private final float[] m = new float[SIZE];
    private final float perMass;
    private final float rotorMin;
    private final float rotorMax;

    LoneQuadrotor(QuadrotorParameters parameters) {
        double[] c = QuadrotorRows.constants(parameters);
        for (int i = 0; i < 4; i++) {
            int r = i * QuadrotorRows.PER_ROTOR;
            m[C0 + i] = (float) c[r];
            m[C1 + i] = (float) c[r + 1];
            m[C2 + i] = (float) c[r + 2];
            m[RISING + i] = (float) c[r + QuadrotorRows.RISING];
            m[FALLING + i] = (float) c[r + QuadrotorRows.FALLING];
            for (int axis = 0; axis < 3; axis++) {
                m[DIRECTION + 4 * i + axis] = (float) c[r + QuadrotorRows.DIRECTION + axis];
                m[LEVER + 4 * i + axis] = (float) c[r + QuadrotorRows.LEVER + axis];
            }
        }
        for (int row = 0; row < 3; row++) {
            m[GRAVITY + row] = (float) c[QuadrotorRows.GRAVITY + row];
            for (int column = 0; column < 3; column++) {
                m[INERTIA + 4 * column + row] = (float) c[QuadrotorRows.INERTIA + 3 * row + column];
                m[INVERSE + 4 * column + row] = (float) c[QuadrotorRows.INVERSE + 3 * row + column];
            }
        }
        perMass = (float) c[QuadrotorRows.PER_MASS];
        rotorMin = (float) c[QuadrotorRows.ROTOR_MIN];
        rotorMax = (float) c[QuadrotorRows.ROTOR_MAX];
    }

    @Override
    public double get(int environment, int row) {
        return m[PLACES[row] + Objects.checkIndex(environment, 1)];
    }

    @Override
    public void set(int environment, int row, double value) {
        m[PLACES[row] + Objects.checkIndex(environment, 1)] = (float) value;
    }

    @Override
    public void step(double dtS) {
        stage(P, NEXT, P, (float) (dtS / 2), (float) (dtS / 6));
        stage(NEXT, AFTER, SUM, (float) (dtS / 2), (float) (dtS / 3));
        stage(AFTER, NEXT, SUM, (float) dtS, (float) (dtS / 3));
        stage(NEXT, AFTER, SUM, 0, (float) (dtS / 6));
        finish(m, rotorMin, rotorMax);
    }

    private void stage(int from, int next, int sum, float nextS, float weightS) {
        turn(m, from, next, sum, nextS, weightS);
        translate(m, from, next, sum, perMass, nextS, weightS);
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
    private static void translate(float[] m, int from, int next, int sum, float perMass, float nextS, float weightS) {
        FloatVector q = FloatVector.fromArray(FOUR, m, from + Q);
        FloatVector qYzx = q.rearrange(Q_YZX);
        FloatVector qZxy = q.rearrange(Q_ZXY);
        FloatVector a = FloatVector.fromArray(FOUR, m, THRUST);
        FloatVector c = qYzx.mul(a.rearrange(ZXY)).sub(qZxy.mul(a.rearrange(YZX)));
        FloatVector rate = q.rearrange(FIRST)
                .fma(c, qYzx.mul(c.rearrange(ZXY)).sub(qZxy.mul(c.rearrange(YZX))))
                .fma(FloatVector.broadcast(FOUR, 2f), a)
                .add(FloatVector.fromArray(FOUR, m, FORCE))
                .fma(FloatVector.broadcast(FOUR, perMass), FloatVector.fromArray(FOUR, m, GRAVITY));
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

    private static void finish(float[] m, float rotorMin, float rotorMax) {
        FloatVector.fromArray(FOUR, m, SUM + P).intoArray(m, P);
        FloatVector.fromArray(FOUR, m, SUM + V).intoArray(m, V);
        FloatVector.fromArray(FOUR, m, SUM + W).intoArray(m, W);
        FloatVector least = FloatVector.broadcast(FOUR, rotorMin);
        FloatVector most = FloatVector.broadcast(FOUR, rotorMax);
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
