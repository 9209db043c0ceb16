package dev.creance.sim;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.runtime.Clock;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPathContract;
import dev.creance.runtime.Policy;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.config.ConfigFile;
import java.util.List;

class SimHotPathTest extends HotPathContract {
    private static final String EVERY_FAULT = """
            [{kind: sensor_freeze, at: 1 s, for: 200 ms},
             {kind: sensor_freeze, at: 2 s, for: 20 ms, mode: stopped},
             {kind: frame_corrupt, at: 3 s, for: 10 ms},
             {kind: wind_gust, at: 4 s, for: 400 ms, force: [30 mN, 0 N, 0 N]},
             {kind: sensor_noise, at: 4500 ms, for: 100 ms, signal: position, size: 1 mm},
             {kind: sensor_swap, at: 4600 ms, for: 10 ms, signal: gyro.x, with: gyro.y},
             {kind: sensor_dropout, at: 4700 ms, for: 10 ms, signal: battery},
             {kind: actuator_partial, at: 4800 ms, for: 50 ms, signal: motor, factor: 0.99},
             {kind: actuator_lag, at: 4900 ms, for: 50 ms, signal: motor.1, time: 1 ms},
             {kind: plant_mass, at: 4 s, for: 100 ms, factor: 1.01},
             {kind: plant_inertia, at: 4 s, for: 100 ms, factor: 1.01},
             {kind: supply_sag, at: 4 s, for: 100 ms, factor: 0.99},
             {kind: rotor_loss, at: 4 s, for: 100 ms, signal: motor.0, share: 1 %},
             {kind: link_cut, at: 5 s, for: 50 ms},
             {kind: link_loss, at: 5500 ms, for: 100 ms, share: 10 %},
             {kind: link_burst, at: 5600 ms, for: 100 ms, share: 10 %, length: 3},
             {kind: link_delay, at: 5700 ms, for: 100 ms, by: 3 ms},
             {kind: link_reorder, at: 5900 ms, for: 100 ms, share: 10 %},
             {kind: link_duplicate, at: 6 s, for: 100 ms, share: 10 %},
             {kind: link_flip, at: 6100 ms, for: 100 ms, share: 10 %},
             {kind: link_flood, at: 6200 ms, for: 100 ms, frames: 2 kHz},
             {kind: link_cut, at: 8 s, for: forever}]""";

    private LockstepFlight flight;

    @Override
    protected Class<?> anyOfTheProduct() {
        return SimulatedDevice.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        return List.of(
                EntryPoint.of(
                                "SimulatedDevice.poll, FaultInjector.transmit, with every fault",
                                this::renewed,
                                () -> flight.tick())
                        .runs(20_000),
                faultyPolicy(),
                faultyClock());
    }

    /** A flight of ten seconds after another; each shakes hands before it counts. */
    private void renewed() {
        if (flight == null || flight.nowNs >= 10_000_000_000L) {
            flight = new LockstepFlight(1, EVERY_FAULT);
            flight.tick();
        }
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

    private static EntryPoint faultyClock() {
        Faults faults = Faults.from(
                ConfigFile.parse(
                        "faults",
                        "[{kind: tick_overrun, at: 1 s, for: 1 s, by: 1 ms}, {kind: clock_jump, at: 2 s, for: 1 s, by: 1 ms}]"));
        Clock clock = FaultyClock.wrap(
                new Clock() {
                    private long nowNs;

                    @Override
                    public long nowNs() {
                        return nowNs;
                    }

                    @Override
                    public boolean sleepUntil(long deadlineNs) {
                        nowNs = deadlineNs;
                        return true;
                    }
                },
                faults);
        faults.hostBegins();
        return EntryPoint.of(
                "FaultyClock.nowNs, FaultyClock.sleepUntil", () -> clock.sleepUntil(clock.nowNs() + 1_000_000));
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
