package dev.creance.dynamics.quadrotor;

import static dev.creance.dynamics.quadrotor.QuadrotorState.BODY_RATE;
import static dev.creance.dynamics.quadrotor.QuadrotorState.ORIENTATION;
import static dev.creance.dynamics.quadrotor.QuadrotorState.POSITION;
import static dev.creance.dynamics.quadrotor.QuadrotorState.ROTOR;
import static dev.creance.dynamics.quadrotor.QuadrotorState.VELOCITY;
import static dev.creance.dynamics.quadrotor.VectorRows.C0;
import static dev.creance.dynamics.quadrotor.VectorRows.C1;
import static dev.creance.dynamics.quadrotor.VectorRows.C2;
import static dev.creance.dynamics.quadrotor.VectorRows.DIRECTION;
import static dev.creance.dynamics.quadrotor.VectorRows.DIRECTION_YZX;
import static dev.creance.dynamics.quadrotor.VectorRows.DIRECTION_ZXY;
import static dev.creance.dynamics.quadrotor.VectorRows.EACH_ROTOR;
import static dev.creance.dynamics.quadrotor.VectorRows.FALLING;
import static dev.creance.dynamics.quadrotor.VectorRows.GRAVITY;
import static dev.creance.dynamics.quadrotor.VectorRows.INERTIA;
import static dev.creance.dynamics.quadrotor.VectorRows.INVERSE;
import static dev.creance.dynamics.quadrotor.VectorRows.MAGNITUDE;
import static dev.creance.dynamics.quadrotor.VectorRows.MASS;
import static dev.creance.dynamics.quadrotor.VectorRows.MOMENT;
import static dev.creance.dynamics.quadrotor.VectorRows.NEXT;
import static dev.creance.dynamics.quadrotor.VectorRows.P;
import static dev.creance.dynamics.quadrotor.VectorRows.PER_ROTOR;
import static dev.creance.dynamics.quadrotor.VectorRows.POSITION_YZX;
import static dev.creance.dynamics.quadrotor.VectorRows.POSITION_ZXY;
import static dev.creance.dynamics.quadrotor.VectorRows.Q;
import static dev.creance.dynamics.quadrotor.VectorRows.RISING;
import static dev.creance.dynamics.quadrotor.VectorRows.ROTOR_MAX;
import static dev.creance.dynamics.quadrotor.VectorRows.ROTOR_MIN;
import static dev.creance.dynamics.quadrotor.VectorRows.ROTOR_RANGE;
import static dev.creance.dynamics.quadrotor.VectorRows.S;
import static dev.creance.dynamics.quadrotor.VectorRows.SIGN;
import static dev.creance.dynamics.quadrotor.VectorRows.SQUARES;
import static dev.creance.dynamics.quadrotor.VectorRows.SUM;
import static dev.creance.dynamics.quadrotor.VectorRows.TORQUE_CONSTANT;
import static dev.creance.dynamics.quadrotor.VectorRows.TORQUE_DIRECTION;
import static dev.creance.dynamics.quadrotor.VectorRows.V;
import static dev.creance.dynamics.quadrotor.VectorRows.W;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.LE;

import dev.creance.runtime.HotPath;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link ScalarStep} for vehicles with four rotors, on vectors whose lanes are the four rotors, the four numbers of a quaternion,
 * or three axes and one that nobody reads. Each lane computes what the scalar step computes, operation by operation in its order,
 * so the bits are the same.
 *
 * <p>Between stages the state stands in one array, a row of four numbers for each vector: what is written as a vector and read
 * in other pieces waits for the first cache. Sums over rotors go axis by axis for the same reason.
 */
@HotPath
final class VectorStep implements QuadrotorStep {
    static final int ROTORS = 4;

    private static final VectorSpecies<Double> FOUR = DoubleVector.SPECIES_256;
    private static final VectorShuffle<Double> YZX = VectorShuffle.fromValues(FOUR, 1, 2, 0, 3);
    private static final VectorShuffle<Double> ZXY = VectorShuffle.fromValues(FOUR, 2, 0, 1, 3);
    private static final VectorShuffle<Double> FIRST = VectorShuffle.fromValues(FOUR, 0, 0, 0, 0);
    private static final VectorShuffle<Double> SECOND = VectorShuffle.fromValues(FOUR, 1, 1, 1, 1);
    private static final VectorShuffle<Double> THIRD = VectorShuffle.fromValues(FOUR, 2, 2, 2, 2);

