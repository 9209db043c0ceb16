package dev.creance.policies.imports;

import dev.creance.runtime.config.ConfigNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code deploy.yaml} of unitree_rl_lab and unitree_rl_mjlab. Stiffness and damping stand in the order of the SDK's motors
 * ({@code State_RLBase::enter} writes {@code motor_cmd()[i].kp = stiffness[i]}); all other vectors pass {@code joint_ids_map}.
 * Terms are stacked term by term, oldest first, and filled with their first value.
 */
final class UnitreeImporter implements Importer {
    @Override
    public String format() {
        return "unitree";
    }

    @Override
    public boolean reads(Source source) {
        return source.configHas("joint_ids_map", "step_dt", "stiffness", "observations");
    }

    @Override
    public void draft(Source source, Draft draft) {
        ConfigNode config = source.config()
                .orElseThrow()
                .only(
                        "joint_ids_map",
                        "step_dt",
                        "stiffness",
                        "damping",
                        "default_joint_pos",
                        "commands",
                        "actions",
                        "observations",
                        "use_gym_history",
                        "scale_first");
        GraphFacts graph = source.requireGraph();
        Sections.head(draft, format());
        Sections.model(draft, "policy", graph);
        Sections.rates(draft, Optional.of(config.child("step_dt")), Optional.empty());
        List<String> policy = Sections.joints(
                draft,
                config.child("joint_ids_map"),
                Optional.empty(),
                "the joints' names in the SDK's motor order: deploy.yaml has none");
        draft.say(
                "default_pose",
                "{order: policy, unit: rad, values: " + Yaml.flow(config.child("default_joint_pos")) + "}",
                Origin.of(config.child("default_joint_pos")));
        for (String[] pair : new String[][] {{"kp", "stiffness"}, {"kd", "damping"}}) {
            ConfigNode gain = config.child(pair[1]);
            draft.say("gains." + pair[0], Sections.vector("device", gain), Origin.of(gain) + ", in the SDK's order");
        }
        draft.pitfall("stiffness and damping are in the SDK's motor order, all other vectors in the policy's");
        commands(draft, config);
        observation(draft, config, graph, policy.size());
        action(draft, config, graph, policy);
        Sections.tail(draft);
        Sections.knownAnswers(draft);
    }

    private static void commands(Draft draft, ConfigNode config) {
        if (Sections.isNull(config.child("commands"))) {
            return;
        }
        config.child("commands")
                .children()
                .forEach((name, command) -> Sections.velocity(
                        draft,
                        name,
                        command.only("ranges").child("ranges"),
                        List.of("lin_vel_x", "lin_vel_y", "ang_vel_z")));
    }

    private void observation(Draft draft, ConfigNode config, GraphFacts graph, int joints) {
        Draft observation = draft.map("observation");
        Sections.input(observation, graph, graph.inputs().getFirst(), true);
        Map<String, ConfigNode> terms = config.child("observations").children();
        boolean frames =
                config.optional("use_gym_history").map(ConfigNode::bool).orElse(false);
        boolean scaleFirst =
                config.optional("scale_first").map(ConfigNode::bool).orElse(false);
        ConfigNode first = terms.values().iterator().next().child("history_length");
        boolean same = terms.values().stream()
                .allMatch(term -> term.child("history_length").string().equals(first.string()));
        if (same && first.string().equals("1")) {
            observation.say("history", "none", Origin.of(first));
        } else if (same) {
            observation.say("history.layout", frames ? "frame" : "term", "the convention; use_gym_history: " + frames);
            slots(observation, first);
        } else {
            observation.say("history", "none", "each term has its own");
        }
        TermWriter writer = new TermWriter(observation);
        terms.forEach((name, term) -> {
            term.only("params", "clip", "scale", "history_length");
            Draft item = term(writer, name, term, joints, process(name, term, scaleFirst));
            if (!same && item != null) {
                slots(item, term.child("history_length"));
            }
        });
    }

    private static void slots(Draft draft, ConfigNode length) {
        draft.say("history.length", length.string(), Origin.of(length));
        draft.say("history.order", "oldest_first", "the convention");
        draft.say("history.warm_up", "repeat", "the convention");
        draft.say("history.includes_current", "true", "the convention");
        draft.say("history.stride", "1", "the convention");
    }

