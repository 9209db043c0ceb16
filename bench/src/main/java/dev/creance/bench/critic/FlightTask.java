package dev.creance.bench.critic;

import dev.creance.bench.Pilot;
import dev.creance.bench.SteppedLoop;
import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.dynamics.quadrotor.QuadrotorParameterFiles;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.dynamics.quadrotor.QuadrotorState;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.safety.ShieldSettings;
import dev.creance.safety.quadrotor.QuadrotorShieldSettings;
import dev.creance.sim.Noise;
import dev.creance.sim.SimulatedMachine;
import dev.creance.sim.quadrotor.QuadrotorLimits;
import dev.creance.sim.quadrotor.QuadrotorPlantConfig;
import java.util.SplittableRandom;

/** RAPTOR at 100 Hz in a loop of 1 kHz, along lines that cut close to pillars and walls, too fast for it to keep clear of all of them. */
final class FlightTask implements Task {
    private static final long TICK_NS = 1_000_000;
    private static final int TICKS_TO_POLICY = 10;
    private static final long DEADLINE_NS = 30_000_000;

    /** What is violated is judged by these, whatever the shield's are. */
    private static final String SCENE =
            """
            altitude: {floor: %s m, ceiling: %s m}
            geofence: [[-%3$s m, -%3$s m], [%3$s m, -%3$s m], [%3$s m, %3$s m], [-%3$s m, %3$s m]]
            obstacles: %4$s
            """.formatted(Pillars.FLOOR_M, Pillars.CEILING_M, Pillars.FENCE_M, Pillars.limits());

    private static final String LIMITS = SCENE + "tilt: 60 deg\nbody_rate: 12 rad/s\n";

    /** So far out that nothing in the scene comes near them; tilt and body rate are not the task's. */
    private static final String WIDE_LIMITS = """
            altitude: {floor: -20 m, ceiling: 20 m}
            geofence: [[-20 m, -20 m], [20 m, -20 m], [20 m, 20 m], [-20 m, 20 m]]
            tilt: 85 deg
            body_rate: 40 rad/s
            """;

    private static final Guarding GUARDING = new Guarding(
            LIMITS,
            WIDE_LIMITS,
            "{arming_hold: 0 ms, backups_per_minute: 100}",
            "zoo/quadrotor-critic",
            "zoo/quadrotor-recovery",
            "dwell: 200 ms, longest: 2 s",
            TICKS_TO_POLICY);

    private static final QuadrotorParameters CRAZYFLIE = QuadrotorParameterFiles.named("crazyflie-2.x");

    private final QuadrotorPlantConfig plant =
            QuadrotorPlantConfig.from(ConfigFile.parse("plant.yaml", "{model: quadrotor, params: crazyflie-2.x}"));
    private final QuadrotorLimits truth = QuadrotorLimits.from(ConfigFile.parse("limits.yaml", SCENE));

    @Override
    public String name() {
        return "quadrotor";
    }

    @Override
    public String description() {
        return "Crazyflie 2.x, RAPTOR at 100 Hz in a loop of 1 kHz: three goals among two pillars in a fence, at 0.8 to 2 m/s, in wind of"
                + " up to 0.6 m/s2 with gusts of up to 2 m/s2; judged every 1 ms";
    }

    @Override
    public Stage stage(Variant variant) {
        ConfigNode section = GUARDING.shield(variant);
        ShieldSettings settings = QuadrotorShieldSettings.from(section, CRAZYFLIE);
        Pilot pilot =
                new Pilot("zoo/raptor", plant, QuadrotorChannels.reference(), TICK_NS, TICKS_TO_POLICY, DEADLINE_NS);
        return random -> {
            SimulatedMachine machine = plant.machine(truth, new Noise(random.nextLong()));
            FlightCourse course = new FlightCourse(random.split());
            return new Scene(
                    new SteppedLoop.Parts(
                            machine, pilot.policy(), pilot.shield(settings), course, TICK_NS, TICKS_TO_POLICY, 0),
                    course,
                    new Gusts(CRAZYFLIE.massKg(), random.split()),
                    start(course.start(), random));
        };
    }

    /** Nearly at rest, nearly level, where the course begins. */
    private static double[] start(double[] place, SplittableRandom random) {
        QuadrotorState s = new QuadrotorState(CRAZYFLIE.rotors());
        double[] x = s.values;
        double norm = 1;
        for (int i = 0; i < 3; i++) {
            x[i] = place[i];
            x[QuadrotorState.ORIENTATION + 1 + i] = 0.05 * random.nextGaussian();
            norm += x[QuadrotorState.ORIENTATION + 1 + i] * x[QuadrotorState.ORIENTATION + 1 + i];
            x[QuadrotorState.VELOCITY + i] = 0.2 * random.nextGaussian();
            x[QuadrotorState.BODY_RATE + i] = 0.2 * random.nextGaussian();
        }
        for (int i = 0; i < 4; i++) {
            x[QuadrotorState.ORIENTATION + i] /= Math.sqrt(norm);
            x[QuadrotorState.ROTOR + i] = 0.8;
        }
        return x;
    }
}
