package dev.creance.dynamics.quadrotor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PayloadTest {
    private static final QuadrotorParameters X500 = QuadrotorParameterFiles.named("x500");

    @Test
    void theX500IsItsFrameWithFourPropellersOn() {
        // the frame of PX4's model as a vehicle of its own, rotors where that model has them
        QuadrotorParameters frame = frame();
        double propellerKg = 0.016076923076923075;

        QuadrotorParameters whole = frame;
        double[][] at = {{0.174, -0.174}, {-0.174, -0.174}, {-0.174, 0.174}, {0.174, 0.174}};
        double[] shift = new double[3];
        for (double[] each : at) {
            double[] position = {each[0] - shift[0], each[1] - shift[1], 0.06 - shift[2]};
            Payload propeller = Payload.point(propellerKg, position);
            double[] more = propeller.shiftM(whole);
            whole = propeller.on(whole);
            for (int i = 0; i < 3; i++) {
                shift[i] += more[i];
            }
        }

        assertThat(whole.massKg()).isCloseTo(X500.massKg(), within(1e-14));
        assertThat(whole.inertiaKgM2()).containsExactly(X500.inertiaKgM2(), within(1e-15));
        assertThat(whole.inertiaInverse()).containsExactly(X500.inertiaInverse(), within(1e-11));
        assertThat(whole.rotorPositionM()[0]).containsExactly(X500.rotorPositionM()[0], within(1e-15));
    }

    @Test
    void theX500HoversWherePx4sDoes() {
        // what people read off PX4 in Gazebo is 0.72 to 0.73
        assertThat(X500.hoverThrottle()).isCloseTo(0.7289, within(1e-4));
    }

    @Test
    void twoEqualMassesOnAStickHaveTheInertiaOfTextbooks() {
        // 2 m (d/2)² = m d²/2 about the middle of a stick of length d
        QuadrotorParameters vehicle = frame();
        QuadrotorParameters both = Payload.point(2, new double[] {0, 0, -0.5}).on(vehicle);

        assertThat(both.massKg()).isEqualTo(4);
        assertThat(both.inertiaKgM2()[0]).isCloseTo(vehicle.inertiaKgM2()[0] + 2 * 0.5 * 0.5 / 2, within(1e-12));
        assertThat(both.inertiaKgM2()[8]).isCloseTo(vehicle.inertiaKgM2()[8], within(1e-12));
        assertThat(both.rotorPositionM()[0][2]).isCloseTo(vehicle.rotorPositionM()[0][2] + 0.25, within(1e-12));
    }

    @Test
    void anotherPointOfATurningBodyMovesAcross() {
        QuadrotorState state = new QuadrotorState(4);
        state.values[QuadrotorState.BODY_RATE + 2] = 2;

        Payload.move(state, new double[] {0.1, 0, 0}, new double[3]);

        assertThat(state.values[QuadrotorState.POSITION]).isCloseTo(0.1, within(1e-15));
        assertThat(state.values[QuadrotorState.VELOCITY + 1]).isCloseTo(0.2, within(1e-15));
    }

    private static QuadrotorParameters frame() {
        double[] j = {0.02166666666666667, 0, 0, 0, 0.02166666666666667, 0, 0, 0, 0.04000000000000001};
        double[][] rotors = {{0.174, -0.174, 0.06}, {-0.174, -0.174, 0.06}, {-0.174, 0.174, 0.06}, {0.174, 0.174, 0.06}
        };
        return new QuadrotorParameters(
                "frame",
                2,
                X500.gravityMPerS2(),
                j,
                new double[] {1 / j[0], 0, 0, 0, 1 / j[4], 0, 0, 0, 1 / j[8]},
                rotors,
                X500.thrustDirection(),
                X500.torqueDirection(),
                X500.thrustCoefficients(),
                X500.torqueConstantM(),
                X500.risingTimeS(),
                X500.fallingTimeS(),
                0,
                1);
    }
}
