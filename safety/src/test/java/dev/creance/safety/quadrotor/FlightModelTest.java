package dev.creance.safety.quadrotor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.quadrotor.QuadrotorDynamics;
import dev.creance.dynamics.quadrotor.QuadrotorState;
import dev.creance.runtime.property.Choices;
import dev.creance.runtime.property.Property;
import org.junit.jupiter.api.Test;

class FlightModelTest {
    private static final double[] NOTHING = new double[3];

    private final Airframe airframe = new Airframe(ShieldFixtures.CRAZYFLIE, 0, 1);

    private static QuadrotorState anyState(Choices choices) {
        QuadrotorState state = Flight.hovering(0, 0, 1);
        for (int i = 0; i < 3; i++) {
            state.values[QuadrotorState.VELOCITY + i] = choices.between(-1, 1);
            state.values[QuadrotorState.BODY_RATE + i] = choices.between(-4, 4);
        }
        for (int i = 0; i < 4; i++) {
            state.values[QuadrotorState.ROTOR + i] = choices.between(0.3, 1);
        }
        return state;
    }

    /** The certificate leans on this: model and controller at 2 ms against the plant with the controller at 1 ms. */
    @Test
    void aReactionOfTheBackupFliesAheadAsThePlantFliesItToTheMillimetre() {
        Property.check(200, choices -> {
            QuadrotorState plant = anyState(choices);
            VehicleState predicted = new VehicleState();
            GentlePilot.see(plant, predicted);
            BackupGains gains = BackupGains.of(ShieldFixtures.settings());
            BackupController controller = new BackupController(airframe, gains);
            BackupGoal brake = new BackupGoal();
            FlightModel model = new FlightModel(airframe, 0.002);
            QuadrotorDynamics dynamics = new QuadrotorDynamics(ShieldFixtures.CRAZYFLIE);
            double[] throttle = new double[4];
            VehicleState seen = new VehicleState();
            for (int ms = 0; ms < 250; ms++) {
                if (ms % 2 == 0) {
                    controller.command(predicted, brake, throttle);
                    model.step(throttle, predicted);
                }
                GentlePilot.see(plant, seen);
                controller.command(seen, brake, throttle);
                dynamics.step(plant, throttle, NOTHING, NOTHING, 0.001);
            }

            assertThat(predicted.px).isCloseTo(plant.values[0], within(1e-3));
            assertThat(predicted.pz).isCloseTo(plant.values[2], within(2e-3));
            assertThat(predicted.vx).isCloseTo(plant.values[7], within(0.01));
            assertThat(predicted.vz).isCloseTo(plant.values[9], within(0.02));
            assertThat(predicted.wx).isCloseTo(plant.values[10], within(0.1));
            assertThat(predicted.wz).isCloseTo(plant.values[12], within(0.1));
        });
    }

    @Test
    void rotorsFollowTheirLagExactlyUpAndDown() {
        FlightModel model = new FlightModel(airframe, 0.001);
        VehicleState state = new VehicleState();
        state.rotor[1] = 1;
        for (int i = 0; i < 100; i++) {
            model.step(new double[] {1, 0, 0, 0}, state);
        }

        assertThat(state.rotor[0])
                .isCloseTo(1 - Math.exp(-0.1 / ShieldFixtures.CRAZYFLIE.risingTimeS()[0]), within(1e-9));
        assertThat(state.rotor[1])
                .isCloseTo(Math.exp(-0.1 / ShieldFixtures.CRAZYFLIE.fallingTimeS()[0]), within(1e-9));
    }
}
