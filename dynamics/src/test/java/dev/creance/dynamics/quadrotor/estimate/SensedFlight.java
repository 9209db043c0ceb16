package dev.creance.dynamics.quadrotor.estimate;

import dev.creance.dynamics.Quaternion;
import dev.creance.dynamics.quadrotor.ConstantLoads;
import dev.creance.dynamics.quadrotor.QuadrotorDynamics;
import dev.creance.dynamics.quadrotor.QuadrotorParameterFiles;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.dynamics.quadrotor.QuadrotorState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * An X500 that flies from one point of chance to the next by its true state, with an inertial unit and a positioning system on
 * board: what a filter gets, and what it should find.
 */
final class SensedFlight {
    static final QuadrotorParameters X500 = QuadrotorParameterFiles.named("x500");
    static final long PERIOD_NS = 2_000_000;
    static final double PERIOD_S = PERIOD_NS * 1e-9;

    final Random random;
    final QuadrotorState state = new QuadrotorState(4);
    final double[] gyro = new double[3];
    final double[] accel = new double[3];
    final double[] gyroBias = new double[3];
    final double[] accelBias = new double[3];

    /** True states with biases, one for each period, in the order of {@link NavigationState}. */
    final List<double[]> truth = new ArrayList<>();

    private final InertialFilterSettings settings;
    private final QuadrotorDynamics dynamics = new QuadrotorDynamics(X500);
    private final ConstantLoads calm = new ConstantLoads();
    private final double[] throttle = new double[4];
    private final double[] rate = new double[17];
    private final double[] goal = {0, 0, 1};
    private long nowNs;

    SensedFlight(InertialFilterSettings settings, long seed) {
        this.settings = settings;
        random = new Random(seed);
        for (int i = 0; i < 3; i++) {
            gyroBias[i] = settings.start().gyroBiasRadPerS() * random.nextGaussian();
            accelBias[i] = settings.start().accelBiasMPerS2() * random.nextGaussian();
        }
        state.values[QuadrotorState.POSITION + 2] = 1;
        for (int i = 0; i < 4; i++) {
            state.values[QuadrotorState.ROTOR + i] = X500.hoverThrottle();
        }
        sense();
    }

    long nowNs() {
        return nowNs;
    }

    double[] now() {
        return truth.get(truth.size() - 1);
    }

    double[] at(long timeNs) {
        return truth.get((int) (timeNs / PERIOD_NS));
    }

    /** The true state with errors of the size that the filter starts with. */
    double[] wrongStart() {
        double[] pose = now().clone();
        InertialFilterSettings.StartDeviations start = settings.start();
        for (int i = 0; i < 3; i++) {
            pose[NavigationState.POSITION + i] += start.positionM() * random.nextGaussian();
            pose[NavigationState.VELOCITY + i] += start.velocityMPerS() * random.nextGaussian();
        }
        turn(pose, NavigationState.ORIENTATION, start.tiltRad());
        return pose;
    }

    double[] positionFix(double deviationM) {
        double[] fix = new double[3];
        for (int i = 0; i < 3; i++) {
            fix[i] = state.values[QuadrotorState.POSITION + i] + deviationM * random.nextGaussian();
        }
        return fix;
    }

    double[] orientationFix(double deviationRad) {
        double[] fix = new double[4];
        System.arraycopy(state.values, QuadrotorState.ORIENTATION, fix, 0, 4);
        turn(fix, 0, deviationRad);
        return fix;
    }

    private void turn(double[] q, int at, double deviationRad) {
        Quaternion.turn(
                q,
                at,
                deviationRad * random.nextGaussian(),
                deviationRad * random.nextGaussian(),
                deviationRad * random.nextGaussian());
    }

    /** Flies for one period and senses. */
    void step() {
        if (nowNs % 1_500_000_000L == 0) {
            for (int i = 0; i < 3; i++) {
                goal[i] = (i == 2 ? 2 : 0) + 2 * random.nextDouble() - 1;
            }
        }
        control();
        dynamics.step(state, throttle, calm, PERIOD_S);
        nowNs += PERIOD_NS;
        double walk = Math.sqrt(PERIOD_S);
        for (int i = 0; i < 3; i++) {
            gyroBias[i] += settings.noise().gyroBiasWalk() * walk * random.nextGaussian();
            accelBias[i] += settings.noise().accelBiasWalk() * walk * random.nextGaussian();
        }
        sense();
    }

    private void sense() {
        dynamics.derivative(state.values, throttle, calm, rate);
        for (int i = 0; i < 3; i++) {
            accel[i] = rate[QuadrotorState.VELOCITY + i] - X500.gravityMPerS2()[i];
        }
        Quaternion.toBody(state.values, QuadrotorState.ORIENTATION, accel, accel);
        double perSample = 1 / Math.sqrt(PERIOD_S);
        for (int i = 0; i < 3; i++) {
            gyro[i] = state.values[QuadrotorState.BODY_RATE + i]
                    + gyroBias[i]
                    + settings.noise().gyro() * perSample * random.nextGaussian();
            accel[i] += accelBias[i] + settings.noise().accel() * perSample * random.nextGaussian();
        }
        double[] x = new double[NavigationState.SIZE];
        System.arraycopy(state.values, QuadrotorState.POSITION, x, NavigationState.POSITION, 3);
        System.arraycopy(state.values, QuadrotorState.VELOCITY, x, NavigationState.VELOCITY, 3);
        System.arraycopy(state.values, QuadrotorState.ORIENTATION, x, NavigationState.ORIENTATION, 4);
        System.arraycopy(accelBias, 0, x, NavigationState.ACCEL_BIAS, 3);
        System.arraycopy(gyroBias, 0, x, NavigationState.GYRO_BIAS, 3);
        truth.add(x);
    }

    /** Position, tilt and rates by proportional and derivative gains; the nose swings slowly. */
    private void control() {
        double[] x = state.values;
        double[] up = new double[3];
        for (int i = 0; i < 3; i++) {
            up[i] = 4 * (goal[i] - x[QuadrotorState.POSITION + i]) - 3 * x[QuadrotorState.VELOCITY + i];
        }
        up[2] += 9.81;
        Quaternion.toBody(x, QuadrotorState.ORIENTATION, up, up);
        double length = Math.sqrt(up[0] * up[0] + up[1] * up[1] + up[2] * up[2]);
        double swing = 0.8 * Math.sin(nowNs * 1e-9);
        double[] j = X500.inertiaKgM2();
        double rollNm = j[0] * (-120 * up[1] / length - 18 * x[QuadrotorState.BODY_RATE]);
        double pitchNm = j[4] * (120 * up[0] / length - 18 * x[QuadrotorState.BODY_RATE + 1]);
        double yawNm = j[8] * 6 * (swing - x[QuadrotorState.BODY_RATE + 2]);
        for (int i = 0; i < 4; i++) {
            double[] r = X500.rotorPositionM()[i];
            double sense = X500.torqueDirection()[i][2];
            double thrust = X500.massKg() * up[2] / 4
                    + rollNm / (4 * r[1])
                    - pitchNm / (4 * r[0])
                    + yawNm * sense / (4 * X500.torqueConstantM()[i]);
            throttle[i] = X500.throttle(i, Math.max(0.3, thrust));
        }
    }
}