    private static final VectorMask<Double> IN_SECOND = VectorMask.fromLong(FOUR, 2);
    private static final VectorMask<Double> IN_THIRD = VectorMask.fromLong(FOUR, 4);

    // rows of axes out of the imaginary part of a quaternion, and factors of q' = ½ q ⊗ (0, ω)
    private static final VectorShuffle<Double> Q_YZX = VectorShuffle.fromValues(FOUR, 2, 3, 1, 0);
    private static final VectorShuffle<Double> Q_ZXY = VectorShuffle.fromValues(FOUR, 3, 1, 2, 0);
    private static final VectorShuffle<Double> Q_1000 = VectorShuffle.fromValues(FOUR, 1, 0, 0, 0);
    private static final VectorShuffle<Double> Q_2231 = VectorShuffle.fromValues(FOUR, 2, 2, 3, 1);
    private static final VectorShuffle<Double> Q_3312 = VectorShuffle.fromValues(FOUR, 3, 3, 1, 2);
    private static final VectorShuffle<Double> W_XXYZ = VectorShuffle.fromValues(FOUR, 0, 0, 1, 2);
    private static final VectorShuffle<Double> W_YZXY = VectorShuffle.fromValues(FOUR, 1, 2, 0, 1);
    private static final VectorShuffle<Double> W_ZYZX = VectorShuffle.fromValues(FOUR, 2, 1, 2, 0);

    private final QuadrotorEquations equations;
    private final double[] m;
    private final double[] stage = new double[ROTOR + ROTORS];
    private final double[] forceN = new double[3];
    private final double[] torqueNm = new double[3];

    VectorStep(QuadrotorEquations equations) {
        this.equations = equations;
        m = VectorRows.of(equations);
    }

    /** Whether this machine has such vectors. */
    static boolean supported() {
        return DoubleVector.SPECIES_PREFERRED.length() >= FOUR.length();
    }

    @Override
    public void rescaled() {
        VectorRows.rescale(equations, m);
    }

    @Override
    public void setPoints(double[] throttle, double[] out) {
        DoubleVector zero = DoubleVector.zero(FOUR);
        DoubleVector one = DoubleVector.broadcast(FOUR, 1.0);
        DoubleVector u = DoubleVector.fromArray(FOUR, throttle, 0);
        DoubleVector clamped = zero.blend(one.blend(u, u.compare(LE, one)), u.compare(GE, zero));
        DoubleVector.fromArray(FOUR, m, ROTOR_MIN)
                .add(clamped.mul(DoubleVector.fromArray(FOUR, m, ROTOR_RANGE)))
                .intoArray(out, 0);
    }

    @Override
    public void advance(double[] x, double[] setPoint, QuadrotorLoads loads, double dtS) {
        boolean constant = loads instanceof ConstantLoads;
        begin(m, x);
        loads.evaluate(x, forceN, torqueNm);
        stage(m, P, setPoint, forceN, torqueNm, dtS / 2, 1, stage);
        if (!constant) {
            loads.evaluate(stage, forceN, torqueNm);
        }
        stage(m, NEXT, setPoint, forceN, torqueNm, dtS / 2, 2, stage);
        if (!constant) {
            loads.evaluate(stage, forceN, torqueNm);
        }
        stage(m, NEXT, setPoint, forceN, torqueNm, dtS, 2, stage);
        if (!constant) {
            loads.evaluate(stage, forceN, torqueNm);
        }
        stage(m, NEXT, setPoint, forceN, torqueNm, 0, 1, stage);
        finish(m, x, dtS / 6);
    }

    /** The fourth number of a row of axes is the first of the next row; that of the rates is read number by number, as it was written. */
    private static void begin(double[] m, double[] x) {
        DoubleVector.fromArray(FOUR, x, POSITION).intoArray(m, P);
        DoubleVector.fromArray(FOUR, x, ORIENTATION).intoArray(m, Q);
        DoubleVector.fromArray(FOUR, x, VELOCITY).intoArray(m, V);
        DoubleVector.broadcast(FOUR, x[BODY_RATE])
                .blend(x[BODY_RATE + 1], IN_SECOND)
                .blend(x[BODY_RATE + 2], IN_THIRD)
                .intoArray(m, W);
        DoubleVector.fromArray(FOUR, x, ROTOR).intoArray(m, S);
    }

