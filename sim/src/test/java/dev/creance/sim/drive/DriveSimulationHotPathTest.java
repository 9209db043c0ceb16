package dev.creance.sim.drive;

import dev.creance.dynamics.drive.ContinuousConverter;
import dev.creance.dynamics.drive.DriveChannels;
import dev.creance.dynamics.drive.DriveParameterFiles;
import dev.creance.dynamics.drive.Fidelity;
import dev.creance.dynamics.drive.Load;
import dev.creance.dynamics.drive.Machine;
import dev.creance.runtime.HotPathContract;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.sim.MachineDrill;
import java.util.List;

class DriveSimulationHotPathTest extends HotPathContract {
    @Override
    protected Class<?> anyOfTheProduct() {
        return SimulatedDrive.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        return List.of(
                drive("IdealSupply", Drives.pmsm(new IdealSupply(420), Fidelity.PHYSICAL)),
                drive(
                        "CapacitorSupply",
                        Drives.dc(
                                new CapacitorSupply(new CapacitorSupply.Parameters(60, 0.05, 0.05), Fidelity.PHYSICAL),
                                Fidelity.PHYSICAL)),
                drive(
                        "DcLink",
                        Drives.pmsm(
                                new DcLink(new DcLink.Parameters(300, 0.05, 2e-3, new DcLink.Brake(10, 380, 360))),
                                Fidelity.PHYSICAL)),
                plant(),
                MachineDrill.of(config("rotor", "gem-pmsm"), 0.1, "DriveJudge.stepped", "DrivePlant.coast"),
                MachineDrill.of(config("terminals", "gem-permanent-magnet-dc"), 0.1),
                MachineDrill.of(
                        config(
                                "rotor",
                                "gem-pmsm, sensors: {estimate: observer, current: {noise: 0.3 A, latency: 1 ms}}"),
                        0.1,
                        "on sensors"),
                drive(
                        "MainsSupply",
                        Drives.pmsm(
                                new MainsSupply(MainsSupply.Connection.THREE_PHASE_RECTIFIED, 400, 50, 0),
                                Fidelity.GEM)));
    }

    private static DrivePlantConfig config(String frame, String machine) {
        return DrivePlantConfig.from(ConfigFile.parse(
                "plant",
                "{model: drive, params: " + machine + ", frame: " + frame
                        + ", supply: {kind: ideal, voltage_v: 300}, load: {kind: friction, inertia_kg_m2: 0.1}}"));
    }

    private static EntryPoint plant() {
        DrivePlant plant = Drives.plant(
                DriveParameterFiles.named("gem-pmsm"),
                new ContinuousConverter.B6Bridge(0),
                new IdealSupply(300),
                new Load.ConstantSpeed());
        plant.drive().state()[Machine.OMEGA] = 400;
        double[] command = {0.1, 0, 0};
        double[] measured = new double[plant.measurements().size()];
        return EntryPoint.of("DrivePlant.step, DrivePlant.measure", () -> {
            plant.step(command, 1e-3);
            plant.measure(measured);
        });
    }

    private static EntryPoint drive(String supply, SimulatedDrive drive) {
        double[] action = new double[drive.parts().converter().actions()];
        double[] measured = new double[DriveChannels.size(drive.parts().machine())];
        action[0] = 0.1;
        return EntryPoint.of(
                "SimulatedDrive.step, SimulatedDrive.measure, " + supply + ".voltageV, " + supply + ".draw", () -> {
                    drive.step(action, Drives.STEP_S);
                    drive.measure(measured);
                });
    }
}
