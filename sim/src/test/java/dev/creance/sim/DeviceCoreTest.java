package dev.creance.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.dynamics.quadrotor.QuadrotorParameterFiles;
import dev.creance.dynamics.quadrotor.QuadrotorState;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.property.Choices;
import dev.creance.runtime.property.Property;
import dev.creance.sim.quadrotor.QuadrotorPlantConfig;
import dev.creance.sim.quadrotor.QuadrotorTruth;
import dev.creance.sim.quadrotor.SensorConfig;
import org.junit.jupiter.api.Test;

class DeviceCoreTest {
    private static final int PERIODS_PER_SECOND = 1000;

    @Test
    void aVehicleThatFallsRestsOnlyOnceItBouncesNoMore() {
        Property.check(300, choices -> {
            DeviceCore core = falling(choices);
            for (int i = 0; i < 20 * PERIODS_PER_SECOND && !core.resting(); i++) {
                advance(core);
            }
            assertThat(core.resting()).isTrue();
            for (int i = 0; i < PERIODS_PER_SECOND; i++) {
                advance(core);
                assertThat(((QuadrotorTruth) core.machine.truth()).onGround()).isTrue();
            }
        });
    }

    private static DeviceCore falling(Choices choices) {
        QuadrotorPlantConfig plant =
                QuadrotorPlantConfig.onGround(QuadrotorParameterFiles.named("crazyflie-2.x"), SensorConfig.crazyflie());
        double[] x = plant.start().values;
        x[QuadrotorState.POSITION + 2] = choices.between(0.2, 1.5);
        for (int i = 0; i < 3; i++) {
            x[QuadrotorState.VELOCITY + i] = choices.between(-1, 1);
            x[QuadrotorState.BODY_RATE + i] = choices.between(-3, 3);
        }
        Faults none = Faults.from(ConfigFile.parse("faults", "[]"));
        SimulationSetup setup = new SimulationSetup(plant, LockstepFlight.LIMITS, LockstepFlight.ENVELOPE, none, 1);
        return new DeviceCore(setup, MemoryLink.pair()[1], true);
    }

    private static void advance(DeviceCore core) {
        core.begin();
        core.finish();
    }
}
