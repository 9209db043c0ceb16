package dev.creance.policies.manifest;

import dev.creance.policies.manifest.Action.Clamp;
import dev.creance.policies.manifest.Action.JointCommand;
import dev.creance.policies.manifest.Action.Kind;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Binds the action. */
record ActionReader(ReadContext context) {
    private static final String[] JOINT_KINDS = Arrays.stream(Kind.values())
            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
            .toArray(String[]::new);
    private static final String[] KINDS = Stream.concat(
                    Stream.of("direct", "split", "attitude_thrust", "twist", "discrete"), Stream.of(JOINT_KINDS))
            .toArray(String[]::new);

    Action read(ConfigNode node) {
        String kind = node.child("kind").choice(KINDS);
        return switch (kind) {
            case "direct" -> direct(keys(node, "commands", "unit", "process", "base"));
            case "split" -> split(keys(node, "parts"));
            case "attitude_thrust" -> attitudeThrust(keys(node, "commands", "units", "process", "base"));
            case "twist" -> twist(keys(node, "to", "values", "units", "process", "base"));
            case "discrete" -> discrete(keys(node, "choices"));
            default -> {
                keys(node, jointKeys(kind));
                yield new Action.Joints(common(node), joints(node, kind));
            }
        };
    }

    private static ConfigNode keys(ConfigNode node, String... more) {
        return node.only(Stream.concat(Stream.of("tensor", "kind", "between", "chunk", "head"), Stream.of(more))
                .toArray(String[]::new));
    }

    private Action.Common common(ConfigNode node) {
        return new Action.Common(
                node,
                context.tensor(node.child("tensor")),
                between(node.child("between")),
                node.optional("chunk").map(ActionReader::chunk),
                node.optional("head").map(head -> Head.read(head, context)),
                node.optional("base").map(Base::read));
    }

    private static Action.Between between(ConfigNode node) {
        if (node.isMap()) {
            double hz = node.only("low_pass").child("low_pass").quantity(Dimension.FREQUENCY, 1e-3, 1e5);
            return new Action.Between(false, OptionalDouble.of(hz));
        }
        return new Action.Between(node.choice("hold", "linear").equals("linear"), OptionalDouble.empty());
    }

    private static Action.Chunk chunk(ConfigNode node) {
        String blend = node.child("blend").choice("none", "temporal_ensemble", "real_time");
        boolean ensemble = blend.equals("temporal_ensemble");
        if (ensemble) {
            node.only("steps", "execute", "blend", "decay");
        } else {
            node.only("steps", "execute", "blend");
        }
        int steps = node.child("steps").integer(2, 10_000);
        return new Action.Chunk(
                steps,
                node.child("execute").integer(1, steps),
                blend,
                ensemble ? node.child("decay").quantity(Dimension.RATIO, 0, 100) : Double.NaN);
    }

    private List<Operation> process(ConfigNode node, int size) {
        return refuseLoss(
                node, new ProcessReader(size, Optional.empty(), Optional.empty()).read(node.child("process")));
    }

    private static List<Operation> refuseLoss(ConfigNode node, List<Operation> process) {
        if (process.stream().anyMatch(operation -> operation instanceof Operation.Zero)) {
            throw node.child("process").error(" zeroes a value of the action, which loses it");
        }
        return process;
    }

    private Action direct(ConfigNode node) {
        List<ConfigNode> commands = commands(node);
        return new Action.Direct(common(node), commands, node.child("unit"), process(node, commands.size()));
    }

    private static List<ConfigNode> commands(ConfigNode node) {
        List<ConfigNode> commands = node.child("commands").items();
        if (commands.isEmpty()) {
            throw node.child("commands").error(" is empty").withHint("name the command channel of each action");
        }
        return commands;
    }

    private Action attitudeThrust(ConfigNode node) {
        List<ConfigNode> commands = commands(node);
        return new Action.AttitudeThrust(
                common(node), commands, node.child("units").items(commands.size()), process(node, commands.size()));
    }

    private Action twist(ConfigNode node) {
        List<String> values = Texts.distinct(node.child("values"));
        if (values.isEmpty()) {
            throw node.child("values").error(" is empty");
        }
        return new Action.Twist(
                common(node),
                Texts.text(node.child("to")),
                values,
                node.child("units").items(values.size()),
                process(node, values.size()));
    }

