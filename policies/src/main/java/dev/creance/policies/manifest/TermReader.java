package dev.creance.policies.manifest;

import dev.creance.policies.manifest.Term.Common;
import dev.creance.policies.manifest.Term.Rotation;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Binds the terms of an observation.
 *
 * @param actions values in an action
 * @param ownHistory whether a term may have a history of its own; not where frames of all terms follow each other
 */
record TermReader(ReadContext context, int actions, boolean ownHistory) {
    /** Above this an observation term is a typing error. */
    private static final int MOST_VALUES = 1 << 20;

    private static final String[] KINDS = {
        "channels",
        "difference",
        "rotation_matrix",
        "rotation_6d",
        "quaternion",
        "euler",
        "projected_gravity",
        "joints",
        "action",
        "setpoint",
        "one_hot",
        "return_to_go",
        "phase",
        "counter",
        "motion",
        "latent",
        "constant",
        "external"
    };

    Term read(ConfigNode node) {
        return switch (node.child("kind").choice(KINDS)) {
            case "channels" -> channels(keys(node, "signal", "unit"), Optional.empty());
            case "difference" -> channels(keys(node, "signal", "minus", "unit"), Optional.of(node.child("minus")));
            case "rotation_matrix" ->
                orientation(
                        keys(node, "signal", "layout"), layout(node) ? Rotation.MATRIX_ROWS : Rotation.MATRIX_COLUMNS);
            case "rotation_6d" ->
                orientation(keys(node, "signal", "layout"), layout(node) ? Rotation.SIX_ROWS : Rotation.SIX_COLUMNS);
            case "quaternion" -> orientation(keys(node, "signal", "order"), quaternion(node.child("order")));
            case "euler" -> euler(keys(node, "signal", "axes"));
            case "projected_gravity" -> gravity(keys(node, "signal"));
            case "joints" -> joints(keys(node, "quantity", "order", "relative_to", "unit"));
            case "action" -> actions(keys(node, "stores", "initial", "spacing", "between"));
            case "setpoint" -> setpoint(keys(node, "setpoint", "values"));
            case "one_hot" -> oneHot(keys(node, "setpoint", "value"));
            case "return_to_go" ->
                new Term.ReturnToGo(
                        common(keys(node, "target", "reward"), 1),
                        node.child("target").quantity(Dimension.RATIO),
                        node.child("reward"));
            case "phase" -> phase(keys(node, "clock", "functions", "offsets"));
            case "counter" -> counter(keys(node, "clock"));
            case "motion" -> motion(keys(node, "motion", "quantity", "as", "frame", "lag"));
            case "latent" ->
                new Term.Latent(common(keys(node, "tensor"), dim(node)), context.tensor(node.child("tensor")));
            case "constant" -> constant(keys(node, "values"));
            default -> {
                Common common = common(keys(node, "signal", "unit"), dim(node));
                yield new Term.External(common, Texts.text(node.child("signal")), Texts.text(node.child("unit")));
            }
        };
    }

    private ConfigNode keys(ConfigNode node, String... more) {
        Stream<String> all = Stream.concat(Stream.of("term", "kind", "dim", "process"), Stream.of(more));
        return node.only((ownHistory ? Stream.concat(all, Stream.of("history")) : all).toArray(String[]::new));
    }

    private static int dim(ConfigNode node) {
        return node.child("dim").integer(1, MOST_VALUES);
    }

    private Common common(ConfigNode node, int size) {
        return common(node, size, Optional.empty());
    }

    private Common common(ConfigNode node, int size, Optional<JointOrder> order) {
        int dim = dim(node);
        if (dim != size) {
            throw node.child("dim")
                    .error("=" + dim + ", but a term of this kind and these keys has " + size + " values")
                    .withHint("write 'dim: " + size + "', or correct what it is made of");
        }
        Optional<History> history = node.optional("history").map(own -> History.read(own, true));
        ProcessReader process = new ProcessReader(dim, order, context.body().joints());
        return new Common(node, Texts.text(node.child("term")), dim, process.read(node.child("process")), history);
    }

    private Term channels(ConfigNode node, Optional<ConfigNode> minus) {
        return new Term.Channels(common(node, dim(node)), node.child("signal"), minus, node.child("unit"));
    }

    private static boolean layout(ConfigNode node) {
        return node.child("layout").choice("row_major", "column_major").equals("row_major");
    }

    private static Rotation quaternion(ConfigNode node) {
        return node.choice("wxyz", "xyzw").equals("wxyz") ? Rotation.QUATERNION_WXYZ : Rotation.QUATERNION_XYZW;
    }

    private Term orientation(ConfigNode node, Rotation as) {
        return new Term.Orientation(common(node, size(as)), node.child("signal"), as);
    }

    private static int size(Rotation as) {
        return switch (as) {
            case MATRIX_ROWS, MATRIX_COLUMNS -> 9;
            case SIX_ROWS, SIX_COLUMNS -> 6;
            case QUATERNION_WXYZ, QUATERNION_XYZW -> 4;
        };
    }

    private Term euler(ConfigNode node) {
        List<String> axes = Texts.distinct(node.child("axes"));
        node.child("axes").items().forEach(axis -> axis.choice("roll", "pitch", "yaw"));
        return new Term.Euler(common(node, axes.size()), node.child("signal"), axes);
    }

    private Term gravity(ConfigNode node) {
        return new Term.Gravity(common(node, 3), node.child("signal"));
    }

