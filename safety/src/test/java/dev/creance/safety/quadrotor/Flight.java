package dev.creance.safety.quadrotor;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.dynamics.quadrotor.QuadrotorDynamics;
import dev.creance.dynamics.quadrotor.QuadrotorState;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.Directive;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.Shield;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import dev.creance.safety.ClosedLoop;
import dev.creance.safety.ShieldTiming;
import java.util.SplittableRandom;

/** A shield in closed loop with the plant's equations, tick by tick: what is measured travels as 32-bit floats, as on the wire. */
final class Flight implements ClosedLoop {
    static final double TICK_S = 1e-3;
    private static final long TICK_NS = 1_000_000;
    private static final int X = QuadrotorState.POSITION;
    private static final int V = QuadrotorState.VELOCITY;

    /** Proposes a command in every tick. */
    interface Pilot {
        void propose(Flight flight, double[] proposalOut);
    }

    /** Changes what the shield is told in a tick, after it has been filled in honestly. */
    interface Meddler {
        void meddle(Flight flight, TickInputs in);
    }

    final Shield shield;
    final TickInputs in = new TickInputs(QuadrotorChannels.sensors(), 4);
    final TickOutputs out;
    final QuadrotorState truth = new QuadrotorState(4);
    final double[] windN = new double[3];

    /** Whether the plane z = 0 is there. */
    boolean ground = true;

    /** The device's own state, which obeys directives one tick later. */
    DeviceState device = DeviceState.DISARMED;

    boolean linkUp = true;
    Pilot pilot = (flight, proposal) -> {};
    Meddler meddler = (flight, in) -> {};
    double hardestTouchMPerS;

    /** Where the noise of sensors comes from; null for none. */
    SplittableRandom noise;

    /** How long measurements take to arrive, and commands to act, in ticks each. */
    int delayTicks;

    private final double[][] measured = new double[32][];
    private final double[][] sent = new double[32][];
    private final QuadrotorDynamics dynamics = new QuadrotorDynamics(ShieldFixtures.CRAZYFLIE);
    private final double[] applied = new double[4];
    private final double[] setPoint = new double[4];
    private final double[] rate = new double[truth.values.length];
    private final double massKg = ShieldFixtures.CRAZYFLIE.massKg();
    private long tick = -1;
    private long sampleOffsetNs;

    Flight(Shield shield) {
        this.shield = shield;
        out = new TickOutputs(
                0, QuadrotorChannels.reference(), 4, shield.margins().size());
    }

    static Flight of(QuadrotorShieldSettings settings, ShieldTiming timing) {
        return new Flight(ShieldFixtures.shield(settings, timing));
    }

    @Override
    public Shield shield() {
        return shield;
    }

    @Override
    public TickInputs in() {
        return in;
    }

    @Override
    public TickOutputs out() {
        return out;
    }

    @Override
    public long tick() {
        return tick;
    }

    @Override
    public double tickS() {
        return TICK_S;
    }

    double timeS() {
        return tick * TICK_S;
    }

    /** Puts the vehicle somewhere else, as if sensors had been away for a second. */
    void teleport(QuadrotorState to) {
        truth.copyFrom(to);
        java.util.Arrays.fill(measured, null);
        for (int i = 0; i < sent.length; i++) {
            sent[i] = java.util.Arrays.copyOfRange(to.values, QuadrotorState.ROTOR, QuadrotorState.ROTOR + 4);
        }
        sampleOffsetNs += 1_000_000_000;
    }

    /** Arms on the ground, then puts the vehicle, flying, where it shall start. */
    void startInFlight(QuadrotorState at) {
        until(FailsafeState.ACTIVE, 1);
        ground = false;
        teleport(at);
    }

    static QuadrotorState hovering(double x, double y, double z) {
        QuadrotorState state = new QuadrotorState(4);
        state.values[X] = x;
        state.values[X + 1] = y;
        state.values[X + 2] = z;
        double hover = ShieldFixtures.CRAZYFLIE.hoverThrottle();
        for (int i = 0; i < 4; i++) {
            state.values[QuadrotorState.ROTOR + i] = hover;
        }
        return state;
    }

    @Override
    public void advanceInputs() {
        tick++;
        in.tick = tick;
        in.scheduledNs = tick * TICK_NS;
        in.nowNs = tick * TICK_NS;
        tellDevice();
        measure();
        in.actionFresh = true;
        in.actionTick = tick;
        in.actionStatus = PolicyStatus.OK;
        pilot.propose(this, out.proposal);
        meddler.meddle(this, in);
    }

    @Override
    public void advancePlant() {
        obey();
        fly();
    }

    private void tellDevice() {
        if (linkUp) {
            in.device.ready = true;
            in.device.state = device;
            in.device.lastReceiptNs = in.nowNs;
        }
    }

