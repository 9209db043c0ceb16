package dev.creance.policies.action;

import dev.creance.policies.manifest.Action;
import dev.creance.policies.manifest.Action.Clamp;
import dev.creance.policies.manifest.Action.JointCommand;
import dev.creance.policies.manifest.Action.Kind;
import dev.creance.policies.manifest.JointOrder;
import dev.creance.policies.manifest.JointTable;
import dev.creance.policies.manifest.Limits;
import dev.creance.policies.manifest.Manifest;
import dev.creance.policies.manifest.Operation;
import dev.creance.policies.manifest.Term;
import dev.creance.policies.signals.ChannelNames;
import dev.creance.policies.signals.JointChannels;
import dev.creance.policies.signals.JointQuantity;
import dev.creance.policies.signals.ValueProcess;
import dev.creance.runtime.Layout;
import dev.creance.runtime.config.ConfigNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the decoder of a manifest's action; refuses, by name, the channels that the device lacks. */
final class Decoders {
    private final Actuation actuation;
    private final Manifest manifest;
    private final ActionLayout layout;
    private final CommandClaims claims;

    private Decoders(Actuation actuation, ActionLayout layout) {
        this.actuation = actuation;
        this.manifest = actuation.manifest();
        this.layout = layout;
        this.claims = new CommandClaims(actuation.commands());
    }

    static Decoder of(Actuation actuation, ActionLayout layout) {
        Decoders decoders = new Decoders(actuation, layout);
        Action action = actuation.manifest().action();
        ConfigNode at = action.common().at();
        Decoder decoder = switch (action) {
            case Action.Direct direct -> decoders.direct(direct);
            case Action.AttitudeThrust thrust ->
                decoders.channels(at, thrust.commands(), thrust.units(), thrust.process());
            case Action.Twist twist -> decoders.twist(twist);
            case Action.Joints joints -> decoders.joints(joints.command(), 0);
            case Action.Split split -> decoders.split(split);
            case Action.Discrete discrete -> decoders.choices(discrete);
        };
        boolean named = action instanceof Action.Direct || action instanceof Action.AttitudeThrust;
        if (action.common().base().isEmpty()) {
            decoders.claims.requireAll(named ? at.child("commands") : at);
        }
        return decoder;
    }

    private Decoder direct(Action.Direct direct) {
        List<ConfigNode> units =
                direct.commands().stream().map(unused -> direct.unit()).toList();
        return channels(direct.common().at(), direct.commands(), units, direct.process());
    }

    private Decoder channels(
            ConfigNode at, List<ConfigNode> commands, List<ConfigNode> units, List<Operation> operations) {
        ValueProcess process = new ValueProcess(operations);
        int[] index = new int[commands.size()];
        for (int i = 0; i < index.length; i++) {
            ConfigNode node = commands.get(i);
            index[i] = claims.claim(node, ChannelDecoder.channel(node, actuation.commands()));
            ChannelDecoder.requireUnit(units.get(i), claims.channel(index[i]));
            if (manifest.action().common().base().isEmpty()) { // what is added to a base has no bounds of its own
                ChannelDecoder.requireFits(at, process, i, claims.channel(index[i]));
            }
        }
        return new ChannelDecoder(process, index);
    }

    /** The commands are the set points of the policy below: {@code setpoint.NAME.VALUE}. */
    private Decoder twist(Action.Twist twist) {
        ConfigNode values = twist.common().at().child("values");
        Layout commands = actuation.commands();
        int[] index = new int[twist.size()];
        for (int i = 0; i < index.length; i++) {
            String end = "." + ChannelNames.word(twist.values().get(i));
            List<String> found = commands.channels().stream()
                    .map(channel -> channel.name())
                    .filter(name -> name.startsWith("setpoint.") && name.endsWith(end))
                    .toList();
            if (found.size() != 1) {
                throw values.error(" names '" + twist.values().get(i) + "', and " + twist.to() + " takes " + found
                                + " of that name")
                        .withHint(ChannelDecoder.takes(commands));
            }
            index[i] = claims.claim(values, commands.indexOf(found.getFirst()));
            ChannelDecoder.requireUnit(twist.units().get(i), claims.channel(index[i]));
        }
        return new ChannelDecoder(new ValueProcess(twist.process()), index);
    }

