package dev.creance.app;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.policies.PolicyEnvironment;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Policy;
import dev.creance.runtime.flight.RecordSchema;
import dev.creance.safety.quadrotor.ReferenceController;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What policies are put between: channels, rates and controllers of a robot, whether it flies, has flown, or is only described. */
final class PolicySurroundings {
    private static final double GRAVITY_M_PER_S2 = 9.81;

    private PolicySurroundings() {}

    static PolicyEnvironment of(RobotConfig config) {
        return of(config, config.loop().policyRateHz(), config.loop().rateHz());
    }

    /** Those of a robot in a file; without one a quadrotor's, which is asked for nothing and has no controllers. */
    static PolicyEnvironment of(Optional<Path> robot, double policyRateHz) {
        return robot.map(file -> of(RobotConfig.read(file, Map.of()), policyRateHz, policyRateHz))
                .orElseGet(() -> new PolicyEnvironment(
                        QuadrotorChannels.sensors(),
                        QuadrotorChannels.reference(),
                        QuadrotorChannels.commands(),
                        policyRateHz));
    }

    private static PolicyEnvironment of(RobotConfig config, double policyRateHz, double loopRateHz) {
        return new PolicyEnvironment(
                        config.machine().sensors(),
                        config.reference().layout(),
                        config.machine().commands(),
                        policyRateHz,
                        loopRateHz)
                .with(config.controllers());
    }

    /** Those of a recorded run; its configuration is read where a policy asks for a controller. */
    static PolicyEnvironment of(RecordSchema schema) {
        double loopRateHz = 1e9 / schema.tickPeriodNs();
        PolicyEnvironment environment = new PolicyEnvironment(
                schema.sensors(),
                schema.reference(),
                schema.commands(),
                loopRateHz / schema.policyDivider(),
                loopRateHz);
        return schema.metadata().containsKey(RunMetadata.CONFIG_TEXT)
                ? environment.with(Map.of(ReferenceController.NAME, () -> controller(schema.metadata())))
                : environment;
    }

    private static Policy controller(Map<String, String> metadata) {
        RobotConfig config = RunMetadata.config(metadata, Map.of()).orElseThrow();
        return config.controllers().get(ReferenceController.NAME).get();
    }

    /** What the sensors say of a robot that stands level. */
    static Frame atRest(Layout sensors) {
        Frame frame = new Frame(sensors);
        frame.validBits = frame.allValid();
        set(frame, "orientation.w", 1);
        set(frame, "accel.z", GRAVITY_M_PER_S2);
        return frame;
    }

    private static void set(Frame frame, String channel, double value) {
        if (frame.layout().has(channel)) {
            frame.values[frame.layout().indexOf(channel)] = value;
        }
    }

    /** A reference that asks for nothing. */
    static Frame asking(Layout reference) {
        Frame frame = new Frame(reference);
        frame.validBits = frame.allValid();
        return frame;
    }
}
