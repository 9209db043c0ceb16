package dev.creance.dynamics.arm.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.arm.ArmChannels;
import dev.creance.dynamics.arm.ArmInterface;
import dev.creance.dynamics.arm.ArmLoads;
import dev.creance.dynamics.arm.ArmReferences;
import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.Jacobian;
import dev.creance.dynamics.arm.urdf.ArmModels;
import dev.creance.runtime.Channel;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Policy;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.Reference;
import dev.creance.runtime.config.ConfigFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArmControllersTest {
    private static final String REACH = "{kind: reach, targets: [{at: 0 s, position: [0.45 m, 0.25 m, 0.3 m]}]}";
    private static final String JOINTS = "{kind: joint, waypoints: ["
            + "{at: 0 s, position: [0 rad, -0.785 rad, 0 rad, -2.356 rad, 0 rad, 1.571 rad, 0.785 rad]},"
            + "{at: 1.5 s, position: [0.5 rad, -0.5 rad, 0.2 rad, -2 rad, 0.1 rad, 1.8 rad, 1 rad]}]}";
    private static final double[] WAYPOINT = {0.5, -0.5, 0.2, -2, 0.1, 1.8, 1};

    private final ArmRun arm = new ArmRun();
    private final double[] home = arm.tool().rotation;

    @Test
    void jointsOfAnArmThatTakesEffortsArriveAtTheWaypoint() {
        fly("joint", ArmChannels.commands(arm.chain, ArmInterface.EFFORT), JOINTS, 3);

        assertThat(arm.state.position).containsExactly(WAYPOINT, within(3e-3));
    }

    @Test
    void jointsOfAnArmThatTakesSetPointsAreGivenTheReferenceAsItIs() {
        double[] command = fly("joint", positions(arm.chain), JOINTS, 3);

        assertThat(command).containsExactly(WAYPOINT, within(1e-6)); // float32
    }

    @Test
    void aToolReachesItsTargetByEffortsOfTheJoints() {
        fly("joint", ArmChannels.commands(arm.chain, ArmInterface.EFFORT), REACH, 4);

        assertThat(arm.tool().positionM).containsExactly(new double[] {0.45, 0.25, 0.3}, within(2e-3));
        assertThat(arm.tool().rotation).containsExactly(home, within(1e-2));
    }

    @Test
    void aToolReachesItsTargetBySetPointsOfTheJoints() {
        fly("joint", positions(arm.chain), REACH, 4);

        assertThat(arm.tool().positionM).containsExactly(new double[] {0.45, 0.25, 0.3}, within(2e-3));
        assertThat(arm.tool().rotation).containsExactly(home, within(1e-2));
    }

    @Test
    void anImpedanceReachesItsTargetGently() {
        fly("impedance", ArmChannels.commands(arm.chain, ArmInterface.EFFORT), REACH, 6);

        // friction of 0.2 Nm creeps away under the springs
        assertThat(arm.tool().positionM).containsExactly(new double[] {0.45, 0.25, 0.3}, within(5e-3));
    }

    @Test
    void anImpedanceFollowsJointsByTheirTool() {
        ArmRun there = new ArmRun();
        System.arraycopy(WAYPOINT, 0, there.state.position, 0, WAYPOINT.length);

        fly("impedance", ArmChannels.commands(arm.chain, ArmInterface.EFFORT), JOINTS, 6);

        assertThat(arm.tool().positionM).containsExactly(there.tool().positionM, within(5e-3));
    }

    @Test
    void anArmOfFiveJointsReachesATargetInWhateverOrientation() {
        Chain chain = ArmModels.named("so-101");
        ToolFollower follower = new ToolFollower(chain, 0.01);
        double[] joint = {0, 0.2, 0.3, 0.5, 0, 0};
        double[] target = {0.1, -0.25, 0.15}; // it faces −y
        for (int i = 0; i < 400; i++) {
            follower.follow(joint, target, joint);
        }

        assertThat(ArmRun.toolOf(chain, joint).positionM).containsExactly(target, within(2e-3));
    }

    @Test
    void aTargetOutOfReachStretchesTheArmAndDoesNotShakeIt() {
        ToolFollower follower = new ToolFollower(arm.chain, 0.01);
        double[] joint = ArmRun.HOME.clone();
        double[] before = new double[7];
        double[] far = {2, 0, 0.5};
        for (int i = 0; i < 2000; i++) {
            System.arraycopy(joint, 0, before, 0, 7);
            follower.follow(joint, far, joint);
        }

        assertThat(joint).containsExactly(before, within(2e-4));
        assertThat(ArmRun.toolOf(arm.chain, joint).positionM[0]).isGreaterThan(0.7);
    }

    @Test
    void setPointsStayNearAnArmThatIsHeld() {
        ToolFollower follower = new ToolFollower(arm.chain, 0.01);
        double[] setPoint = new double[7];
        for (int i = 0; i < 500; i++) {
            follower.follow(ArmRun.HOME, new double[] {0.2, 0.5, 0.3}, setPoint);
        }

        assertThat(setPoint).containsExactly(ArmRun.HOME, within(ToolFollower.MOST_LEAD + 1e-12));
        assertThat(setPoint[0]).isGreaterThan(0.1);
    }

    @Test
    void aToolNeverMovesFasterNorStartsHarderThanItsApproachSays() {
        ToolApproach approach = new ToolApproach(0.01);
        double[] error = {0.3, 0.4, 0, 0, 0, 0.5};
        double[] velocity = new double[Jacobian.ROWS];
        double before = 0;
        double farthest = 0.5;
        for (int i = 0; i < 400; i++) {
            approach.velocity(error, velocity);
            double speed = Math.hypot(velocity[0], velocity[1]);
            assertThat(speed).isLessThanOrEqualTo(0.5 + 1e-12);
            assertThat(Math.abs(speed - before)).isLessThanOrEqualTo(0.02 + 1e-12);
            before = speed;
            for (int k = 0; k < 6; k++) {
                error[k] -= 0.01 * velocity[k];
            }
            double left = Math.hypot(error[0], error[1]);
            assertThat(left).isLessThanOrEqualTo(farthest);
            farthest = left;
        }
        assertThat(farthest).isLessThan(1e-4);
    }

    /** At 1 kHz; set points go through a joint PD, as firmware has it. Returns the last command. */
    private double[] fly(String name, Layout commands, String text, double durationS) {
        Reference reference = ArmReferences.from(ConfigFile.parse("robot.yaml", text), arm.chain);
        Frame sensors = new Frame(ArmChannels.sensors(arm.chain));
        Frame wanted = new Frame(reference.layout());
        sensors.validBits = sensors.allValid();
        Policy policy = ArmControllers.of(arm.chain, sensors.layout(), reference.layout(), commands, ArmRun.PERIOD_S)
                .get(name)
                .get();
        JointGains gains = JointGains.of(arm.chain);
        JointPd firmware = new JointPd(arm.chain, gains.stiffness(), gains.damping());
        float[] observation = new float[policy.observationSize()];
        float[] action = new float[policy.actionSize()];
        double[] command = new double[7];
        long[] tick = {0};
        arm.run((int) Math.round(durationS / ArmRun.PERIOD_S), ArmLoads.NONE, () -> {
            System.arraycopy(arm.state.position, 0, sensors.values, 0, 7);
            System.arraycopy(arm.state.velocity, 0, sensors.values, 7, 7);
            reference.sample(tick[0]++ * 1_000_000, wanted);
            policy.observe(sensors, wanted, observation);
            assertThat(policy.infer(observation, action)).isEqualTo(PolicyStatus.OK);
            policy.command(action, command);
            if (commands.has("position.0")) {
                firmware.efforts(arm.state.position, arm.state.velocity, command, new double[7], arm.effort);
            } else {
                System.arraycopy(command, 0, arm.effort, 0, 7);
            }
        });
        return command;
    }

    private static Layout positions(Chain chain) {
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < chain.size(); i++) {
            channels.add(Channel.unbounded("position." + i, "rad"));
        }
        return new Layout(channels);
    }
}