    /** The channels {@code choice.0}, {@code choice.1}, … take the number of what each head chose. */
    private Decoder choices(Action.Discrete discrete) {
        ConfigNode at = discrete.common().at().child("choices");
        int[] index = new int[discrete.size()];
        for (int i = 0; i < index.length; i++) {
            String name = "choice." + i;
            if (!actuation.commands().has(name)) {
                throw at.error(" needs the command channel " + name)
                        .withHint(ChannelDecoder.takes(actuation.commands()));
            }
            index[i] = claims.claim(at, actuation.commands().indexOf(name));
        }
        return new ChoiceDecoder(
                index, discrete.choices().stream().mapToInt(List::size).toArray());
    }

    private Decoder split(Action.Split split) {
        List<JointDecoder> parts = new ArrayList<>();
        int from = 0;
        for (JointCommand part : split.parts()) {
            parts.add(joints(part, from));
            from += part.order().size();
        }
        return new SplitDecoder(parts);
    }

    private JointDecoder joints(JointCommand command, int from) {
        JointTable table = manifest.body().joints().orElseThrow();
        ConfigNode at = command.at().child("joints");
        JointChannels channels = claims.claim(
                at, JointChannels.of(at, table, command.order(), written(command.kind()), actuation.commands()));
        channels.requireUnit(command.at().child("unit"), unit(command), actuation.commands());
        requireGainsForEfforts(command);
        return new JointDecoder(new JointDecoder.Parts(
                command,
                channels,
                measuresAtStart(command)
                        ? JointChannels.of(at, table, command.order(), JointQuantity.POSITION, actuation.sensors())
                        : null,
                gains(command, table, from),
                new JointClamps(
                        command,
                        manifest.body()
                                .limits()
                                .orElse(new Limits(Optional.empty(), Optional.empty(), Optional.empty()))),
                actuation.targets(),
                defaultPose(command),
                layout,
                from,
                actuation.periodS()));
    }

    /** What is summed up over time is a position in the end. */
    private static String unit(JointCommand command) {
        String unit = command.unit().string();
        return command.kind() == Kind.VELOCITY_INTEGRATED ? unit.replace("/s", "") : unit;
    }

    private static void requireGainsForEfforts(JointCommand command) {
        boolean position = written(command.kind()) == JointQuantity.POSITION;
        if (position
                && command.clamps().contains(Clamp.EFFORT_LIMITS)
                && command.gains().isEmpty()) {
            throw command.at()
                    .child("clamps")
                    .error(" bounds the effort of a position loop whose gains are unknown")
                    .withHint("write 'gains: table', or leave effort_limits out");
        }
    }

    private static JointQuantity written(Kind kind) {
        return switch (kind) {
            case VELOCITY -> JointQuantity.VELOCITY;
            case EFFORT -> JointQuantity.EFFORT;
            default -> JointQuantity.POSITION;
        };
    }

    private boolean measuresAtStart(JointCommand command) {
        boolean starts = command.start().filter("measured"::equals).isPresent();
        boolean remembers = manifest.observations().stream()
                .flatMap(observation -> observation.terms().stream())
                .anyMatch(term -> term instanceof Term.Actions actions && actions.initial() == Term.Initial.MEASURED);
        return starts || (remembers && written(command.kind()) == JointQuantity.POSITION);
    }

    private JointGains gains(JointCommand command, JointTable table, int from) {
        ConfigNode at = command.at().child("gains");
        Layout commands = actuation.commands();
        boolean takes = JointChannels.any(table, command.order(), JointQuantity.KP, commands);
        if (command.gains().isEmpty() || !takes) {
            return new JointGains(command, null, null, manifest.body().gains(), layout, from);
        }
        return new JointGains(
                command,
                claims.claim(at, JointChannels.of(at, table, command.order(), JointQuantity.KP, commands)),
                claims.claim(at, JointChannels.of(at, table, command.order(), JointQuantity.KD, commands)),
                manifest.body().gains(),
                layout,
                from);
    }

    private double[] defaultPose(JointCommand command) {
        boolean needed = command.kind() == Kind.POSITION_FROM_DEFAULT
                || command.start().filter("default_pose"::equals).isPresent();
        JointOrder order = command.order();
        return needed
                ? manifest.body().defaultPose().map(pose -> pose.in(order)).orElseThrow()
                : new double[order.size()];
    }
}