    private Term joints(ConfigNode node) {
        Term.Quantity quantity = Term.Quantity.valueOf(
                node.child("quantity").choice("position", "velocity", "effort").toUpperCase(Locale.ROOT));
        JointOrder order = context.order(node.child("order"));
        ConfigNode relative = node.child("relative_to");
        Term.Origin origin = Term.Origin.valueOf(
                relative.choice("nothing", "default_pose", "target").toUpperCase(Locale.ROOT));
        if (origin != Term.Origin.NOTHING && quantity != Term.Quantity.POSITION) {
            throw relative.error("=" + relative.string() + " is a position, and the quantity is "
                            + node.child("quantity").string())
                    .withHint("write 'relative_to: nothing'");
        }
        if (origin == Term.Origin.DEFAULT_POSE) {
            context.requireDefaultPose(relative, order);
        }
        JointUnits.require(node.child("unit"), quantity);
        Common common = common(node, order.size(), Optional.of(order));
        return new Term.Joints(common, quantity, order, origin, node.child("unit"));
    }

    private Term actions(ConfigNode node) {
        node.child("spacing").choice("native");
        node.child("between").choice("running_mean");
        ConfigNode initial = node.child("initial");
        List<Double> values = List.of();
        Term.Initial kind = Term.Initial.VALUES;
        if (initial.isList()) {
            values = initial.items(actions).stream()
                    .map(item -> item.quantity(Dimension.RATIO))
                    .toList();
        } else {
            kind = initial.choice("zeros", "measured").equals("zeros") ? Term.Initial.ZEROS : Term.Initial.MEASURED;
        }
        boolean executed = node.child("stores").choice("raw", "executed").equals("executed");
        return new Term.Actions(common(node, actions), executed, kind, values);
    }

    private Term setpoint(ConfigNode node) {
        Setpoint setpoint = context.setpoint(node.child("setpoint"));
        ConfigNode values = node.child("values");
        List<String> names = values.isList() ? Texts.distinct(values) : setpoint.names();
        if (values.isList()) {
            values.items().forEach(name -> name.choice(setpoint.names().toArray(String[]::new)));
        } else {
            values.choice("all");
        }
        return new Term.SetpointValues(common(node, names.size()), setpoint.name(), names);
    }

    private Term oneHot(ConfigNode node) {
        Setpoint setpoint = context.setpoint(node.child("setpoint"));
        String value = node.child("value").choice(setpoint.names().toArray(String[]::new));
        return new Term.OneHot(common(node, dim(node)), setpoint.name(), value);
    }

    private Term phase(ConfigNode node) {
        Clock clock = context.clock(node.child("clock"));
        if (!(clock instanceof Clock.Phase)) {
            throw node.child("clock").error("='" + clock.name() + "' counts; it has no phase");
        }
        List<String> functions = Texts.distinct(node.child("functions"));
        node.child("functions").items().forEach(function -> function.choice("sin", "cos", "ratio"));
        List<Double> offsets = node.child("offsets").items().stream()
                .map(offset -> offset.quantity(Dimension.ANGLE))
                .toList();
        return new Term.PhaseValues(common(node, functions.size() * offsets.size()), clock.name(), functions, offsets);
    }

    private Term counter(ConfigNode node) {
        Clock clock = context.clock(node.child("clock"));
        if (!(clock instanceof Clock.Counter)) {
            throw node.child("clock").error("='" + clock.name() + "' goes round; it does not count");
        }
        return new Term.Count(common(node, 1), clock.name());
    }

    private Term motion(ConfigNode node) {
        Motion motion = context.motion(node.child("motion"));
        String quantity = node.child("quantity").choice(Motion.QUANTITIES);
        ConfigNode as = node.child("as");
        Optional<Rotation> rotation = Optional.empty();
        if (quantity.endsWith("_orientation")) {
            rotation = Optional.of(Rotation.valueOf(as.choice(
                            "matrix_rows",
                            "matrix_columns",
                            "six_rows",
                            "six_columns",
                            "quaternion_wxyz",
                            "quaternion_xyzw")
                    .toUpperCase(Locale.ROOT)));
        } else {
            as.choice("none");
        }
        return new Term.MotionValues(
                common(node, size(node.child("quantity"), motion, rotation), order(motion, quantity)),
                motion.name(),
                quantity,
                rotation,
                node.child("frame").choice("none", "world", "anchor"),
                node.child("lag").integer(motion.recording().isPresent() ? -1000 : 0, 1000));
    }

    /** A recorded motion's joints are shown in the policy's order, whatever theirs is in the file. */
    private Optional<JointOrder> order(Motion motion, String quantity) {
        return motion.recording().isPresent() && quantity.startsWith("joint_")
                ? context.body().joints().map(table -> new JointOrder(table.at(), "policy", table.inPolicyOrder()))
                : Optional.empty();
    }

    private int size(ConfigNode quantity, Motion motion, Optional<Rotation> rotation) {
        String what = quantity.string();
        int each = rotation.map(TermReader::size).orElse(3);
        if (what.startsWith("joint_")) {
            JointOrder joints = motion.joints()
                    .orElseThrow(
                            () -> quantity.error("=" + what + ", but motion '" + motion.name() + "' has no joints"));
            return order(motion, what).orElse(joints).size();
        }
        if (what.startsWith("anchor_")) {
            if (motion.anchorBody().isEmpty()) {
                throw quantity.error("=" + what + ", but motion '" + motion.name() + "' has no anchor body");
            }
            return each;
        }
        return each * motion.bodies().size();
    }

    private Term constant(ConfigNode node) {
        List<Double> values = node.child("values").items().stream()
                .map(item -> item.quantity(Dimension.RATIO))
                .toList();
        return new Term.Constant(common(node, values.size()), values);
    }
}
