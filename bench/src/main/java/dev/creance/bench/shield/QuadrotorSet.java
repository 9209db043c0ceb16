package dev.creance.bench.shield;

import dev.creance.dynamics.quadrotor.QuadrotorParameterFiles;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.dynamics.quadrotor.QuadrotorState;
import dev.creance.runtime.Shield;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.safety.quadrotor.QuadrotorShieldSettings;
import dev.creance.sim.Disturbance;
import dev.creance.sim.Noise;
import dev.creance.sim.SimulatedMachine;
import dev.creance.sim.adversary.Adversary;
import dev.creance.sim.adversary.QuadrotorAdversary;
import dev.creance.sim.adversary.WorstWind;
import dev.creance.sim.quadrotor.ObstacleLimit;
import dev.creance.sim.quadrotor.QuadrotorLimits;
import dev.creance.sim.quadrotor.QuadrotorPlantConfig;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Ceiling, floor, fence, tilt and body rate of a Crazyflie in the worst wind that its backup is set up for; in a second set there are
 * obstacles besides.
 */
final class QuadrotorSet implements BarrierSet {
    private static final int DEADLINE_TICKS = 30;
    private static final long TICK_NS = 1_000_000;
    private static final double HALF_FENCE_M = 2.5;
    private static final double FLOOR_M = 0.15;
    private static final double CEILING_M = 2.5;

    /** Below it the shield takes a vehicle for one that takes off: the floor does not count yet, and the ground is promised in calm air only. */
    private static final double LEAST_START_M = FLOOR_M + 0.4;

    /** Farther from an obstacle than this counts as in the middle. */
    private static final double NEAR_M = 1;

    private static final String SHIELD = """
            backup: {disturbance: 1 m/s2}
            failsafe: {arming_hold: 0 ms}
            limits:
              altitude: {floor: 0.15 m, ceiling: 2.5 m}
              geofence: [[-2.5 m, -2.5 m], [2.5 m, -2.5 m], [2.5 m, 2.5 m], [-2.5 m, 2.5 m]]
              tilt: 60 deg
              body_rate: 12 rad/s
            """;

    /** The last two cross while an episode lasts; one of them strays by 11 cm. */
    private static final String OBSTACLES = """
              obstacles:
                - {kind: pillar, centre: [1.2 m, 0.3 m], radius: 0.3 m}
                - {kind: sphere, centre: [-1.2 m, 1.2 m, 1.2 m], radius: 0.35 m}
                - {kind: sphere, centre: [-1.6 m, -1.5 m, 0.8 m], radius: 0.25 m,
                   moves: {velocity: [1.5 m/s, 0.2 m/s, 0.3 m/s], from: 0.2 s, for: 1.5 s, acceleration: 0.1 m/s2}}
                - {kind: pillar, centre: [0.3 m, 2.2 m], radius: 0.2 m, moves: {velocity: [-0.5 m/s, 0 m/s], for: 2 s}}
            """;

    private static final QuadrotorParameters CRAZYFLIE = QuadrotorParameterFiles.named("crazyflie-2.x");
    private static final double WIND_N = 1 * CRAZYFLIE.massKg();

    private final QuadrotorPlantConfig plant = QuadrotorPlantConfig.from(
            ConfigFile.parse("plant.yaml", "{model: quadrotor, params: crazyflie-2.x, substeps: 2, sensors: ideal}"));
    private final String name;
    private final boolean takesOff;
    private final ConfigNode shield;
    private final QuadrotorLimits limits;

    private QuadrotorSet(String name, boolean takesOff, String shield) {
        this.name = name;
        this.takesOff = takesOff;
        this.shield = ConfigFile.parse("robot.yaml", shield);
        limits = QuadrotorLimits.from(this.shield.child("limits"));
    }

    static QuadrotorSet envelope() {
        return new QuadrotorSet("quadrotor", false, SHIELD);
    }

    static QuadrotorSet obstacles() {
        return new QuadrotorSet("obstacles", false, SHIELD + OBSTACLES);
    }

    /** From where it stands, in calm air. */
    static QuadrotorSet takeOff() {
        return new QuadrotorSet("takeoff", true, SHIELD);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        String among = limits.obstacles().isEmpty() ? "" : ", two obstacles that stand and two that move";
        String air = takesOff ? "; from where it stands, in calm air" : "; wind of 1 m/s2 the worst way";
        return "Crazyflie 2.x at 1 kHz, fence, ceiling, floor, tilt, body rate" + among + air + "; judged every 0.5 ms";
    }

    @Override
    public int ticks() {
        return 2000;
    }

    @Override
    public double tickS() {
        return TICK_NS * 1e-9;
    }

    @Override
    public List<String> guards() {
        return List.of(Guards.OURS, Guards.NONE);
    }

