package dev.creance.policies;

import dev.creance.policies.manifest.GuardManifest;
import dev.creance.policies.observation.Observables;
import dev.creance.policies.observation.Observer;
import dev.creance.policies.signals.ValueProcess;
import dev.creance.runtime.Channel;
import dev.creance.runtime.Features;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Layout;
import dev.creance.runtime.config.ConfigNode;
import java.util.List;

/** What a guard's manifest says that it is fed, drawn from a robot's channels by what makes a policy's observation. */
final class GuardFeatures implements Features {
    private final Observer observer;
    private final int[] channels;
    private final ValueProcess process;
    private final float[] observation;
    private final double[] command;

    /** @param callsPerPeriod ticks in a period of the guard */
    GuardFeatures(GuardManifest guard, PolicyFiles files, PolicyEnvironment environment, int callsPerPeriod) {
        observer = Observer.of(
                new Observables(guard.outline(), environment.channels(), 1, callsPerPeriod, files::read, null),
                List.of(),
                false);
        observation = new float[observer.size()];
        channels = guard.command()
                .map(judged -> judged.channels().stream()
                        .mapToInt(node -> channel(node, judged.unit(), environment.commands()))
                        .toArray())
                .orElse(new int[0]);
        process = new ValueProcess(
                guard.command().map(GuardManifest.Command::process).orElse(List.of()));
        command = new double[channels.length];
    }

    private static int channel(ConfigNode node, ConfigNode unit, Layout commands) {
        if (!commands.has(node.string())) {
            throw node.error("='" + node.string() + "' is no command channel")
                    .withHint("the device takes "
                            + commands.channels().stream().map(Channel::name).toList());
        }
        Channel channel = commands.channels().get(commands.indexOf(node.string()));
        if (!unit.string().equals(channel.unit())) {
            throw unit.error("='" + unit.string() + "', but " + channel.name() + " is in '" + channel.unit() + "'");
        }
        return commands.indexOf(node.string());
    }

    @Override
    public int observationSize() {
        return observation.length;
    }

    @Override
    public int commandSize() {
        return command.length;
    }

    @Override
    @HotPath
    public void observe(Frame sensors, Frame reference) {
        observer.observe(sensors, reference, observation);
    }

    @Override
    @HotPath
    public void fill(double[] proposal, float[] out) {
        System.arraycopy(observation, 0, out, 0, observation.length);
        seen(proposal);
        for (int i = 0; i < command.length; i++) {
            out[observation.length + i] = (float) command[i];
        }
    }

    private void seen(double[] commands) {
        for (int i = 0; i < command.length; i++) {
            command[i] = commands[channels[i]];
        }
        process.apply(command);
    }

    @Override
    @HotPath
    public void acted(double[] executed) {
        seen(executed);
        observer.acted(command, command);
    }

    @Override
    @HotPath
    public void reset() {
        observer.reset();
    }
}
