package dev.creance.policies.imports;

import dev.creance.policies.manifest.Port;
import dev.creance.runtime.config.ConfigNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** {@code config.yaml} of legged_rl_deploy: each term and each action lists its operations in their order. */
final class LeggedRlDeployImporter implements Importer {
    @Override
    public String format() {
        return "legged_rl_deploy";
    }

    @Override
    public boolean reads(Source source) {
        return source.configHas("policy")
                && source.config().orElseThrow().child("policy").isMap()
                && source.config().orElseThrow().child("policy").has("policy_dt");
    }

    @Override
    public void draft(Source source, Draft draft) {
        ConfigNode root =
                source.config().orElseThrow().only("llc_config_file", "ll_dt", "clip_final_tau", "tau_max", "policy");
        ConfigNode policy = root.child("policy")
                .only(
                        "backend",
                        "model_path",
                        "input_dim",
                        "output_dim",
                        "policy_dt",
                        "joint_ids_map",
                        "stiffness",
                        "damping",
                        "commands",
                        "actions",
                        "observations");
        GraphFacts graph = source.requireGraph();
        requireSize(policy.child("input_dim"), graph.inputs().getFirst());
        requireSize(policy.child("output_dim"), graph.outputs().getFirst());
        Sections.head(draft, format());
        Sections.model(draft, "policy", graph);
        Sections.rates(draft, Optional.of(policy.child("policy_dt")), root.optional("ll_dt"));
        int joints = Sections.joints(
                        draft,
                        policy.child("joint_ids_map"),
                        Optional.empty(),
                        "the joints' names in the device's order: config.yaml has none")
                .size();
        gains(draft, policy);
        limits(draft, root);
        commands(draft, policy);
        observation(draft, policy.child("observations").only("stack", "terms"), graph, joints);
        Map<String, ConfigNode> actions = policy.child("actions").children();
        ConfigNode action = actions.values().iterator().next();
        if (actions.size() != 1 || !actions.containsKey("JointPositionAction")) {
            throw policy.child("actions").error(" is not the one JointPositionAction that this importer knows");
        }
        JointAction.write(
                draft,
                Yaml.quoted(graph.outputs().getFirst().name()),
                "position",
                process(action, ProcessText.ofJoints("policy")),
                Origin.of(action));
        if (root.optional("clip_final_tau").map(ConfigNode::bool).orElse(false)) {
            draft.say("action.clamps", "[effort_limits]", Origin.of(root.child("clip_final_tau")));
        }
        Sections.tail(draft);
        Sections.knownAnswers(draft);
    }

    private static void requireSize(ConfigNode dim, Port port) {
        if (dim.integer(1, 1 << 20) != port.values()) {
            throw dim.error("=" + dim.string() + ", but the network's '" + port.name() + "' has " + port.values())
                    .withHint("this configuration belongs to another network");
        }
    }

    private static void gains(Draft draft, ConfigNode policy) {
        for (String[] pair : new String[][] {{"kp", "stiffness"}, {"kd", "damping"}}) {
            ConfigNode gain = policy.child(pair[1]);
            List<String> values = Sections.names(gain);
            if (values.stream().distinct().count() == 1) {
                draft.say("gains." + pair[0], "{all: " + values.getFirst() + "}", Origin.of(gain) + ", all the same");
            } else if (identity(policy.child("joint_ids_map"))) {
                draft.say(
                        "gains." + pair[0],
                        Sections.vector("policy", gain),
                        Origin.of(gain) + "; the map is the identity");
            } else {
                String order = draft.require(
                                "gains.order",
                                "whether stiffness and damping stand in the policy's or the device's order",
                                "policy")
                        .map(ConfigNode::string)
                        .orElse(Draft.OPEN);
                draft.say("gains." + pair[0], Sections.vector(order, gain), Origin.of(gain));
            }
        }
    }

