package dev.creance.policies.manifest;

import dev.creance.policies.manifest.Manifest.Body;
import dev.creance.policies.manifest.Manifest.Signals;
import dev.creance.runtime.config.ConfigNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Binds a {@code policy.yaml} to records. Nothing has a default: what is missing is refused. */
public final class ManifestReader {
    private ManifestReader() {}

    public static Manifest read(ConfigNode root) {
        ConfigNode version = root.child("policy"); // before anything else: another version has other keys
        if (!version.string().equals("1")) {
            throw version.error("=" + version.string() + " is not a manifest format that this version reads")
                    .withHint("it reads 'policy: 1'");
        }
        root.only(
                "policy",
                "name",
                "description",
                "robot",
                "provenance",
                "licence",
                "models",
                "edges",
                "planners",
                "rates",
                "joints",
                "default_pose",
                "gains",
                "limits",
                "setpoints",
                "clocks",
                "motions",
                "observation",
                "action",
                "critics",
                "state",
                "ignored_outputs",
                "known_answers");
        ConfigNode provenance = root.child("provenance").only("source", "paper", "conversion");
        provenance.child("paper").string();
        provenance.child("conversion").string();
        ConfigNode licence = root.child("licence").only("spdx", "holder", "file");
        licence.child("file").string();
        List<Model> models = Model.read(root.child("models"));
        List<String> ids = models.stream().map(Model::id).toList();
        ReadContext context = new ReadContext(ids, body(root), signals(root, ids));
        Rates rates = Rates.read(root.child("rates"));
        Action action = new ActionReader(context).read(root.child("action"));
        Manifest manifest = new Manifest(
                root,
                Texts.text(root.child("name")),
                Texts.text(root.child("description")),
                Texts.text(root.child("robot")),
                Texts.text(provenance.child("source")),
                Texts.text(licence.child("spdx")) + ", " + Texts.text(licence.child("holder")),
                models,
                edges(root, ids),
                root.optional("planners").map(ConfigNode::items).orElse(List.of()).stream()
                        .map(item -> Planner.read(item, context, rates.nativeHz()))
                        .toList(),
                rates,
                context.body(),
                context.signals(),
                observations(root.child("observation"), context, action.size()),
                action,
                named(root, "critics", node -> Critic.read(node, ids), Critic::name),
                root.child("state").items().stream()
                        .map(item -> State.read(item, ids))
                        .toList(),
                root.child("ignored_outputs").items().stream()
                        .map(item -> TensorReference.read(item, ids))
                        .toList(),
                KnownAnswers.read(root.child("known_answers"), ids));
        PlannerRules.require(manifest);
        UnusedSections.refuse(manifest);
        return manifest;
    }

    private static Body body(ConfigNode root) {
        Optional<JointTable> joints = root.optional("joints").map(JointTable::read);
        return new Body(
                joints,
                root.optional("default_pose").map(node -> defaultPose(node, table(node, joints))),
                root.optional("gains").map(node -> Gains.read(node, table(node, joints))),
                root.optional("limits").map(node -> Limits.read(node, table(node, joints))));
    }

    private static JointTable table(ConfigNode node, Optional<JointTable> joints) {
        return joints.orElseThrow(() ->
                node.error(" speaks of joints, but the file has no 'joints'").withHint("add the table of joints"));
    }

    private static JointVector defaultPose(ConfigNode node, JointTable table) {
        JointVector pose = JointVector.read(node, table, "unit");
        JointUnits.require(node.child("unit"), Term.Quantity.POSITION);
        return pose;
    }

    private static Signals signals(ConfigNode root, List<String> models) {
        Optional<JointTable> table = root.optional("joints").map(JointTable::read);
        Signals signals = new Signals(
                named(root, "setpoints", Setpoint::read, Setpoint::name),
                named(root, "clocks", Clock::read, Clock::name),
                named(root, "motions", node -> Motion.read(node, table, models), Motion::name));
        for (Clock clock : signals.clocks()) {
            if (clock instanceof Clock.Phase phase && phase.atRest().isPresent()) {
                String wanted = phase.atRest().get().setpoint();
                if (signals.setpoints().stream().noneMatch(each -> each.name().equals(wanted))) {
                    throw clock.at().child("at_rest").child("setpoint").error("='" + wanted + "' is no setpoint");
                }
            }
        }
        return signals;
    }

    private static <T> List<T> named(
            ConfigNode root, String section, Function<ConfigNode, T> reader, Function<T, String> name) {
        List<T> found = new ArrayList<>();
        for (ConfigNode item : root.optional(section).map(ConfigNode::items).orElse(List.of())) {
            T next = reader.apply(item);
            if (found.stream().anyMatch(each -> name.apply(each).equals(name.apply(next)))) {
                throw item.child("name").error("='" + name.apply(next) + "' is there already");
            }
            found.add(next);
        }
        return List.copyOf(found);
    }

    private static List<Edge> edges(ConfigNode root, List<String> models) {
        if (models.size() == 1) {
            root.optional("edges").ifPresent(node -> {
                throw node.error(" joins models, but there is one").withHint("leave it out");
            });
            return List.of();
        }
        return root.child("edges").items().stream()
                .map(item -> item.only("from", "to"))
                .map(item -> new Edge(
                        TensorReference.read(item.child("from"), models),
                        TensorReference.read(item.child("to"), models)))
                .toList();
    }

    private static List<Observation> observations(ConfigNode node, ReadContext context, int actions) {
        if (!node.isList()) {
            return List.of(Observation.read(node, context, actions));
        }
        return node.items().stream()
                .map(item -> Observation.read(item, context, actions))
                .toList();
    }
}
