package dev.creance.sim;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.dynamics.quadrotor.QuadrotorParameterFiles;
import dev.creance.dynamics.quadrotor.QuadrotorState;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPathContract;
import dev.creance.runtime.Policy;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.sim.quadrotor.OnboardFailsafe;
import dev.creance.sim.quadrotor.QuadrotorJudge;
import dev.creance.sim.quadrotor.QuadrotorPlant;
import dev.creance.sim.quadrotor.QuadrotorPlantConfig;
import java.util.List;

class SimHotPathTest extends HotPathContract {
    private static final String EVERY_FAULT = """
            [{kind: sensor_freeze, at: 1 s, for: 200 ms},
             {kind: sensor_freeze, at: 2 s, for: 20 ms, mode: stopped},
             {kind: frame_corrupt, at: 3 s, for: 10 ms},
             {kind: wind_gust, at: 4 s, for: 400 ms, force: [30 mN, 0 N, 0 N]},
             {kind: link_cut, at: 5 s, for: 50 ms},
             {kind: link_cut, at: 8 s, for: forever}]""";
    private static final double STEP_S = 0.001;

    private LockstepFlight flight;

    @Override
    protected Class<?> anyOfTheProduct() {
        return QuadrotorPlant.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        QuadrotorPlant plant = new QuadrotorPlant(
                QuadrotorPlantConfig.from(ConfigFile.parse(
                                "robot.yaml",
                                "plant: {model: quadrotor, params: crazyflie-2.x, ground: true, wind: {turbulence: 1 mN}}")
                        .child("plant")),
                new QuadrotorJudge(LockstepFlight.LIMITS),
                1);
        double[] throttle = {0.81, 0.8, 0.81, 0.8};
        double[] measured = new double[QuadrotorChannels.sensors().size()];
        return List.of(
                EntryPoint.of("QuadrotorPlant.step, QuadrotorPlant.measure", () -> {
                    plant.step(throttle, STEP_S);
                    plant.measure(measured);
                }),
                EntryPoint.of(
                                "SimulatedDevice.poll, FaultInjector.transmit, GroundContact.evaluate, with every fault, "
                                        + "QuadrotorMachine.disturb, QuadrotorMachine.follow, QuadrotorMachine.idle, "
                                        + "QuadrotorMachine.measure, QuadrotorMachine.react, "
                                        + "QuadrotorMachine.standsStill, QuadrotorMachine.step",
                                this::renewed,
                                () -> flight.tick())
                        .runs(20_000),
                onboard(),
                faultyPolicy());
    }

    /** A flight of ten seconds after another; each shakes hands before it counts. */
    private void renewed() {
        if (flight == null || flight.nowNs >= 10_000_000_000L) {
            flight = new LockstepFlight(1, EVERY_FAULT);
            flight.tick();
        }
    }

    private static EntryPoint onboard() {
        OnboardFailsafe failsafe = new OnboardFailsafe(QuadrotorParameterFiles.named("crazyflie-2.x"));
        double[] measured = new double[QuadrotorChannels.sensors().size()];
        measured[QuadrotorState.ORIENTATION] = 1;
        measured[15] = 9.81;
        double[] throttle = new double[4];
        int[] step = {0};
        return EntryPoint.of("OnboardFailsafe.fly, OnboardFailsafe.track, OnboardFailsafe.idle", () -> {
            int now = step[0]++ % 20_000;
            failsafe.idle(measured, true, STEP_S);
            failsafe.track(measured, throttle, true, STEP_S);
            failsafe.fly(measured, now > 500, now * STEP_S, throttle, STEP_S);
        });
    }

    private static EntryPoint faultyPolicy() {
        FaultyPolicy policy = new FaultyPolicy(
                new StillPolicy(),
                Faults.from(ConfigFile.parse("faults", "[{kind: policy_nan, at: 1 s, for: 200 ms}]")),
                100);
        Frame sensors = new Frame(QuadrotorChannels.sensors());
        Frame reference = new Frame(QuadrotorChannels.reference());
        float[] observation = new float[1];
        float[] action = new float[1];
        double[] command = new double[1];
        return EntryPoint.of("FaultyPolicy.observe, FaultyPolicy.command, FaultyPolicy.acted", () -> {
            policy.observe(sensors, reference, observation);
            boolean failed = policy.infer(observation, action) != PolicyStatus.OK;
            policy.command(action, command);
            policy.acted(action, command);
            action[0] = failed ? 0 : action[0];
        });
    }

    private static final class StillPolicy implements Policy {
        @Override
        public String name() {
            return "still";
        }

        @Override
        public int observationSize() {
            return 1;
        }

        @Override
        public int actionSize() {
            return 1;
        }

        @Override
        public void observe(Frame sensors, Frame reference, float[] observationOut) {}

        @Override
        public PolicyStatus infer(float[] observation, float[] actionOut) {
            return PolicyStatus.OK;
        }

        @Override
        public void command(float[] action, double[] commandOut) {}

        @Override
        public void acted(float[] action, double[] executed) {}

        @Override
        public void reset() {}

        @Override
        public void close() {}
    }
}
