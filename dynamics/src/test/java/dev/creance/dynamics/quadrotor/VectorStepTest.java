package dev.creance.dynamics.quadrotor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.creance.runtime.property.Choices;
import dev.creance.runtime.property.Property;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Recorded flights were computed without vectors; with them they are the same bits. */
class VectorStepTest {
    private static final int STEPS = 50;

    /** As air does: a force along the velocity, in world axes, and a torque along the body's rates. */
    private static final QuadrotorLoads DRAG = (state, forceNOut, torqueNmOut) -> {
        for (int i = 0; i < 3; i++) {
            forceNOut[i] = -0.01 * state[QuadrotorState.VELOCITY + i] * state[QuadrotorState.ORIENTATION];
            torqueNmOut[i] = -1e-6 * state[QuadrotorState.BODY_RATE + i] * state[QuadrotorState.POSITION + i];
        }
    };

    @BeforeEach
    void thisMachineHasWideVectors() {
        assumeThat(WideVectors.PRESENT).isTrue();
    }

    @Test
    void aFlightIsTheSameBitsOnVectorsAsNumberByNumber() {
        for (String name : QuadrotorParameterFiles.NAMES) {
            QuadrotorParameters parameters = QuadrotorParameterFiles.named(name);
            Property.check(50, choices -> assertSameFlight(parameters, choices));
        }
    }

    @Test
    void rotorsThatPointAnywhereGiveTheSameBits() {
        Property.check(100, choices -> assertSameFlight(anyVehicle(choices), choices));
    }

    @Test
    void whatIsNoNumberIsNoneOnBothSides() {
        Property.check(100, choices -> {
            QuadrotorState numbers = new QuadrotorState(4);
            for (int i = 0; i < numbers.values.length; i++) {
                numbers.values[i] = choices.hostile(-2, 2);
            }
            QuadrotorState vectors = new QuadrotorState(4);
            vectors.copyFrom(numbers);
            double[] throttle = {choices.hostile(0, 1), choices.hostile(0, 1), choices.hostile(0, 1), 0.5};
            QuadrotorParameters parameters = QuadrotorParameterFiles.named("crazyflie-2.x");

            new QuadrotorDynamics(parameters, false).step(numbers, throttle, DRAG, 0.01);
            new QuadrotorDynamics(parameters, true).step(vectors, throttle, DRAG, 0.01);

            assertSameBits(vectors, numbers);
        });
    }

    private static void assertSameFlight(QuadrotorParameters parameters, Choices choices) {
        QuadrotorDynamics alone = new QuadrotorDynamics(parameters, false);
        QuadrotorDynamics onVectors = new QuadrotorDynamics(parameters, true);
        QuadrotorState numbers = new QuadrotorState(4);
        for (int i = 0; i < numbers.values.length; i++) {
            numbers.values[i] = choices.integer(0, 3) == 0 ? 0 : choices.between(-1, 1);
        }
        QuadrotorState vectors = new QuadrotorState(4);
        vectors.copyFrom(numbers);
        double[] throttle = new double[4];
        for (int step = 0; step < STEPS; step++) {
            for (int i = 0; i < 4; i++) {
                throttle[i] = choices.between(-0.2, 1.2);
            }
            if (step == STEPS / 2) {
                alone.scale(1.3, 0.7);
                onVectors.scale(1.3, 0.7);
            }
            alone.step(numbers, throttle, DRAG, 0.002);
            onVectors.step(vectors, throttle, DRAG, 0.002);
            assertSameBits(vectors, numbers);
        }
    }

    private static void assertSameBits(QuadrotorState vectors, QuadrotorState numbers) {
        for (int i = 0; i < numbers.values.length; i++) {
            assertThat(Double.doubleToLongBits(vectors.values[i]))
                    .as("state %d: %s, number by number %s", i, vectors.values[i], numbers.values[i])
                    .isEqualTo(Double.doubleToLongBits(numbers.values[i]));
        }
    }

    private static QuadrotorParameters anyVehicle(Choices choices) {
        double[][] thrusts = new double[4][];
        double[][] positions = new double[4][];
        double[][] directions = new double[4][];
        double[][] torques = new double[4][];
        for (int i = 0; i < 4; i++) {
            thrusts[i] = any(choices, -0.5, 0.5, 3);
            positions[i] = any(choices, -0.1, 0.1, 3);
            directions[i] = any(choices, -1, 1, 3);
            torques[i] = any(choices, -1, 1, 3);
        }
        return new QuadrotorParameters(
                "any",
                choices.between(0.02, 2),
                any(choices, -10, 10, 3),
                any(choices, -1e-4, 1e-4, 9),
                any(choices, -1e4, 1e4, 9),
                positions,
                directions,
                torques,
                thrusts,
                any(choices, 0, 0.01, 4),
                any(choices, 0.02, 0.1, 4),
                any(choices, 0.02, 0.1, 4),
                choices.between(-0.2, 0),
                choices.between(0.5, 1));
    }

    private static double[] any(Choices choices, double least, double most, int count) {
        double[] all = new double[count];
        for (int i = 0; i < count; i++) {
            all[i] = choices.between(least, most);
        }
        return all;
    }
}