    @Override
    public Cast cast(String guard, SplittableRandom random) {
        SimulatedMachine machine = plant.machine(limits, new Noise(random.nextLong()));
        QuadrotorAdversary.Kind kind = Draw.of(random, QuadrotorAdversary.kinds(limits));
        WorstWind wind = new WorstWind(
                Draw.of(random, WorstWind.Kind.values()), random.split(), WIND_N, (FLOOR_M + CEILING_M) / 2);
        double[] force = new double[3];
        Weather weather = (tick, state, where) -> {
            wind.force(tick, state, force);
            where.disturb(Disturbance.FORCE, force);
        };
        return new Cast(
                kind.name(),
                machine,
                guard.equals(Guards.NONE) ? new OpenShield(machine.commands()) : own(machine),
                steady(),
                new QuadrotorAdversary(kind, random.split(), CRAZYFLIE, limits),
                takesOff ? Weather.NONE : weather,
                takesOff ? null : start(random),
                TICK_NS,
                1);
    }

    private Shield own(SimulatedMachine machine) {
        return Guards.ours(QuadrotorShieldSettings.from(shield, CRAZYFLIE), machine, TICK_NS, DEADLINE_TICKS);
    }

    /** What the rotors do already. */
    private static Adversary steady() {
        return (tick, state, command, out) -> System.arraycopy(state, QuadrotorState.ROTOR, out, 0, out.length);
    }

    /** Anywhere where the floor counts; every other time on the way to a wall, about as near to it as braking allows. */
    private static double[] start(SplittableRandom random) {
        QuadrotorState s = new QuadrotorState(CRAZYFLIE.rotors());
        double[] x = s.values;
        double tilt = random.nextDouble(0, 0.8);
        double heading = random.nextDouble(-Math.PI, Math.PI);
        x[QuadrotorState.ORIENTATION] = Math.cos(tilt / 2);
        x[QuadrotorState.ORIENTATION + 1] = Math.sin(tilt / 2) * Math.cos(heading);
        x[QuadrotorState.ORIENTATION + 2] = Math.sin(tilt / 2) * Math.sin(heading);
        for (int i = 0; i < 3; i++) {
            x[QuadrotorState.VELOCITY + i] = random.nextDouble(-1.5, 1.5);
            x[QuadrotorState.BODY_RATE + i] = random.nextDouble(-4, 4);
        }
        for (int i = 0; i < CRAZYFLIE.rotors(); i++) {
            x[QuadrotorState.ROTOR + i] = random.nextDouble(0.3, 1);
        }
        x[0] = random.nextDouble(-HALF_FENCE_M, HALF_FENCE_M);
        x[1] = random.nextDouble(-HALF_FENCE_M, HALF_FENCE_M);
        x[2] = random.nextDouble(LEAST_START_M, CEILING_M);
        if (random.nextBoolean()) {
            int axis = random.nextInt(2);
            double speed = x[QuadrotorState.VELOCITY + axis];
            double stopping = 0.2 + 0.3 * Math.abs(speed) + speed * speed / 6;
            x[axis] = Math.copySign(HALF_FENCE_M - stopping - random.nextDouble(0, 0.2), speed);
        }
        return x;
    }

    /** To the nearest of those that stand, no more than is near. */
    private double obstacleM(double[] x) {
        double least = NEAR_M;
        for (ObstacleLimit obstacle : limits.obstacles()) {
            least = obstacle.forS() == 0 ? Math.min(least, obstacle.marginM(0, x)) : least;
        }
        return least;
    }

    @Override
    public Nearness nearness() {
        return new Nearness() {
            @Override
            public List<String> limits() {
                List<String> all = List.of("fence", "ceiling", "floor", "tilt", "body rate", "standing obstacles");
                return limits.obstacles().isEmpty() ? all.subList(0, 5) : all;
            }

            @Override
            public void shares(double[] x, double[] out) {
                double half = (CEILING_M - FLOOR_M) / 2;
                double middle = (CEILING_M + FLOOR_M) / 2;
                double upX = x[QuadrotorState.ORIENTATION + 1];
                double upY = x[QuadrotorState.ORIENTATION + 2];
                int w = QuadrotorState.BODY_RATE;
                out[0] = Math.max(Math.abs(x[0]), Math.abs(x[1])) / HALF_FENCE_M;
                out[1] = (x[2] - middle) / half;
                out[2] = (middle - x[2]) / half;
                out[3] = Math.acos(Math.max(-1, 1 - 2 * (upX * upX + upY * upY))) / limits.tiltRad();
                out[4] = Math.sqrt(x[w] * x[w] + x[w + 1] * x[w + 1] + x[w + 2] * x[w + 2]) / limits.bodyRateRadPerS();
                if (!limits.obstacles().isEmpty()) {
                    out[5] = 1 - obstacleM(x) / NEAR_M;
                }
            }
        };
    }
}
