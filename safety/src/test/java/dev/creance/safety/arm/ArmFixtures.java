package dev.creance.safety.arm;

import dev.creance.dynamics.arm.ArmChannels;
import dev.creance.dynamics.arm.ArmInterface;
import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.urdf.ArmModels;
import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.loop.OverrunReaction;
import dev.creance.safety.ShieldTiming;
import java.util.List;

/** The arm, settings and timing that tests of the arm's shield use. */
final class ArmFixtures {
    static final Chain PANDA = ArmModels.named("franka-panda");
    static final Layout SENSORS = ArmChannels.sensors(PANDA);
    static final Layout COMMANDS = ArmChannels.commands(PANDA, ArmInterface.POSITION);
    static final Layout REFERENCE = new Layout(List.of(
            Channel.unbounded("reference.joint.position.0", "rad"),
            Channel.unbounded("reference.tool.position.z", "m")));
    static final ShieldTiming TIMING = new ShieldTiming(1_000_000, 1, 30_000_000, 50, OverrunReaction.STOP);

    /** The usual posture, elbow up, flange down. */
    static final double[] READY = {0, -Math.PI / 4, 0, -3 * Math.PI / 4, 0, Math.PI / 2, Math.PI / 4};

    static final String JOINTS = """
              position: {margin: 0.05 rad}
              velocity: 0.8
              acceleration: [10 rad/s2, 7.5 rad/s2, 10 rad/s2, 10 rad/s2, 15 rad/s2, 15 rad/s2, 15 rad/s2]
            """;

    static final String LIMITS = "limits:\n" + JOINTS + """
              workspace: {floor: 0.1 m, box: [[-0.6 m, 0.6 m], [-0.5 m, 0.5 m], [0 m, 0.9 m]]}
              tool_speed: 1 m/s
            failsafe: {arming_hold: 0 ms}
            """;

    /** Of {@link TrueArm}. */
    static final String SERVO =
            "backup: {servo: {stiffness: [600, 600, 600, 600, 250, 150, 50], damping: [60, 60, 60, 60, 25, 15, 5]}}\n";

    /** Every limit that there is, none so tight that the arm could not move. */
    static final String EVERYTHING = SERVO + "limits:\n" + JOINTS + """
              workspace: {floor: 0.1 m, box: [[-0.6 m, 0.6 m], [-0.5 m, 0.5 m], [0 m, 0.9 m]]}
              tool_speed: 1 m/s
              tool_lead: 0.2 m
              following_effort: 0.9
              self_collision:
                spheres: [{link: base, centre: [0 m, 0 m, 0.1 m], radius: 0.15 m}, {link: panda_joint4, centre: [0 m, 0 m, 0 m], radius: 0.09 m},
                  {link: panda_joint7, centre: [0 m, 0 m, 0.15 m], radius: 0.1 m}]
            failsafe: {arming_hold: 0 ms}
            """;

    private ArmFixtures() {}

    static ArmShieldSettings settings(String text) {
        return ArmShieldSettings.from(ConfigFile.parse("robot.yaml", text), PANDA, ArmInterface.POSITION);
    }
}
