package dev.creance.policies;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import java.util.ArrayList;
import java.util.List;

/** What each policy and guard of the zoo is put between: the channels of its robot, as far as it looks at them. */
final class ZooRobots {
    private static final int JOINTS = 7;

    private ZooRobots() {}

    static PolicyEnvironment of(String policy) {
        return switch (policy) {
            case "pmsm-current", "motor-recovery", "motor-critic" -> drive();
            case "panda-reach" -> arm();
            case "quadrotor-recovery", "quadrotor-critic", "quadrotor-corridor" -> quadrotorWithRotors();
            default -> Quadrotor.askedAt(100);
        };
    }

    /** One whose device tells how its rotors turn. */
    private static PolicyEnvironment quadrotorWithRotors() {
        List<Channel> sensors = new ArrayList<>(Quadrotor.SENSORS.channels());
        for (int i = 0; i < Quadrotor.COMMANDS.size(); i++) {
            sensors.add(Channel.unbounded("rotor." + i, "1"));
        }
        return new PolicyEnvironment(new Layout(sensors), Quadrotor.REFERENCE, Quadrotor.COMMANDS, 100);
    }

    private static PolicyEnvironment drive() {
        return new PolicyEnvironment(
                layout("shaft.speed rad/s", "shaft.angle rad", "supply.voltage V", "current.d A", "current.q A"),
                layout("reference.current.d A", "reference.current.q A"),
                new Layout(List.of(new Channel("duty.d", "1", -1, 1), new Channel("duty.q", "1", -1, 1))),
                4000);
    }

    /** An arm numbers its joints. */
    private static PolicyEnvironment arm() {
        List<String> sensors = new ArrayList<>();
        List<String> commands = new ArrayList<>();
        for (int i = 0; i < JOINTS; i++) {
            sensors.add("joint.position." + i + " rad");
            sensors.add("joint.velocity." + i + " rad/s");
            commands.add("position." + i + " rad");
        }
        List<String> reference = new ArrayList<>();
        for (String axis : List.of("x", "y", "z")) {
            sensors.add("tool.position." + axis + " m");
            reference.add("reference.tool.position." + axis + " m");
        }
        return new PolicyEnvironment(layout(sensors), layout(reference), layout(commands), 50, 1000);
    }

    private static Layout layout(String... namesAndUnits) {
        return layout(List.of(namesAndUnits));
    }

    private static Layout layout(List<String> namesAndUnits) {
        return new Layout(namesAndUnits.stream()
                .map(each -> Channel.unbounded(each.split(" ")[0], each.split(" ")[1]))
                .toList());
    }
}
