package dev.creance.sim.drive;

import dev.creance.dynamics.drive.ContinuousConverter;
import dev.creance.dynamics.drive.DriveChannels;
import dev.creance.dynamics.drive.DriveParameterFiles;
import dev.creance.dynamics.drive.Fidelity;
import dev.creance.dynamics.drive.Load;
import dev.creance.dynamics.drive.Machine;
import dev.creance.runtime.HotPathContract;
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
                drive(
                        "MainsSupply",
                        Drives.pmsm(
                                new MainsSupply(MainsSupply.Connection.THREE_PHASE_RECTIFIED, 400, 50, 0),
                                Fidelity.GEM)));
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
