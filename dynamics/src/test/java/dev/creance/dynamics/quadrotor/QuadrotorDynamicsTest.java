package dev.creance.dynamics.quadrotor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.Allocation;
import dev.creance.runtime.property.Property;
import org.junit.jupiter.api.Test;

class QuadrotorDynamicsTest {
    private static final double[] NONE = new double[3];

    private final QuadrotorParameters parameters = QuadrotorParameterFiles.named("crazyflie-2.x");
    private final QuadrotorDynamics dynamics = new QuadrotorDynamics(parameters);
    private final QuadrotorState state = new QuadrotorState(4);

    @Test
    void staysWhereItIsAtHoverThrottle() {
        double hover = parameters.hoverThrottle();
        double[] throttle = {hover, hover, hover, hover};
        System.arraycopy(throttle, 0, state.values, QuadrotorState.ROTOR, 4);

        run(throttle, NONE, NONE, 1000);

        assertThat(state.values[2]).isCloseTo(0, within(1e-10));
        assertThat(state.cosTilt()).isEqualTo(1);
    }

    @Test
    void rotorsRiseFasterThanTheyFall() {
        double[] full = {1, 1, 1, 1};
        run(full, NONE, NONE, 10);
        double rise = state.values[QuadrotorState.ROTOR];
        state.values[QuadrotorState.ROTOR] = 1;
        run(new double[4], NONE, NONE, 10);
        double fall = 1 - state.values[QuadrotorState.ROTOR];

        // first-order responses over 0.1 s; the integrator's own error at 10 ms steps is of the order (dt/tau)^5
        assertThat(rise).isCloseTo(1 - Math.exp(-0.1 / parameters.risingTimeS()[0]), within(1e-4));
        assertThat(fall).isCloseTo(1 - Math.exp(-0.1 / parameters.fallingTimeS()[0]), within(1e-6));
    }

    @Test
    void aWorldForceAcceleratesByForceOverMass() {
        double[] force = {0.0306, 0, 0.0306 * 9.81 - 4 * parameters.thrustN(0, 0)};

        run(new double[4], force, NONE, 100);

        assertThat(state.values[QuadrotorState.VELOCITY]).isCloseTo(1, within(1e-12));
        assertThat(state.values[QuadrotorState.VELOCITY + 2]).isCloseTo(0, within(1e-9));
    }

    @Test
    void aBodyTorqueTurnsByTheInverseInertia() {
        double[] torque = {0, 0, 1e-5};

        run(new double[4], NONE, torque, 100);

        assertThat(state.values[QuadrotorState.BODY_RATE + 2])
                .isCloseTo(1e-5 * parameters.inertiaInverse()[8], within(1e-12));
    }

    @Test
    void theFrontRightRotorRollsLeftSideUpAndPitchesNoseUp() {
        run(new double[] {1, 0, 0, 0}, NONE, NONE, 2);

        assertThat(state.values[QuadrotorState.BODY_RATE]).isNegative();
        assertThat(state.values[QuadrotorState.BODY_RATE + 1]).isNegative();
        assertThat(state.values[QuadrotorState.BODY_RATE + 2]).isNegative();
    }

    @Test
    void keepsTheQuaternionAtLengthOneAndTheRotorsInRangeForHostileThrottles() {
        Property.check(200, choices -> {
            QuadrotorState tumbling = new QuadrotorState(4);
            for (int axis = 0; axis < 3; axis++) {
                tumbling.values[QuadrotorState.BODY_RATE + axis] = choices.between(-30, 30);
            }
            double[] throttle = new double[4];
            for (int step = 0; step < 20; step++) {
                for (int i = 0; i < 4; i++) {
                    throttle[i] = choices.hostile(0, 1);
                }
                dynamics.step(tumbling, throttle, NONE, NONE, 0.01);
            }
            double length = 0;
            for (int i = 0; i < 4; i++) {
                double q = tumbling.values[QuadrotorState.ORIENTATION + i];
                length += q * q;
                assertThat(tumbling.values[QuadrotorState.ROTOR + i]).isBetween(0.0, 1.0);
            }
            assertThat(length).isCloseTo(1, within(1e-14));
        });
    }

    @Test
    void spinsFreelyWithoutLosingAngularMomentum() {
        double[] v = state.values;
        v[QuadrotorState.BODY_RATE] = 8;
        v[QuadrotorState.BODY_RATE + 1] = -6;
        v[QuadrotorState.BODY_RATE + 2] = 4;
        double before = angularMomentum();

        run(new double[4], NONE, NONE, 1000);

        // equal rotors give no torque; fourth-order steps of 10 ms at 10 rad/s lose about 1e-6 in 10 s
        assertThat(angularMomentum() / before).isCloseTo(1, within(1e-4));
    }

    @Test
    void aStepAllocatesNothing() {
        double[] throttle = {0.7, 0.71, 0.72, 0.73};

        assertThat(Allocation.bytesOf(10_000, () -> run(throttle, NONE, NONE, 1)))
                .isZero();
    }

    private void run(double[] throttle, double[] forceN, double[] torqueNm, int steps) {
        for (int i = 0; i < steps; i++) {
            dynamics.step(state, throttle, forceN, torqueNm, 0.01);
        }
    }

    private double angularMomentum() {
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double h = parameters.inertiaKgM2()[4 * i] * state.values[QuadrotorState.BODY_RATE + i];
            sum += h * h;
        }
        return Math.sqrt(sum);
    }
}
