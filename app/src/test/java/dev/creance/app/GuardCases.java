package dev.creance.app;

import dev.creance.policies.GuardFolder;
import dev.creance.policies.OnnxBuilder;
import dev.creance.runtime.Layout;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Learned guards for the rows of docs/fault-reactions.md: networks of a few nodes, run by the engine that flies, that look at one sensor
 * which nobody else uses. Where a fault moves it beyond a threshold, they fail in their own way, or find what they are there to find.
 */
final class GuardCases {
    private final GuardFolder guards;
    private final GuardFolder policies;
    private final float usual;
    private final float threshold;
    private final int commands;
    private final String flown;

    private GuardCases(Path folder, String machine, RobotConfig config) {
        String channel = switch (machine) {
            case "quadrotor" -> "battery.voltage";
            case "motor" -> "winding.temperature";
            default -> "joint.effort.6";
        };
        usual = machine.equals("quadrotor") ? 4 : machine.equals("motor") ? 293 : 0;
        threshold = machine.equals("quadrotor") ? 4.5f : machine.equals("motor") ? 295 : 3;
        Layout sensors = config.machine().sensors();
        Layout one = new Layout(List.of(sensors.channels().get(sensors.indexOf(channel))));
        Layout taken = config.machine().commands();
        guards = new GuardFolder(folder, one, taken, Math.round(config.loop().rateHz()) + " Hz");
        policies = new GuardFolder(folder, one, taken, Math.round(config.loop().policyRateHz()) + " Hz");
        commands = taken.size();
        flown = FaultRow.policy(machine);
    }

    /** What {@code shield.guards} reads for a case. */
    static String section(Path folder, String machine, RobotConfig config, String name) {
        return "[" + new GuardCases(folder, machine, config).entry(name) + "]";
    }

    /** Writes another value function in the place of that of the case {@code feasibility}. */
    static void alter(Path folder, String machine, RobotConfig config) {
        GuardCases cases = new GuardCases(folder, machine, config);
        cases.guards.value(
                "value",
                new OnnxBuilder(17)
                        .input("observation", 1, 1)
                        .node("Neg", "observation", "rating")
                        .output("rating"));
    }

    private String entry(String name) {
        return switch (name) {
            case "critic_nan" -> critic("nan", shifted().node("Sqrt", "room", "root"), "root", flown);
            case "critic_fails" -> critic("fails", lookup(), "looked", flown);
            case "critic" -> critic("critic", risky(), "risk", flown);
            case "critic_recovery_nan" -> critic("critic", risky(), "risk", policies.policy("recovery", undefined()));
            case "feasibility" -> "{kind: feasibility, use: '" + guards.value("value", value()) + "'}";
            case "distribution" ->
                "{kind: distribution, use: '" + guards.table("disc", "kind: density\ndensity: polynomial", polynomial())
                        + "'}";
            case "energy" ->
                "{kind: attack, method: energy, window: 20, limit: 3, use: '" + guards.samples("honest", honest())
                        + "'}";
            case "innovation" -> "{kind: attack, method: innovation, over: 200 ms, slack: 0.3, limit: 20}";
            case "innovation_of_frames" -> "{kind: attack, method: innovation, slack: 0.6, limit: 5}";
            case "transition" -> "{kind: transition}";
            case "transition_200ms" -> "{kind: transition, over: 200 ms}";
            default -> throw new AssertionError(name);
        };
    }

    private String critic(String name, OnnxBuilder network, String output, String recovery) {
        // nothing of the command counts, and nothing of what is a number by itself
        network.floats("none", new long[] {commands, 1}, GuardFolder.all(commands, 0))
                .floats("low", new long[] {1}, -10)
                .node("MatMul", "action none", "nothing")
                .node("Add", output + " nothing", "sum")
                .node("Add", "sum low", "logit")
                .node("Sigmoid", "logit", "rating")
                .output("rating");
        return "{kind: critic, use: '" + guards.critic(name, network) + "', recovery: '" + recovery
                + "', on: 0.5, off: 0.4, longest: 500 ms}";
    }

    /** room = threshold − value. */
    private OnnxBuilder shifted() {
        return new OnnxBuilder(17)
                .input("observation", 1, 1)
                .input("action", 1, commands)
                .floats("threshold", new long[] {1}, threshold)
                .node("Sub", "threshold observation", "room");
    }

    private OnnxBuilder risky() {
        return shifted().floats("steep", new long[] {1}, -1000).node("Mul", "room steep", "risk");
    }

    /** At a place of a table of one, which beyond the threshold is not there. */
    private OnnxBuilder lookup() {
        return shifted()
                .floats("steep", new long[] {1}, -1000)
                .floats("table", new long[] {1, 1}, 0)
                .node("Mul", "room steep", "beyond")
                .node("Relu", "beyond", "places")
                .node("Cast", "places", "place", "to", 7)
                .integers("first", 1)
                .node("Reshape", "place first", "index")
                .node("Gather", "table index", "looked", "axis", 0);
    }

    private OnnxBuilder value() {
        return new OnnxBuilder(17)
                .input("observation", 1, 1)
                .floats("threshold", new long[] {1}, threshold)
                .node("Sub", "observation threshold", "rating")
                .output("rating");
    }

    private OnnxBuilder undefined() {
        return new OnnxBuilder(17)
                .input("observation", 1, 1)
                .floats("threshold", new long[] {1}, threshold)
                .floats("spread", new long[] {1, commands}, GuardFolder.all(commands, 0))
                .node("Sub", "threshold observation", "room")
                .node("Sqrt", "room", "root")
                .node("MatMul", "root spread", "action")
                .output("action");
    }

    /** value − threshold, the command left out. */
    private String polynomial() {
        String without = ",0".repeat(commands);
        return "1,1" + without + "\n" + -threshold + ",0" + without + "\n";
    }

    /** On both sides of what the sensor says while nothing is wrong, half as far from it as the threshold is. */
    private String honest() {
        float apart = (threshold - usual) / 2;
        return IntStream.range(0, 50)
                .mapToObj(i -> "" + (i % 2 == 0 ? usual - apart : usual + apart))
                .collect(Collectors.joining("\n"));
    }
}