    /**
     * One method, for what goes from one to the next through memory is slow; by methods that return vectors C2 would box them.
     *
     * @param from rows of the state that the rates are of
     * @param nextS how far the next stage lies
     * @param out the state there, as {@link QuadrotorState} has it
     */
    private static void stage(
            double[] m,
            int from,
            double[] setPoint,
            double[] forceN,
            double[] torqueNm,
            double nextS,
            double weight,
            double[] out) {
        // T = Σ thrust_i d_i, τ = Σ ( k_i thrust_i e_i + r_i × thrust_i d_i )
        DoubleVector s = DoubleVector.fromArray(FOUR, m, from + S);
        DoubleVector magnitude = DoubleVector.fromArray(FOUR, m, C0)
                .add(DoubleVector.fromArray(FOUR, m, C1).mul(s))
                .add(DoubleVector.fromArray(FOUR, m, C2).mul(s).mul(s));
        magnitude.intoArray(m, MAGNITUDE);
        magnitude.mul(DoubleVector.fromArray(FOUR, m, TORQUE_CONSTANT)).intoArray(m, MOMENT);
        DoubleVector force = DoubleVector.zero(FOUR);
        DoubleVector torque = DoubleVector.zero(FOUR);
        for (int i = 0; i < ROTORS; i++) {
            int r = EACH_ROTOR + i * PER_ROTOR;
            DoubleVector each = DoubleVector.broadcast(FOUR, m[MAGNITUDE + i]);
            DoubleVector moment = DoubleVector.broadcast(FOUR, m[MOMENT + i]);
            DoubleVector lever = DoubleVector.fromArray(FOUR, m, r + POSITION_YZX)
                    .mul(DoubleVector.fromArray(FOUR, m, r + DIRECTION_ZXY).mul(each))
                    .sub(DoubleVector.fromArray(FOUR, m, r + POSITION_ZXY)
                            .mul(DoubleVector.fromArray(FOUR, m, r + DIRECTION_YZX)
                                    .mul(each)));
            force = force.add(DoubleVector.fromArray(FOUR, m, r + DIRECTION).mul(each));
            torque = torque.add(DoubleVector.fromArray(FOUR, m, r + TORQUE_DIRECTION)
                    .mul(moment)
                    .add(lever));
        }
        // s' = (set − s) / τ
        DoubleVector set = DoubleVector.fromArray(FOUR, setPoint, 0);
        DoubleVector lag = set.sub(s)
                .div(DoubleVector.fromArray(FOUR, m, FALLING)
                        .blend(DoubleVector.fromArray(FOUR, m, RISING), set.compare(GE, s)));
        DoubleVector sNext = DoubleVector.fromArray(FOUR, m, S).add(lag.mul(nextS));
        // ω' = J⁻¹ (τ − ω × J ω + M)
        DoubleVector w = DoubleVector.fromArray(FOUR, m, from + W);
        DoubleVector h = DoubleVector.fromArray(FOUR, m, INERTIA)
                .mul(w.rearrange(FIRST))
                .add(DoubleVector.fromArray(FOUR, m, INERTIA + 4).mul(w.rearrange(SECOND)))
                .add(DoubleVector.fromArray(FOUR, m, INERTIA + 8).mul(w.rearrange(THIRD)));
        DoubleVector torqueLoad = DoubleVector.broadcast(FOUR, torqueNm[0])
                .blend(torqueNm[1], IN_SECOND)
                .blend(torqueNm[2], IN_THIRD);
        DoubleVector t = torque.sub(w.rearrange(YZX)
                        .mul(h.rearrange(ZXY))
                        .sub(w.rearrange(ZXY).mul(h.rearrange(YZX))))
                .add(torqueLoad);
        DoubleVector turn = DoubleVector.fromArray(FOUR, m, INVERSE)
                .mul(t.rearrange(FIRST))
                .add(DoubleVector.fromArray(FOUR, m, INVERSE + 4).mul(t.rearrange(SECOND)))
                .add(DoubleVector.fromArray(FOUR, m, INVERSE + 8).mul(t.rearrange(THIRD)));
        DoubleVector wNext = DoubleVector.fromArray(FOUR, m, W).add(turn.mul(nextS));
        // v' = (a + 2 (q0 (qv × a) + qv × (qv × a))) / m + g + F / m, with a the thrust
        DoubleVector q = DoubleVector.fromArray(FOUR, m, from + Q);
        DoubleVector qYzx = q.rearrange(Q_YZX);
        DoubleVector qZxy = q.rearrange(Q_ZXY);
        DoubleVector c = qYzx.mul(force.rearrange(ZXY)).sub(qZxy.mul(force.rearrange(YZX)));
        DoubleVector inner =
                q.rearrange(FIRST).mul(c).add(qYzx.mul(c.rearrange(ZXY)).sub(qZxy.mul(c.rearrange(YZX))));
        DoubleVector load = DoubleVector.broadcast(FOUR, forceN[0])
                .blend(forceN[1], IN_SECOND)
                .blend(forceN[2], IN_THIRD);
        DoubleVector mass = DoubleVector.fromArray(FOUR, m, MASS);
        DoubleVector accel = force.add(inner.add(inner))
                .div(mass)
                .add(DoubleVector.fromArray(FOUR, m, GRAVITY))
                .add(load.div(mass));
        DoubleVector v = DoubleVector.fromArray(FOUR, m, from + V);
        DoubleVector pNext = DoubleVector.fromArray(FOUR, m, P).add(v.mul(nextS));
        DoubleVector vNext = DoubleVector.fromArray(FOUR, m, V).add(accel.mul(nextS));
        // q' = ½ q ⊗ (0, ω)
        DoubleVector sign = DoubleVector.fromArray(FOUR, m, SIGN);
        DoubleVector spin = q.rearrange(Q_1000)
                .mul(sign)
                .mul(w.rearrange(W_XXYZ))
                .add(q.rearrange(Q_2231).mul(sign).mul(w.rearrange(W_YZXY)))
                .sub(q.rearrange(Q_3312).mul(w.rearrange(W_ZYZX)))
                .mul(0.5);
        DoubleVector qNext = DoubleVector.fromArray(FOUR, m, Q).add(spin.mul(nextS));
        if (from == 0) {
            v.intoArray(m, SUM + P);
            spin.intoArray(m, SUM + Q);
            accel.intoArray(m, SUM + V);
            turn.intoArray(m, SUM + W);
            lag.intoArray(m, SUM + S);
        } else {
            DoubleVector.fromArray(FOUR, m, SUM + P).add(v.mul(weight)).intoArray(m, SUM + P);
            DoubleVector.fromArray(FOUR, m, SUM + Q).add(spin.mul(weight)).intoArray(m, SUM + Q);
            DoubleVector.fromArray(FOUR, m, SUM + V).add(accel.mul(weight)).intoArray(m, SUM + V);
            DoubleVector.fromArray(FOUR, m, SUM + W).add(turn.mul(weight)).intoArray(m, SUM + W);
            DoubleVector.fromArray(FOUR, m, SUM + S).add(lag.mul(weight)).intoArray(m, SUM + S);
        }
        qNext.intoArray(m, NEXT + Q);
        vNext.intoArray(m, NEXT + V);
        wNext.intoArray(m, NEXT + W);
        sNext.intoArray(m, NEXT + S);
        pNext.intoArray(out, POSITION);
        qNext.intoArray(out, ORIENTATION);
        vNext.intoArray(out, VELOCITY);
        wNext.intoArray(out, BODY_RATE);
        sNext.intoArray(out, ROTOR);
    }

