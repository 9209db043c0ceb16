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
import dev.creance.sim.arm.ContactForce;
import dev.creance.sim.arm.ElasticWall;
import dev.creance.sim.arm.LinkSpheres;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A Panda under joint impedance control, from postures at rest, many of them next to a limit: its joints, workspace and tool speed; in a
 * second set its own links besides, at full reach; in a third it runs into a wall, and into each limit there is for that.
 */
final class ArmSet implements BarrierSet {
    private static final int DEADLINE_TICKS = 30;
    private static final long TICK_NS = 1_000_000;
    private static final int POSTURES = 40;
    private static final double[] READY = {0, -Math.PI / 4, 0, -3 * Math.PI / 4, 0, Math.PI / 2, Math.PI / 4};

    /** Links farther from each other than this count as in the middle. */
    private static final double NEAR_M = 0.5;

    private static final double[] ACCELERATION = {10, 7.5, 10, 10, 15, 15, 15};

    /** Where nothing pushes the arm. */
    private static final String FREELY = "  velocity_share: 0.9\n";

    /** What a wall does to it is in no prediction. */
    private static final String PUSHED = "  velocity_share: 0.8\n";

    private static final String SERVO = """
            failsafe: {arming_hold: 0 ms}
            backup:
              servo: {stiffness: [600, 600, 600, 600, 250, 150, 50], damping: [50, 50, 50, 20, 20, 20, 10]}
            """;

    private static final String JOINTS = """
            limits:
              position: {margin: 0.05 rad}
              velocity: 0.8
              acceleration: [10 rad/s2, 7.5 rad/s2, 10 rad/s2, 10 rad/s2, 15 rad/s2, 15 rad/s2, 15 rad/s2]
              tool_speed: 1 m/s
            """;

    private static final String BOX = """
              workspace: {floor: 0.1 m, box: [[-0.6 m, 0.6 m], [-0.5 m, 0.5 m], [0 m, 0.9 m]]}
            """;

    /** The hand reaches base, shoulder and elbow where the arm is folded, and nothing keeps it from being stretched. */
    private static final String LINKS = """
              workspace: {floor: -0.5 m, box: [[-1 m, 1 m], [-1 m, 1 m], [-0.5 m, 1.3 m]]}
              self_collision:
                spheres:
                  - {link: base, centre: [0 m, 0 m, 0.1 m], radius: 0.1 m}
                  - {link: panda_joint2, centre: [0 m, 0 m, 0 m], radius: 0.08 m}
                  - {link: panda_joint4, centre: [0 m, 0 m, 0 m], radius: 0.09 m}
                  - {link: panda_joint7, centre: [0 m, 0 m, 0.15 m], radius: 0.1 m}
            """;

    /** All that limits forces, and what smooths; the wall stands within the workspace. */
    private static final String CONTACT = """
              workspace: {floor: 0.1 m, box: [[-0.1 m, 0.6 m], [-0.4 m, 0.4 m], [0.1 m, 0.8 m]]}
              jerk: [5000 rad/s3, 4000 rad/s3, 5000 rad/s3, 5000 rad/s3, 7500 rad/s3, 7500 rad/s3, 7500 rad/s3]
              following_effort: 0.8
              tool_lead: 15 mm
              contact: {force: 60 N, stiffness: 20000, reaction: 0 s, deceleration: 1000 m/s2, moving_mass: 8 kg, body_mass: 1000 kg}
            """;

    private static final String FREE = "model: arm\nparams: franka-panda\n";
    private static final String WALL =
            FREE + "wall: {point: [0.45 m, 0 m, 0 m], normal: [-1, 0, 0], stiffness: 20000, damping: 10}\n";

    private final String name;
    private final ConfigNode shield;
    private final ArmPlantConfig plant;
    private final Chain chain;
    private final ArmLimits limits;

    private ArmSet(String name, String shield, String plant) {
        this.name = name;
        this.shield = ConfigFile.parse("robot.yaml", shield);
        this.plant = ArmPlantConfig.from(ConfigFile.parse("plant.yaml", plant));
        chain = this.plant.chain();
        limits = ArmLimits.from(this.shield.child("limits"), chain);
    }

    static ArmSet workspace() {
        return new ArmSet("arm", SERVO + FREELY + JOINTS + BOX, FREE);
    }

    static ArmSet links() {
        return new ArmSet("links", SERVO + FREELY + JOINTS + LINKS, FREE);
    }

    static ArmSet contact() {
        return new ArmSet("contact", SERVO + PUSHED + JOINTS + CONTACT, WALL);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        String more = touches()
                ? ", force against a wall of 20 N/mm in its way"
                : limits.spheres().isEmpty() ? "" : ", the arm's own links";
        return "Franka Panda at 1 kHz under its joint impedance law: joints' positions and velocities, workspace, tool speed"
                + more + "; judged every 1 ms";
    }

    private boolean touches() {
        return limits.contactForceN() < Double.POSITIVE_INFINITY;
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
        ArmAdversary.Kind kind = Draw.of(random, ArmAdversary.kinds(limits));
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
                ArmShieldSettings.from(shield, chain, ArmInterface.POSITION), machine, TICK_NS, DEADLINE_TICKS);
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
        ElasticWall wall = plant.wall();
        double before = 0;
        for (int k = 0; k < 3; k++) {
            before += wall.normal()[k] * (toolM[k] - wall.pointM()[k]);
        }
        room = Math.min(room, before);
        for (int i = 0; i < posture.length; i++) {
            room = Math.min(room, Math.min(posture[i] - limits.lower()[i], limits.upper()[i] - posture[i]));
        }
        return Math.min(room, limits.spheres().copy().apartM(motion));
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
        private final LinkSpheres spheres = limits.spheres().copy();
        private final ContactForce contact =
                new ContactForce(limits, chain, plant.wall(), plant.servo().stiffness());

        @Override
        public List<String> limits() {
            List<String> all = new ArrayList<>(List.of("joint position", "joint velocity", "workspace", "tool speed"));
            if (!spheres.isEmpty()) {
                all.add("links");
            }
            if (touches()) {
                all.add("contact force");
            }
            return all;
        }

        @Override
        public void shares(double[] state, double[] out) {
            System.arraycopy(state, 0, position, 0, position.length);
            System.arraycopy(state, position.length, velocity, 0, velocity.length);
            motion.update(position, velocity);
            motion.point(chain.tool().link(), chain.tool().pose().positionM(), toolM);
            motion.pointVelocity(chain.tool().link(), toolM, toolMPerS);
            Arrays.fill(out, 0);
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
            if (!spheres.isEmpty()) {
                out[4] = 1 - Math.min(NEAR_M, spheres.apartM(motion)) / NEAR_M;
            }
            if (touches()) {
                out[out.length - 1] = contact.share(motion);
            }
        }

        private static double share(double value, double lower, double upper) {
            return Math.abs(2 * value - lower - upper) / (upper - lower);
        }
    }
}
