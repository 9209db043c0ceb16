package dev.creance.safety.guards;

import dev.creance.policies.Engine;
import dev.creance.policies.GuardFolder;
import dev.creance.policies.PolicyEnvironment;
import dev.creance.runtime.Channel;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPathContract;
import dev.creance.runtime.Layout;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.safety.LoadedGuards;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Each guard by itself, with what an engine runs for it. */
class GuardsHotPathTest extends HotPathContract {
    private static final Layout SENSORS = new Layout(List.of(new Channel("value", "1", -1, 1)));
    private static final Layout COMMANDS = new Layout(List.of(new Channel("number", "1", -1, 1)));
    private static final LoadedGuards SOURCE =
            new LoadedGuards(new PolicyEnvironment(SENSORS, SENSORS, COMMANDS, 1000, 1000), Engine.PLAIN);

    private final Sight sight = new Sight();
    private final double[] command = new double[1];

    @TempDir
    Path folder;

    @Override
    protected Class<?> anyOfTheProduct() {
        return GuardList.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        sight.sensors = new Frame(SENSORS);
        sight.sensors.validBits = -1;
        sight.reference = sight.sensors;
        sight.fresh = true;
        GuardFolder files = new GuardFolder(folder, SENSORS, COMMANDS, "1 kHz");
        String critic = files.critic("critic", files.judging("Sigmoid", new float[] {0, 10}, -5));
        String recovery = files.policy("recovery", files.answering("Tanh", "action", new float[] {1}, 0));
        String value = files.value("value", files.answering("Identity", "rating", new float[] {1}, 0));
        String disc = files.table("disc", "kind: density\ndensity: polynomial", "1,2,0\n1,0,2\n-2,0,0\n");
        String normal = files.table("normal", "kind: density\ndensity: mahalanobis", "0,0\n1,0\n0,1\n");
        String honest = files.table("honest", "kind: samples", "0.1,0.1\n-0.1,0.1\n0.1,0.9\n-0.1,0.9\n");
        List<EntryPoint> points = new ArrayList<>();
        points.add(guard(
                "CriticGuard",
                ", CriticGuard.recover, NetworkScore.of",
                "{kind: critic, use: '" + critic + "', recovery: '" + recovery
                        + "', on: 0.5, off: 0.4, dwell: 5 ms, longest: 1 s}"));
        points.add(guard("ThresholdGuard", "", "{kind: feasibility, use: '" + value + "'}"));
        points.add(guard("ThresholdGuard", ", Polynomial.of", "{kind: distribution, use: '" + disc + "'}"));
        points.add(
                guard("ThresholdGuard", ", Mahalanobis.of", "{kind: distribution, use: '" + normal + "', limit: 1}"));
        points.add(guard("InnovationGuard", "", "{kind: attack, method: innovation, limit: 1}"));
        points.add(
                guard("EnergyGuard", "", "{kind: attack, method: energy, window: 9, limit: 1, use: '" + honest + "'}"));
        points.add(
                guard("TwinGuard", "", "{kind: attack, method: twin, window: 9, limit: 1, use: '" + recovery + "'}"));
        points.add(guard("TransitionGuard", "", "{kind: transition}"));
        return points;
    }

    private EntryPoint guard(String type, String more, String yaml) {
        Guard guard = GuardList.from(
                        ConfigFile.parse("robot.yaml", "guards: [" + yaml + "]\n"),
                        new GuardContext(SOURCE, 1, new double[] {2}, Walk::new))
                .getFirst();
        closing(guard);
        double[] out = new double[1];
        return EntryPoint.of(
                type + ".observe, " + type + ".judge, " + type + ".room, " + type + ".acted" + more, () -> {
                    sight.tick++;
                    sight.actionTick = sight.tick;
                    sight.nowNs += 1_000_000;
                    sight.sampledAtNs = sight.nowNs;
                    sight.sensors.values[0] = sight.tick % 30 / 30.0;
                    command[0] = sight.tick % 40 < 20 ? 0.9 : 0.1;
                    guard.observe(sight);
                    if (guard.judge(sight, command) == Finding.RECOVER) {
                        guard.recover(out);
                    }
                    guard.room();
                    guard.acted(command);
                });
    }
}
