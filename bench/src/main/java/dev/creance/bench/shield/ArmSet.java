package dev.creance.bench.shield;

import dev.creance.dynamics.arm.ArmInterface;
import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.runtime.Shield;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.safety.arm.ArmShieldSettings;
import dev.creance.sim.Noise;
import dev.creance.sim.SimulatedMachine;
import dev.creance.sim.adversary.Adversary;
import dev.creance.sim.adversary.ArmAdversary;
import dev.creance.sim.arm.ArmLimits;
import dev.creance.sim.arm.ArmPlantConfig;
import java.util.List;
import java.util.SplittableRandom;

/** Joints, workspace and tool speed of a Panda under joint impedance control, from postures at rest, many of them next to a limit. */
final class ArmSet implements BarrierSet {
    private static final int DEADLINE_TICKS = 30;
    private static final long TICK_NS = 1_000_000;
    private static final int POSTURES = 40;
    private static final double[] READY = {0, -Math.PI / 4, 0, -3 * Math.PI / 4, 0, Math.PI / 2, Math.PI / 4};

    private static final ConfigNode SHIELD = ConfigFile.parse("robot.yaml", """
            limits:
              position: {margin: 0.05 rad}
              velocity: 0.8
              acceleration: [10 rad/s2, 7.5 rad/s2, 10 rad/s2, 10 rad/s2, 15 rad/s2, 15 rad/s2, 15 rad/s2]
              workspace: {floor: 0.1 m, box: [[-0.6 m, 0.6 m], [-0.5 m, 0.5 m], [0 m, 0.9 m]]}
              tool_speed: 1 m/s
            failsafe: {arming_hold: 0 ms}
            """);

    private static final double[] ACCELERATION = {10, 7.5, 10, 10, 15, 15, 15};

    private final ArmPlantConfig plant =
            ArmPlantConfig.from(ConfigFile.parse("plant.yaml", "{model: arm, params: franka-panda}"));
    private final Chain chain = plant.chain();
    private final ArmLimits limits = ArmLimits.from(SHIELD.child("limits"), chain);

    @Override
    public String name() {
        return "arm";
    }

    @Override
    public String description() {
        return "Franka Panda at 1 kHz under its joint impedance law: joints' positions and velocities, workspace, tool speed; judged"
                + " every 1 ms";
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
        return List.of(Guards.OURS, Guards.NONE, Guards.ROS2_POSITION);
    }

    @Override
    public Cast cast(String guard, SplittableRandom random) {
        double[] start = posture(random);
        ArmPlantConfig here = new ArmPlantConfig(
                chain,
                plant.nominal(),
                plant.taken(),
                plant.rateHz(),
                start,
                plant.servo(),
                plant.wall(),
                plant.sensing());
        SimulatedMachine machine = here.machine(limits, new Noise(random.nextLong()));
        ArmAdversary.Kind kind = Draw.of(random, ArmAdversary.Kind.values());
        Adversary holding =
                (tick, state, command, out) -> System.arraycopy(tick == 0 ? start : command, 0, out, 0, out.length);
        return new Cast(
                kind.name(),
                machine,
                guard(guard, machine),
                holding,
                new ArmAdversary(kind, random.split(), chain, limits),
                Weather.NONE,
                null,
                TICK_NS,
                1);
    }

    private Shield guard(String guard, SimulatedMachine machine) {
        if (guard.equals(Guards.ROS2_POSITION)) {
            return JointRangeLimiter.position(
                    new JointRangeLimiter.Limits(limits.lower(), limits.upper(), limits.velocity(), ACCELERATION),
                    TICK_NS * 1e-9);
        }
        if (guard.equals(Guards.NONE)) {
            return new OpenShield(machine.commands());
        }
        return Guards.ours(
                ArmShieldSettings.from(SHIELD, chain, ArmInterface.POSITION), machine, TICK_NS, DEADLINE_TICKS);
    }

    /** Near its usual posture, or anywhere with the tool inside; then that of many whose tool or joint is nearest to a limit. */
    private double[] posture(SplittableRandom random) {
        boolean atTheEdge = random.nextBoolean();
        double[] best = null;
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < POSTURES && (best == null || atTheEdge); i++) {
            double[] drawn = new double[chain.size()];
            for (int k = 0; k < drawn.length; k++) {
                drawn[k] = READY[k] + random.nextDouble(-0.8, 0.8);
            }
            double room = roomM(drawn);
            if (room > 0.03 && room < nearest) {
                nearest = room;
                best = drawn;
            }
        }
        return best == null ? READY.clone() : best;
    }

    /** Least of the tool's distance to a wall and, in radians, a joint's to its limit. */
    private double roomM(double[] posture) {
        ChainMotion motion = new ChainMotion(chain);
        double[] toolM = new double[3];
        motion.update(posture, new double[posture.length]);
        motion.point(chain.tool().link(), chain.tool().pose().positionM(), toolM);
        double room = Double.POSITIVE_INFINITY;
        for (int k = 0; k < 3; k++) {
            room = Math.min(room, Math.min(toolM[k] - limits.boxLowerM()[k], limits.boxUpperM()[k] - toolM[k]));
        }
        for (int i = 0; i < posture.length; i++) {
            room = Math.min(room, Math.min(posture[i] - limits.lower()[i], limits.upper()[i] - posture[i]));
        }
        return room;
    }

    @Override
    public Nearness nearness() {
        return new Near();
    }

    private final class Near implements Nearness {
        private final ChainMotion motion = new ChainMotion(chain);
        private final double[] position = new double[chain.size()];
        private final double[] velocity = new double[chain.size()];
        private final double[] toolM = new double[3];
        private final double[] toolMPerS = new double[3];

        @Override
        public List<String> limits() {
            return List.of("joint position", "joint velocity", "wall", "tool speed");
        }

        @Override
        public void shares(double[] state, double[] out) {
            System.arraycopy(state, 0, position, 0, position.length);
            System.arraycopy(state, position.length, velocity, 0, velocity.length);
            motion.update(position, velocity);
            motion.point(chain.tool().link(), chain.tool().pose().positionM(), toolM);
            motion.pointVelocity(chain.tool().link(), toolM, toolMPerS);
            java.util.Arrays.fill(out, 0);
            for (int i = 0; i < position.length; i++) {
                out[0] = Math.max(out[0], share(position[i], limits.lower()[i], limits.upper()[i]));
                out[1] = Math.max(out[1], Math.abs(velocity[i]) / limits.velocity()[i]);
            }
            double square = 0;
            for (int k = 0; k < 3; k++) {
                out[2] = Math.max(out[2], share(toolM[k], limits.boxLowerM()[k], limits.boxUpperM()[k]));
                square += toolMPerS[k] * toolMPerS[k];
            }
            out[3] = Math.sqrt(square) / limits.toolSpeedMPerS();
        }

        private static double share(double value, double lower, double upper) {
            return Math.abs(2 * value - lower - upper) / (upper - lower);
        }
    }
}
