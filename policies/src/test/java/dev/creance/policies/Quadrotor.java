package dev.creance.policies;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Layout;
import java.util.ArrayList;
import java.util.List;

/** The channels of a quadrotor, as far as its policies look at them, and frames to fill. */
final class Quadrotor {
    static final Layout SENSORS = new Layout(channels(
            "position.x m",
            "position.y m",
            "position.z m",
            "orientation.w 1",
            "orientation.x 1",
            "orientation.y 1",
            "orientation.z 1",
            "velocity.x m/s",
            "velocity.y m/s",
            "velocity.z m/s",
            "gyro.x rad/s",
            "gyro.y rad/s",
            "gyro.z rad/s",
            "battery.voltage V"));

    static final Layout REFERENCE = new Layout(channels(
            "reference.position.x m",
            "reference.position.y m",
            "reference.position.z m",
            "reference.velocity.x m/s",
            "reference.velocity.y m/s",
            "reference.velocity.z m/s",
            "reference.yaw rad"));

    static final Layout COMMANDS = new Layout(List.of(
            new Channel("motor.0", "1", 0, 1),
            new Channel("motor.1", "1", 0, 1),
            new Channel("motor.2", "1", 0, 1),
            new Channel("motor.3", "1", 0, 1)));

    final Frame sensors = new Frame(SENSORS);
    final Frame reference = new Frame(REFERENCE);

    Quadrotor() {
        sensors.validBits = sensors.allValid();
        reference.validBits = reference.allValid();
        sensor("orientation.w", 1);
    }

    private static List<Channel> channels(String... namesAndUnits) {
        List<Channel> channels = new ArrayList<>();
        for (String each : namesAndUnits) {
            channels.add(Channel.unbounded(each.split(" ")[0], each.split(" ")[1]));
        }
        return channels;
    }

    static PolicyEnvironment askedAt(double policyRateHz) {
        return new PolicyEnvironment(SENSORS, REFERENCE, COMMANDS, policyRateHz);
    }

    void sensor(String channel, double value) {
        sensors.values[SENSORS.indexOf(channel)] = value;
    }

    void reference(String channel, double value) {
        reference.values[REFERENCE.indexOf(channel)] = value;
    }
}
