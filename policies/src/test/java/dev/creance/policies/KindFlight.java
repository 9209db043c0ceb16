package dev.creance.policies;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Layout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A flight of {@code kinds/NAME.csv}: by channel what the policy is shown, and what must come out. */
final class KindFlight {
    private final String kind;
    private final List<Map<String, Double>> rows;
    final Frame sensors;
    final Frame reference;
    final Layout commands;

    KindFlight(String kind) {
        this.kind = kind;
        this.rows = TestFiles.csv("kinds/" + kind + ".csv");
        this.sensors = new Frame(layout("sensors"));
        this.reference = new Frame(layout("reference"));
        this.commands = layout("commands");
        sensors.validBits = -1;
        reference.validBits = -1;
    }

    /** The columns {@code SIDE CHANNEL UNIT} of one side. */
    private Layout layout(String side) {
        String header = new String(TestFiles.bytes("kinds/" + kind + ".csv"), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElseThrow();
        return new Layout(Arrays.stream(header.split(","))
                .map(column -> column.split(" "))
                .filter(words -> words[0].equals(side))
                .map(words -> Channel.unbounded(words[1], words[2]))
                .toList());
    }

    /** The policy, in a folder of its own. */
    ManifestPolicy load(Engine engine, Path folder) throws IOException {
        try (DirectoryStream<Path> networks = Files.newDirectoryStream(TestFiles.path("kinds"), "*.onnx")) {
            for (Path network : networks) {
                Files.copy(network, folder.resolve(network.getFileName()));
            }
        }
        Files.write(folder.resolve("policy.yaml"), TestFiles.bytes("kinds/" + kind + ".yaml"));
        PolicyEnvironment environment = new PolicyEnvironment(sensors.layout(), reference.layout(), commands, 50);
        return Policies.load(folder.toString(), Path.of(""), engine, environment);
    }

    int periods() {
        return rows.size();
    }

    boolean startsAnew(int period) {
        return rows.get(period).get("reset") == 1;
    }

    /** The period, counted from the reset, whose answer is the newest; −1 where there is none yet. */
    int answer(int period) {
        return rows.get(period).get("answer").intValue();
    }

    double doubt(int period) {
        return rows.get(period).get("doubt");
    }

    void show(int period) {
        fill("sensors", period, sensors.layout(), sensors.values);
        fill("reference", period, reference.layout(), reference.values);
    }

    double[] command(int period) {
        double[] command = new double[commands.size()];
        fill("commands", period, commands, command);
        return command;
    }

    private void fill(String side, int period, Layout layout, double[] out) {
        for (int i = 0; i < layout.size(); i++) {
            Channel channel = layout.channels().get(i);
            out[i] = rows.get(period).get(side + " " + channel.name() + " " + channel.unit());
        }
    }
}