    /** In the order of the rows, see {@link #begin}. */
    private static void finish(double[] m, double[] x, double sixthS) {
        DoubleVector q = DoubleVector.fromArray(FOUR, m, Q)
                .add(DoubleVector.fromArray(FOUR, m, SUM + Q).mul(sixthS));
        q.mul(q).intoArray(m, SQUARES);
        double length = Math.sqrt(m[SQUARES] + m[SQUARES + 1] + m[SQUARES + 2] + m[SQUARES + 3]);
        DoubleVector s = DoubleVector.fromArray(FOUR, m, S)
                .add(DoubleVector.fromArray(FOUR, m, SUM + S).mul(sixthS));
        DoubleVector least = DoubleVector.fromArray(FOUR, m, ROTOR_MIN);
        DoubleVector most = DoubleVector.fromArray(FOUR, m, ROTOR_MAX);
        DoubleVector.fromArray(FOUR, m, P)
                .add(DoubleVector.fromArray(FOUR, m, SUM + P).mul(sixthS))
                .intoArray(x, POSITION);
        q.div(length).intoArray(x, ORIENTATION);
        DoubleVector.fromArray(FOUR, m, V)
                .add(DoubleVector.fromArray(FOUR, m, SUM + V).mul(sixthS))
                .intoArray(x, VELOCITY);
        DoubleVector.fromArray(FOUR, m, W)
                .add(DoubleVector.fromArray(FOUR, m, SUM + W).mul(sixthS))
                .intoArray(x, BODY_RATE);
        DoubleVector raised = least.blend(s, s.compare(GE, least));
        most.blend(raised, raised.compare(LE, most)).intoArray(x, ROTOR);
    }
}