    private Action discrete(ConfigNode node) {
        List<List<String>> choices = new ArrayList<>();
        for (ConfigNode head : node.child("choices").items()) {
            List<String> names = Texts.distinct(head);
            if (names.size() < 2) {
                throw head.error(" holds fewer than two choices");
            }
            choices.add(names);
        }
        if (choices.isEmpty()) {
            throw node.child("choices").error(" is empty");
        }
        return new Action.Discrete(common(node), List.copyOf(choices));
    }

    private static String[] jointKeys(String kind) {
        List<String> keys = new ArrayList<>(List.of("joints", "unit", "process", "gains", "clamps"));
        if (Kind.valueOf(kind.toUpperCase(Locale.ROOT)).integrates()) {
            keys.add("start");
        }
        return keys.toArray(String[]::new);
    }

    private Action split(ConfigNode node) {
        List<JointCommand> parts = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        for (ConfigNode item : node.child("parts").items()) {
            String kind = item.child("kind").choice(JOINT_KINDS);
            item.only(
                    Stream.concat(Stream.of("kind"), Stream.of(jointKeys(kind))).toArray(String[]::new));
            JointCommand part = joints(item, kind);
            for (String joint : part.order().names()) {
                if (seen.contains(joint)) {
                    throw item.child("joints").error(" names " + joint + ", which another part commands");
                }
                seen.add(joint);
            }
            parts.add(part);
        }
        if (parts.size() < 2) {
            throw node.child("parts").error(" has " + parts.size() + " parts").withHint("a split has two or more");
        }
        return new Action.Split(common(node), List.copyOf(parts));
    }

    private JointCommand joints(ConfigNode node, String word) {
        Kind kind = Kind.valueOf(word.toUpperCase(Locale.ROOT));
        JointOrder order = context.order(node.child("joints"));
        JointUnits.require(node.child("unit"), kind.quantity());
        if (kind == Kind.POSITION_FROM_DEFAULT) {
            context.requireDefaultPose(node.child("kind"), order);
        }
        List<Clamp> clamps = clamps(node.child("clamps"), order);
        ProcessReader process = new ProcessReader(
                order.size(), Optional.of(order), context.body().joints());
        return new JointCommand(
                node,
                kind,
                order,
                node.child("unit"),
                refuseLoss(node, process.read(node.child("process"))),
                gains(node.child("gains"), order),
                clamps,
                start(node, kind, order));
    }

    private Optional<String> start(ConfigNode node, Kind kind, JointOrder order) {
        if (!kind.integrates()) {
            return Optional.empty();
        }
        String start = node.child("start").choice("measured", "default_pose");
        if (start.equals("default_pose")) {
            context.requireDefaultPose(node.child("start"), order);
        }
        return Optional.of(start);
    }

    private Optional<Action.GainSource> gains(ConfigNode node, JointOrder order) {
        if (node.isMap()) {
            node.only("kp", "kd");
            return Optional.of(
                    new Action.GainSource.Outputs(context.tensor(node.child("kp")), context.tensor(node.child("kd"))));
        }
        if (node.choice("table", "none").equals("none")) {
            return Optional.empty();
        }
        context.requireGains(node, order);
        return Optional.of(new Action.GainSource.Table());
    }

    private List<Clamp> clamps(ConfigNode node, JointOrder order) {
        List<Clamp> clamps = new ArrayList<>();
        for (ConfigNode item : node.items()) {
            Clamp clamp = Clamp.valueOf(item.choice("position_limits", "velocity_limits", "effort_limits")
                    .toUpperCase(Locale.ROOT));
            Optional<Limits> limits = context.body().limits();
            Optional<JointVector> bound = switch (clamp) {
                case POSITION_LIMITS -> limits.flatMap(Limits::position).map(Limits.Range::low);
                case VELOCITY_LIMITS -> limits.flatMap(Limits::velocity);
                case EFFORT_LIMITS -> limits.flatMap(Limits::effort);
            };
            bound.orElseThrow(() -> item.error("=" + item.string() + ", but 'limits' does not give them")
                            .withHint("add them under 'limits'"))
                    .in(order);
            clamps.add(clamp);
        }
        return List.copyOf(clamps);
    }
}
