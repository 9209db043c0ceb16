package dev.creance.dynamics.control;

import dev.creance.dynamics.drive.ContinuousConverter;
import dev.creance.dynamics.drive.DriveChannels;
import dev.creance.dynamics.drive.DriveParameterFiles;
import dev.creance.dynamics.drive.DriveParameters;
import dev.creance.dynamics.drive.DriveReferences;
import dev.creance.dynamics.drive.control.DriveControllers;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPathContract;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Policy;
import dev.creance.runtime.Reference;
import dev.creance.runtime.config.ConfigFile;
import java.util.List;

class ControllerPolicyHotPathTest extends HotPathContract {
    @Override
    protected Class<?> anyOfTheProduct() {
        return ControllerPolicy.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        DriveParameters pmsm = DriveParameterFiles.named("gem-pmsm");
        Layout commands = DriveChannels.commands(pmsm.machine(), new ContinuousConverter.B6Bridge(0));
        Reference reference = DriveReferences.from(
                ConfigFile.parse("robot.yaml", "{kind: random_current, seed: 1, interval: 50 ms, share: 0.9}"), pmsm);
        Policy policy = DriveControllers.of(pmsm, DriveChannels.sensors(pmsm), reference.layout(), commands, 1e-3)
                .get("current")
                .get();
        Frame sensors = new Frame(DriveChannels.sensors(pmsm));
        sensors.validBits = sensors.allValid();
        sensors.values[DriveChannels.SUPPLY_VOLTAGE] = 300;
        Frame wanted = new Frame(reference.layout());
        float[] observation = new float[policy.observationSize()];
        float[] action = new float[policy.actionSize()];
        double[] command = new double[commands.size()];
        long[] tick = {0};
        return List.of(EntryPoint.of(
                "ControllerPolicy.observe, ControllerPolicy.infer, ControllerPolicy.command, ControllerPolicy.acted",
                () -> {
                    reference.sample(tick[0]++ * 1_000_000, wanted);
                    policy.observe(sensors, wanted, observation);
                    policy.infer(observation, action);
                    policy.command(action, command);
                    policy.acted(action, command);
                }));
    }
}
