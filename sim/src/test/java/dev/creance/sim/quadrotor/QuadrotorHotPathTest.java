package dev.creance.sim.quadrotor;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.dynamics.quadrotor.QuadrotorParameterFiles;
import dev.creance.runtime.HotPathContract;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.sim.MachineDrill;
import java.util.List;

class QuadrotorHotPathTest extends HotPathContract {
    private static final double STEP_S = 0.001;

    private final QuadrotorPlantConfig config = QuadrotorPlantConfig.from(ConfigFile.parse(
            "plant", "{model: quadrotor, params: crazyflie-2.x, ground: true, wind: {turbulence: 1 mN}}"));

    @Override
    protected Class<?> anyOfTheProduct() {
        return QuadrotorPlant.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        QuadrotorPlant plant = new QuadrotorPlant(config, new QuadrotorJudge(QuadrotorLimits.none()), 1);
        double[] throttle = {0.81, 0.8, 0.81, 0.8};
        double[] measured = new double[QuadrotorChannels.sensors().size()];
        return List.of(
                EntryPoint.of("QuadrotorPlant.step, QuadrotorPlant.measure, GroundContact.add", () -> {
                    plant.step(throttle, STEP_S);
                    plant.measure(measured);
                }),
                onboard(),
                MachineDrill.of(config, 0.8));
    }

    private static EntryPoint onboard() {
        OnboardFailsafe failsafe = new OnboardFailsafe(QuadrotorParameterFiles.named("crazyflie-2.x"));
        double[] measured = new double[QuadrotorChannels.sensors().size()];
        measured[QuadrotorChannels.ORIENTATION] = 1;
        measured[QuadrotorChannels.ACCEL + 2] = 9.81;
        double[] throttle = new double[4];
        int[] step = {0};
        return EntryPoint.of("OnboardFailsafe.fly, OnboardFailsafe.track, OnboardFailsafe.idle", () -> {
            int now = step[0]++ % 20_000;
            failsafe.idle(measured, true, STEP_S);
            failsafe.track(measured, throttle, true, STEP_S);
            failsafe.fly(measured, now > 500, now * STEP_S, throttle, STEP_S);
        });
    }
}