    private static boolean identity(ConfigNode map) {
        List<String> places = Sections.names(map);
        return IntStream.range(0, places.size()).allMatch(i -> places.get(i).equals(Integer.toString(i)));
    }

    private static void limits(Draft draft, ConfigNode root) {
        root.optional("tau_max").ifPresent(limit -> {
            draft.say("limits.position", "none", "config.yaml has none");
            draft.say("limits.velocity", "none", "config.yaml has none");
            String effort = limit.isList() ? Sections.vector("device", limit) : "{all: " + limit.string() + "}";
            draft.say("limits.effort", effort, Origin.of(limit));
        });
    }

    private static void commands(Draft draft, ConfigNode policy) {
        policy.child("commands").children().forEach((name, command) -> {
            command.only("process_order", "min", "max");
            Draft setpoint = draft.item("setpoints", name);
            setpoint.say("name", Yaml.quoted(name), Origin.of(command));
            String[] names = {"lin_vel_x", "lin_vel_y", "ang_vel_z"};
            List<ConfigNode> low = command.child("min").items(names.length);
            List<ConfigNode> high = command.child("max").items(names.length);
            for (int i = 0; i < names.length; i++) {
                setpoint.add(
                        "values",
                        "{name: " + names[i] + ", unit: " + (i < 2 ? "m/s" : "rad/s") + ", range: ["
                                + low.get(i).string() + ", " + high.get(i).string() + "], rate: none}",
                        Origin.of(command.child("min")) + " and max");
            }
            setpoint.say("deadband", "none", "the convention has none");
            setpoint.say("zero_below", "none", "the convention has none");
        });
    }

    private static void observation(Draft draft, ConfigNode node, GraphFacts graph, int joints) {
        Draft observation = draft.map("observation");
        Sections.input(observation, graph, graph.inputs().getFirst(), false);
        ConfigNode stack = node.child("stack").only("length", "order");
        if (stack.child("length").string().equals("1")) {
            observation.say("history", "none", Origin.of(stack.child("length")));
        } else {
            observation.ask("history.layout", "frame after frame (frame) or term after term (term)", "term");
            observation.say("history.length", stack.child("length").string(), Origin.of(stack.child("length")));
            observation.say("history.order", stack.child("order").string(), Origin.of(stack.child("order")));
            observation.ask("history.warm_up", "what stands before the first value", "repeat");
            observation.say("history.includes_current", "true", "the convention");
            observation.say("history.stride", "1", "the convention");
        }
        TermWriter writer = new TermWriter(observation);
        node.child("terms").children().forEach((name, term) -> {
            String origin = Origin.of(term);
            String plain = process(term, ProcessText.plain());
            switch (name) {
                case "base_ang_vel_B" -> writer.channels(name, "gyro", "rad/s", plain, origin);
                case "base_lin_vel_B" -> writer.channels(name, "base_velocity", "m/s", plain, origin);
                case "projected_gravity" -> writer.gravity(name, plain, origin);
                case "velocity_commands" -> writer.setpoint(name, "base_velocity", "all", 3, plain, origin);
                case "joint_pos" ->
                    writer.jointPositions(
                            name, joints, "nothing", process(term, ProcessText.ofJoints("policy")), origin);
                case "joint_vel" ->
                    writer.jointVelocities(name, joints, process(term, ProcessText.ofJoints("policy")), origin);
                case "last_action" -> writer.actions(name, joints, plain, origin);
                default -> writer.open(name, origin);
            }
        });
    }

    private static String process(ConfigNode node, ProcessText text) {
        if (Sections.isNull(node) || !node.has("process_order")) {
            return text.text();
        }
        node.only("process_order", "min", "max", "scale", "offset");
        for (ConfigNode operation : node.child("process_order").items()) {
            switch (operation.choice("clip", "scale", "offset")) {
                case "clip" -> text.clip(node.child("min"), node.child("max"));
                case "scale" -> text.scale(node.child("scale"));
                default -> text.offset(node.child("offset"));
            }
        }
        return text.text();
    }
}
