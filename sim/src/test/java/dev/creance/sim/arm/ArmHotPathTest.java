package dev.creance.sim.arm;

import dev.creance.dynamics.arm.urdf.ArmModels;
import dev.creance.runtime.HotPathContract;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.sim.MachineDrill;
import java.util.List;

class ArmHotPathTest extends HotPathContract {
    private static final int CALLS = 1_000;

    private final double[] commands = {1, -20, 1, 20, 1, 2, 0};
    private final double[] measured = new double[28];
    private final double[] force = new double[3];

    @Override
    protected Class<?> anyOfTheProduct() {
        return ArmPlant.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        ElasticWall wall = new ElasticWall(new double[3], new double[] {0, 0, 1}, 5000, 50, 0.5);
        ArmPlant plant = new ArmPlant(ArmModels.named("franka-panda"), new double[7], wall);
        ArmPlantConfig config =
                ArmPlantConfig.from(ConfigFile.parse("plant", "{model: arm, params: franka-panda, rate: 500 Hz}"));
        ArmPlantConfig sensed = ArmPlantConfig.from(ConfigFile.parse(
                "plant",
                "{model: arm, params: franka-panda, sensors: {estimate: filter, position: {resolution: 0.01 deg,"
                        + " latency: 2 ms, jitter: 1 ms}, effort: {noise: 0.1 Nm}}}"));
        return List.of(
                MachineDrill.of(config, 0.1, "HoldingBrakes.add").runs(CALLS),
                MachineDrill.of(sensed, 0.1, "on sensors").runs(CALLS),
                EntryPoint.of(
                                "ArmPlant.step, ArmPlant.measure, ArmContacts.add, JointStops.add, WallContact.add, ArmPlant.wallForce",
                                () -> {
                                    plant.step(commands, 0.001);
                                    plant.measure(measured);
                                    plant.wallForce(force);
                                })
                        .runs(CALLS));
    }
}