    private void measure() {
        in.sensorFresh = linkUp;
        if (!linkUp) {
            return;
        }
        double[] v = in.sensors.values;
        double[] x = truth.values;
        dynamics.derivative(x, setPoint, this::loads, rate);
        copy(x, X, v, QuadrotorChannels.POSITION, 3);
        copy(x, QuadrotorState.ORIENTATION, v, QuadrotorChannels.ORIENTATION, 4);
        copy(x, V, v, QuadrotorChannels.VELOCITY, 3);
        copy(x, QuadrotorState.BODY_RATE, v, QuadrotorChannels.GYRO, 3);
        copy(x, QuadrotorState.ROTOR, v, QuadrotorChannels.ROTOR, 4);
        feel(v);
        v[QuadrotorChannels.BATTERY] = 3.7;
        if (noise != null) {
            blur(v);
        }
        delayed(v);
        for (int i = 0; i < v.length; i++) {
            v[i] = (float) v[i];
        }
        in.sensors.validBits = in.sensors.allValid();
        in.sensors.sequence = tick;
        in.sensors.sampleNs = in.nowNs + sampleOffsetNs - delayTicks * TICK_NS;
        in.device.clockOffsetNs = -sampleOffsetNs;
        in.device.roundTripNs = 2 * delayTicks * TICK_NS;
        in.sensors.receiptNs = in.nowNs;
    }

    /** As a Crazyflie under motion capture: standard deviations per sample. */
    private void blur(double[] v) {
        for (int i = 0; i < 3; i++) {
            v[QuadrotorChannels.POSITION + i] += 0.001 * noise.nextGaussian();
            v[QuadrotorChannels.ORIENTATION + 1 + i] += 0.001 * noise.nextGaussian();
            v[QuadrotorChannels.VELOCITY + i] += 0.01 * noise.nextGaussian();
            v[QuadrotorChannels.GYRO + i] += 0.0033 * noise.nextGaussian();
            v[QuadrotorChannels.ACCEL + i] += 0.028 * noise.nextGaussian();
        }
    }

    /** Replaces a measurement by the one of some ticks before. */
    private void delayed(double[] v) {
        int slots = 1 + delayTicks;
        int now = (int) (tick % slots);
        measured[now] = v.clone();
        double[] old = measured[(int) ((tick + 1) % slots)];
        System.arraycopy(old == null ? v : old, 0, v, 0, v.length);
    }

    private static void copy(double[] from, int offset, double[] to, int at, int count) {
        System.arraycopy(from, offset, to, at, count);
    }

    /** Specific force: acceleration without gravity, in body axes. */
    private void feel(double[] v) {
        double[] x = truth.values;
        double qw = x[3];
        double qx = x[4];
        double qy = x[5];
        double qz = x[6];
        double ax = rate[V];
        double ay = rate[V + 1];
        double az = rate[V + 2] + 9.81;
        v[QuadrotorChannels.ACCEL] =
                (1 - 2 * (qy * qy + qz * qz)) * ax + 2 * (qx * qy + qw * qz) * ay + 2 * (qx * qz - qw * qy) * az;
        v[QuadrotorChannels.ACCEL + 1] =
                2 * (qx * qy - qw * qz) * ax + (1 - 2 * (qx * qx + qz * qz)) * ay + 2 * (qy * qz + qw * qx) * az;
        v[QuadrotorChannels.ACCEL + 2] =
                2 * (qx * qz + qw * qy) * ax + 2 * (qy * qz - qw * qx) * ay + (1 - 2 * (qx * qx + qy * qy)) * az;
    }

    private void obey() {
        if (!linkUp) {
            return;
        }
        Directive directive = decision().directive;
        switch (directive) {
            case NONE -> {}
            case ARM -> device = DeviceState.ARMED;
            case DISARM -> device = DeviceState.DISARMED;
            case LAND -> device = DeviceState.DESCENDING;
            case STOP -> device = DeviceState.STOPPED;
        }
    }

    private void fly() {
        boolean acts = linkUp && device == DeviceState.ARMED;
        int slots = 1 + delayTicks;
        sent[(int) (tick % slots)] = decision().command.clone();
        double[] arrived = sent[(int) ((tick + 1) % slots)];
        for (int i = 0; i < 4; i++) {
            applied[i] = acts && arrived != null ? arrived[i] : device == DeviceState.ARMED ? applied[i] : 0;
        }
        boolean wasClear = truth.values[X + 2] > 0;
        double sinking = -truth.values[V + 2];
        dynamics.step(truth, applied, this::loads, TICK_S);
        if (ground && wasClear && truth.values[X + 2] <= 0) {
            hardestTouchMPerS = Math.max(hardestTouchMPerS, sinking);
        }
    }

    /** Wind, and a ground that carries by a spring at the centre of mass and resists sliding and turning. */
    private void loads(double[] x, double[] forceNOut, double[] torqueNmOut) {
        System.arraycopy(windN, 0, forceNOut, 0, 3);
        double depth = ground ? -x[X + 2] : 0;
        boolean touches = depth > 0;
        double normal = touches ? Math.max(0, massKg * (9.81e4 * depth - 300 * x[V + 2])) : 0;
        forceNOut[2] += normal;
        for (int i = 0; i < 3; i++) {
            if (i < 2) {
                forceNOut[i] -= touches ? 100 * massKg * x[V + i] : 0;
            }
            double upright = i == 0 ? x[4] * x[3] : i == 1 ? x[5] * x[3] : 0;
            torqueNmOut[i] = touches ? -1e-3 * x[QuadrotorState.BODY_RATE + i] - 0.05 * upright : 0;
        }
    }
}
