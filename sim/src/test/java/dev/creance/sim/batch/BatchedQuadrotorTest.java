package dev.creance.sim.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.quadrotor.ConstantLoads;
import dev.creance.dynamics.quadrotor.QuadrotorDynamics;
import dev.creance.dynamics.quadrotor.QuadrotorParameterFiles;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.dynamics.quadrotor.QuadrotorState;
import dev.creance.runtime.property.Choices;
import dev.creance.runtime.property.Property;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchedQuadrotorTest {
    private static final double STEP_S = 0.001;
    private static final int STEPS = 200;
    private static final List<String> NAMES = QuadrotorParameterFiles.NAMES;

    /** A vehicle somewhere, under way, with throttles and loads. */
    private record Flight(QuadrotorState state, double[] throttle, ConstantLoads loads) {
        static Flight random(Choices choices, QuadrotorParameters parameters) {
            Flight flight = new Flight(new QuadrotorState(4), new double[4], new ConstantLoads());
            double[] x = flight.state.values;
            double square = 0;
            for (int i = 0; i < x.length; i++) {
                x[i] = i < QuadrotorState.ROTOR
                        ? choices.between(-1, 1)
                        : choices.between(parameters.rotorMin(), parameters.rotorMax());
                boolean orientation = i >= QuadrotorState.ORIENTATION && i < QuadrotorState.VELOCITY;
                square += orientation ? x[i] * x[i] : 0;
            }
            for (int i = QuadrotorState.ORIENTATION; i < QuadrotorState.VELOCITY; i++) {
                x[i] = square > 1e-3 ? x[i] / Math.sqrt(square) : 0.5;
            }
            for (int i = 0; i < 4; i++) {
                flight.throttle[i] = choices.between(-0.2, 1.2);
            }
            for (int i = 0; i < 3; i++) {
                flight.loads.forceN[i] = choices.between(-0.1, 0.1);
                flight.loads.torqueNm[i] = choices.between(-1e-6, 1e-6);
            }
            return flight;
        }

        void enter(BatchedQuadrotor batch, int environment) {
            for (int i = 0; i < state.values.length; i++) {
                batch.state(environment, i, state.values[i]);
            }
            for (int i = 0; i < 4; i++) {
                batch.throttle(environment, i, throttle[i]);
            }
            for (int i = 0; i < 3; i++) {
                batch.force(environment, i, loads.forceN[i]);
                batch.torque(environment, i, loads.torqueNm[i]);
            }
        }
    }

    private static void assertSameCourse(String name, Precision precision, double tolerance) {
        QuadrotorParameters parameters = QuadrotorParameterFiles.named(name);
        Property.check(20, choices -> {
            int environments = choices.integer(1, 37);
            BatchedQuadrotor batch = new BatchedQuadrotor(parameters, environments, precision);
            QuadrotorDynamics single = new QuadrotorDynamics(parameters);
            Flight[] flights = new Flight[environments];
            for (int i = 0; i < environments; i++) {
                flights[i] = Flight.random(choices, parameters);
                flights[i].enter(batch, i);
            }
            for (int step = 0; step < STEPS; step++) {
                batch.step(STEP_S);
            }
            for (int i = 0; i < environments; i++) {
                double[] x = flights[i].state.values;
                for (int step = 0; step < STEPS; step++) {
                    single.step(flights[i].state, flights[i].throttle, flights[i].loads, STEP_S);
                }
                for (int k = 0; k < x.length; k++) {
                    assertThat(batch.state(i, k))
                            .as("state %d of environment %d", k, i)
                            .isCloseTo(x[k], within(tolerance * Math.max(1, Math.abs(x[k]))));
                }
            }
        });
    }

    @Test
    void doublesFollowTheVehicleOfTheirOwnToRoundOff() {
        NAMES.forEach(name -> assertSameCourse(name, Precision.DOUBLE, 1e-12));
    }

    @Test
    void floatsFollowItAsFarAsTheirDigitsGo() {
        NAMES.forEach(name -> assertSameCourse(name, Precision.FLOAT, 1e-3));
    }

    @Test
    void anEnvironmentDoesNotFeelItsNeighbours() {
        QuadrotorParameters parameters = QuadrotorParameterFiles.named(NAMES.getFirst());
        for (Precision precision : Precision.values()) {
            Property.check(20, choices -> {
                BatchedQuadrotor many = new BatchedQuadrotor(parameters, 37, precision);
                BatchedQuadrotor alone = new BatchedQuadrotor(parameters, 1, precision);
                Flight watched = Flight.random(choices, parameters);
                int place = choices.integer(0, 36);
                for (int i = 0; i < 37; i++) {
                    Flight.random(choices, parameters).enter(many, i);
                }
                watched.enter(many, place);
                watched.enter(alone, 0);
                for (int step = 0; step < STEPS; step++) {
                    many.step(STEP_S);
                    alone.step(STEP_S);
                }
                for (int k = 0; k < watched.state.values.length; k++) {
                    assertThat(many.state(place, k)).isEqualTo(alone.state(0, k));
                }
            });
        }
    }

    @Test
    void aThrottleThatIsNoNumberCountsAsNone() {
        BatchedQuadrotor batch =
                new BatchedQuadrotor(QuadrotorParameterFiles.named(NAMES.getFirst()), 2, Precision.DOUBLE);
        for (int rotor = 0; rotor < 4; rotor++) {
            batch.throttle(0, rotor, Double.NaN);
        }

        batch.step(STEP_S);

        for (int i = 0; i < QuadrotorState.ROTOR + 4; i++) {
            assertThat(batch.state(0, i)).isEqualTo(batch.state(1, i));
        }
    }

    @Test
    void refusesAPlaceThatDoesNotExist() {
        BatchedQuadrotor batch =
                new BatchedQuadrotor(QuadrotorParameterFiles.named(NAMES.getFirst()), 3, Precision.FLOAT);

        assertThatThrownBy(() -> batch.state(0, 17)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> batch.state(-1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> batch.state(1000, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
