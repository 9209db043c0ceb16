package dev.creance.bench.shield;

import dev.creance.dynamics.quadrotor.QuadrotorParameterFiles;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.dynamics.quadrotor.QuadrotorState;
import dev.creance.runtime.Shield;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.loop.OverrunReaction;
import dev.creance.safety.ShieldTiming;
import dev.creance.safety.quadrotor.QuadrotorShieldSettings;
import dev.creance.sim.Disturbance;
import dev.creance.sim.Noise;
import dev.creance.sim.SimulatedMachine;
import dev.creance.sim.adversary.Adversary;
import dev.creance.sim.adversary.QuadrotorAdversary;
import dev.creance.sim.adversary.WorstWind;
import dev.creance.sim.quadrotor.QuadrotorLimits;
import dev.creance.sim.quadrotor.QuadrotorPlantConfig;
import java.util.List;
import java.util.SplittableRandom;

/** Ceiling, floor, fence, tilt and body rate of a Crazyflie in the worst wind that its backup is set up for. */
final class QuadrotorSet implements BarrierSet {
    private static final long TICK_NS = 1_000_000;
    private static final double HALF_FENCE_M = 2.5;
    private static final double FLOOR_M = 0.15;
    private static final double CEILING_M = 2.5;

    private static final ConfigNode SHIELD = ConfigFile.parse("robot.yaml", """
            limits:
              altitude: {floor: 0.15 m, ceiling: 2.5 m}
              geofence: [[-2.5 m, -2.5 m], [2.5 m, -2.5 m], [2.5 m, 2.5 m], [-2.5 m, 2.5 m]]
              tilt: 60 deg
              body_rate: 12 rad/s
            backup: {disturbance: 1 m/s2}
            failsafe: {arming_hold: 0 ms}
            """);

    private static final QuadrotorParameters CRAZYFLIE = QuadrotorParameterFiles.named("crazyflie-2.x");
    private static final double WIND_N = 1 * CRAZYFLIE.massKg();

    private final QuadrotorPlantConfig plant = QuadrotorPlantConfig.from(
            ConfigFile.parse("plant.yaml", "{model: quadrotor, params: crazyflie-2.x, substeps: 2, sensors: ideal}"));
    private final QuadrotorLimits limits = QuadrotorLimits.from(SHIELD.child("limits"));

    @Override
    public String name() {
        return "quadrotor";
    }

    @Override
    public String description() {
        return "Crazyflie 2.x at 1 kHz, fence, ceiling, floor, tilt, body rate; wind of 1 m/s2 the worst way; judged every 0.5 ms";
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
        QuadrotorAdversary.Kind kind = Draw.of(random, QuadrotorAdversary.Kind.values());
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
                weather,
                start(random),
                TICK_NS,
                1);
    }

    private static Shield own(SimulatedMachine machine) {
        return QuadrotorShieldSettings.from(SHIELD, CRAZYFLIE)
                .shield(
                        machine.sensors(),
                        machine.commands(),
                        new ShieldTiming(TICK_NS, 1, 30 * TICK_NS, 50, OverrunReaction.STOP));
    }

    /** What the rotors do already. */
    private static Adversary steady() {
        return (tick, state, command, out) -> System.arraycopy(state, QuadrotorState.ROTOR, out, 0, out.length);
    }

    /** Anywhere; every other time on the way to a wall, about as near to it as braking allows. */
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
        x[2] = random.nextDouble(FLOOR_M, CEILING_M);
        if (random.nextBoolean()) {
            int axis = random.nextInt(2);
            double speed = x[QuadrotorState.VELOCITY + axis];
            double stopping = 0.2 + 0.3 * Math.abs(speed) + speed * speed / 6;
            x[axis] = Math.copySign(HALF_FENCE_M - stopping - random.nextDouble(0, 0.2), speed);
        }
        return x;
    }

    @Override
    public Nearness nearness() {
        return new Nearness() {
            @Override
            public List<String> limits() {
                return List.of("fence", "ceiling", "floor", "tilt", "body rate");
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
            }
        };
    }
}