    private static String process(String name, ConfigNode term, boolean scaleFirst) {
        boolean ofJoints = name.startsWith("joint_");
        ProcessText text = ofJoints ? ProcessText.ofJoints("policy") : ProcessText.plain();
        ConfigNode clip = term.child("clip");
        ConfigNode scale = term.child("scale");
        if (scaleFirst && !Sections.isNull(scale)) {
            text.scale(scale);
        }
        if (!Sections.isNull(clip)) {
            text.clip(clip.items(2).get(0), clip.items(2).get(1));
        }
        if (!scaleFirst && !Sections.isNull(scale)) {
            text.scale(scale);
        }
        return text.text();
    }

    private static Draft term(TermWriter writer, String name, ConfigNode term, int joints, String process) {
        String origin = Origin.of(term);
        return switch (name) {
            case "base_ang_vel" -> writer.channels(name, "gyro", "rad/s", process, origin);
            case "base_lin_vel" -> writer.channels(name, "base_velocity", "m/s", process, origin);
            case "projected_gravity" -> writer.gravity(name, process, origin);
            case "velocity_commands" -> {
                String command = term.child("params").child("command_name").string();
                yield writer.setpoint(name, command, "all", 3, process, origin);
            }
            case "joint_pos_rel" -> writer.jointPositions(name, joints, "default_pose", process, origin);
            case "joint_pos" -> writer.jointPositions(name, joints, "nothing", process, origin);
            case "joint_vel_rel", "joint_vel" -> writer.jointVelocities(name, joints, process, origin);
            case "last_action" -> writer.actions(name, joints, process, origin);
            default -> {
                writer.open(name, origin);
                yield null;
            }
        };
    }

    private static void action(Draft draft, ConfigNode config, GraphFacts graph, List<String> policy) {
        Map<String, ConfigNode> actions = config.child("actions").children();
        String tensor = Yaml.quoted(graph.outputs().getFirst().name());
        if (actions.size() == 1) {
            ConfigNode action = actions.values().iterator().next();
            String kind = kind(action, config);
            JointAction.write(draft, tensor, kind, process(action, kind, policy), Origin.of(action));
            draft.say("action.joints", order(action, policy), "");
            return;
        }
        draft.say("action.tensor", tensor, "the network");
        draft.say("action.kind", "split", Origin.of(config.child("actions")));
        actions.forEach((name, action) -> {
            String kind = kind(action, config);
            Draft part = draft.item("action.parts", name);
            part.say("kind", kind, Origin.of(action));
            JointAction.keys(part, "", kind, order(action, policy), process(action, kind, policy));
        });
        draft.say("action.between", "hold", "the convention holds a command until the next");
    }

    private static String kind(ConfigNode action, ConfigNode config) {
        action.only("clip", "joint_names", "scale", "offset", "joint_ids");
        if (action.path().endsWith("JointVelocityAction")) {
            return "velocity";
        }
        if (!action.path().endsWith("JointPositionAction")) {
            throw action.error(" is an action that this importer does not know")
                    .withHint("it knows JointPositionAction and JointVelocityAction");
        }
        boolean fromDefault = Sections.isNull(action.child("clip"))
                && same(action.child("offset"), config.child("default_joint_pos"));
        return fromDefault ? "position_from_default" : "position";
    }

    private static boolean same(ConfigNode a, ConfigNode b) {
        return a.isList()
                && b.isList()
                && a.items().stream()
                        .map(item -> Double.valueOf(item.string()))
                        .toList()
                        .equals(b.items().stream()
                                .map(item -> Double.valueOf(item.string()))
                                .toList());
    }

    /** q* = scale · a + offset, then the clip; the offset is the default pose where the kind says so. */
    private static String process(ConfigNode action, String kind, List<String> policy) {
        ProcessText text = ProcessText.ofJoints(order(action, policy));
        text.scale(action.child("scale"));
        if (!kind.equals("position_from_default") && !Sections.isNull(action.child("offset"))) {
            text.offset(action.child("offset"));
        }
        ConfigNode clip = action.child("clip");
        if (!Sections.isNull(clip)) {
            text.clipPairs(clip);
        }
        return text.text();
    }

    /** All joints (null, or Python's slice(None)), or some by their number in the policy's order. */
    private static String order(ConfigNode action, List<String> policy) {
        ConfigNode ids = action.child("joint_ids");
        boolean all =
                Sections.isNull(ids) || (ids.isList() && ids.items().stream().allMatch(Sections::isNull));
        return all
                ? "policy"
                : Yaml.flow(ids.items().stream()
                        .map(id -> policy.get(id.integer(0, policy.size() - 1)))
                        .toList());
    }
}
