package dev.creance.bench.shield;

import dev.creance.dynamics.arm.ArmInterface;
import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.urdf.Urdf;
import dev.creance.runtime.Shield;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.safety.arm.ArmShieldSettings;
import dev.creance.sim.SimulatedMachine;
import dev.creance.sim.adversary.Adversary;
import dev.creance.sim.adversary.ArmAdversary;
import dev.creance.sim.arm.ArmLimits;
import java.util.List;
import java.util.SplittableRandom;

/** One joint whose drive follows set points exactly, as far as its acceleration goes: what a limiter is without anything around it. */
final class AxisSet implements BarrierSet {
    static final double RANGE_RAD = 1;
    static final double SPEED_RAD_PER_S = 2;
    static final double ACCELERATION_RAD_PER_S2 = 5;
    private static final int DEADLINE_TICKS = 30;
    private static final long TICK_NS = 1_000_000;

    private static final ConfigNode SHIELD = ConfigFile.parse("robot.yaml", """
            limits: {velocity: 1, acceleration: [5 rad/s2], position: {margin: 0 rad}, tool_speed: 100 m/s}
            backup: {overshoot: 0 rad, velocity_share: 1}
            failsafe: {arming_hold: 0 ms}
            """);

    private final Chain chain = Urdf.parse("axis.urdf", """
            <robot name="axis">
              <link name="base"/>
              <link name="arm"><inertial><origin xyz="0.1 0 0"/><mass value="1"/>
                <inertia ixx="0.01" ixy="0" ixz="0" iyy="0.01" iyz="0" izz="0.01"/></inertial></link>
              <joint name="axis" type="revolute"><parent link="base"/><child link="arm"/><axis xyz="0 0 1"/>
                <limit lower="-1" upper="1" velocity="2" effort="10"/></joint>
            </robot>
            """).chain();

    private final ArmLimits limits = ArmLimits.from(SHIELD.child("limits"), chain);
    private final JointRangeLimiter.Limits all = new JointRangeLimiter.Limits(
            limits.lower(), limits.upper(), limits.velocity(), new double[] {ACCELERATION_RAD_PER_S2});

    @Override
    public String name() {
        return "axis";
    }

    @Override
    public String description() {
        return "one joint at 1 kHz of +-1 rad, 2 rad/s, 5 rad/s2, whose drive follows set points as far as its speed and acceleration go";
    }

    @Override
    public int ticks() {
        return 4000;
    }

    @Override
    public double tickS() {
        return TICK_NS * 1e-9;
    }

    @Override
    public List<String> guards() {
        return List.of(
                Guards.OURS, Guards.NONE, Guards.ROS2_POSITION, Guards.ROS2_VELOCITY, Guards.SLACK_1, Guards.SLACK_10);
    }

    @Override
    public Cast cast(String guard, SplittableRandom random) {
        double edge = random.nextBoolean() ? 1 : random.nextDouble();
        double[] start = {edge * Draw.within(random, RANGE_RAD)};
        SimulatedMachine machine = new AxisMachine(chain, start[0], TICK_NS * 1e-9);
        ArmAdversary.Kind kind = Draw.of(random, ArmAdversary.Kind.values());
        Adversary holding = (tick, state, command, out) -> out[0] = tick == 0 ? start[0] : command[0];
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
        return switch (guard) {
            case Guards.NONE -> new OpenShield(machine.commands());
            case Guards.ROS2_POSITION -> JointRangeLimiter.position(all, tickS());
            case Guards.ROS2_VELOCITY -> JointRangeLimiter.velocity(all, tickS());
            case Guards.SLACK_1 -> new SlackBarrierFilter(all, 1, tickS());
            case Guards.SLACK_10 -> new SlackBarrierFilter(all, 10, tickS());
            default ->
                Guards.ours(
                        ArmShieldSettings.from(SHIELD, chain, ArmInterface.POSITION), machine, TICK_NS, DEADLINE_TICKS);
        };
    }

    @Override
    public Nearness nearness() {
        return new Nearness() {
            @Override
            public List<String> limits() {
                return List.of("position", "velocity");
            }

            @Override
            public void shares(double[] state, double[] out) {
                out[0] = Math.abs(state[0]) / RANGE_RAD;
                out[1] = Math.abs(state[1]) / SPEED_RAD_PER_S;
            }
        };
    }
}
