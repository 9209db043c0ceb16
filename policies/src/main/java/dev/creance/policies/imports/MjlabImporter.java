package dev.creance.policies.imports;

import dev.creance.runtime.config.ConfigNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Metadata of mjlab, legged_control2 and whole_body_tracking: CSV in the network's properties. It has no rate, no limits and,
 * before mjlab's pull request 903, no scales of the observation; numbers are rounded to three decimals.
 */
final class MjlabImporter implements Importer {
    private static final String[] READ = {
        "run_path",
        "joint_names",
        "joint_stiffness",
        "joint_damping",
        "default_joint_pos",
        "command_names",
        "observation_names",
        "observation_history_lengths",
        "action_scale",
        "anchor_body_name",
        "body_names"
    };

    @Override
    public String format() {
        return "mjlab";
    }

    @Override
    public boolean reads(Source source) {
        return source.metadataHas("joint_names", "observation_names");
    }

    @Override
    public void draft(Source source, Draft draft) {
        GraphFacts graph = source.requireGraph();
        MetadataValues metadata = MetadataValues.of(graph);
        metadata.unread(draft, READ);
        Sections.network(draft, format(), graph);
        List<String> policy = Sections.joints(draft, metadata.csv("joint_names"), metadata.origin("joint_names"));
        body(draft, metadata);
        if (MotionSection.isIn(graph)) {
            MotionSection.write(
                    draft,
                    graph,
                    metadata.text("anchor_body_name"),
                    Sections.names(metadata.csv("body_names")),
                    metadata.origin("anchor_body_name, body_names"));
        } else {
            draft.ask(
                    "setpoints",
                    "the ranges of '" + metadata.text("command_names") + "': the metadata has none",
                    "[{name: twist, values: [{name: lin_vel_x, unit: m/s, range: [-1, 1], rate: none}, …],"
                            + " deadband: none, zero_below: none}]");
        }
        observation(MotionSection.observation(draft, graph), graph, metadata, policy.size());
        action(draft, metadata);
        Sections.tail(draft);
        Sections.knownAnswers(draft);
    }

    private static void body(Draft draft, MetadataValues metadata) {
        draft.say(
                "default_pose",
                "{order: policy, unit: rad, values: " + Yaml.flow(metadata.csv("default_joint_pos")) + "}",
                metadata.origin("default_joint_pos"));
        draft.say(
                "gains.kp",
                Sections.vector("policy", metadata.csv("joint_stiffness")),
                metadata.origin("joint_stiffness"));
        draft.say(
                "gains.kd", Sections.vector("policy", metadata.csv("joint_damping")), metadata.origin("joint_damping"));
        draft.pitfall("gains, scales and default pose are rounded to three decimals in the metadata");
    }

    private static void observation(Draft draft, GraphFacts graph, MetadataValues metadata, int joints) {
        Sections.input(draft, graph, graph.inputs().getFirst(), true);
        List<ConfigNode> lengths = metadata.has("observation_history_lengths")
                ? metadata.csv("observation_history_lengths").items()
                : List.of();
        draft.say(
                "history",
                "none",
                lengths.isEmpty() ? "no property observation_history_lengths" : "each term has its own");
        List<String> names = Sections.names(metadata.csv("observation_names"));
        TermWriter writer = new TermWriter(draft);
        boolean tracking = MotionSection.isIn(graph);
        List<Draft> terms = new ArrayList<>();
        for (String name : names) {
            terms.add(term(writer, name, metadata, joints, tracking));
        }
        for (int i = 0; i < lengths.size() && i < terms.size(); i++) {
            if (terms.get(i) != null && lengths.get(i).integer(0, 10_000) > 1) {
                Draft term = terms.get(i);
                term.say("history.length", lengths.get(i).string(), metadata.origin("observation_history_lengths"));
                term.say("history.order", "oldest_first", "the convention");
                term.say("history.warm_up", "repeat", "the convention");
                term.say("history.includes_current", "true", "the convention");
                term.say("history.stride", "1", "the convention");
            }
        }
    }

    private static Draft term(TermWriter writer, String name, MetadataValues metadata, int joints, boolean tracking) {
        String origin = metadata.origin("observation_names") + "; no scale in it";
        return switch (name) {
            case "base_ang_vel" -> writer.channels(name, "gyro", "rad/s", "[]", origin);
            case "base_lin_vel" -> writer.channels(name, "base_velocity", "m/s", "[]", origin);
            case "projected_gravity" -> writer.gravity(name, "[]", origin);
            case "joint_pos" -> writer.jointPositions(name, joints, "default_pose", "[]", origin);
            case "joint_vel" -> writer.jointVelocities(name, joints, "[]", origin);
            case "actions", "last_action" -> writer.actions(name, joints, "[]", origin);
            case "command" -> {
                if (!tracking) {
                    yield writer.setpoint(name, metadata.text("command_names"), "all", 3, "[]", origin);
                }
                writer.motion("command.joint_pos", "joint_position", "none", joints, "[]", origin);
                yield writer.motion("command.joint_vel", "joint_velocity", "none", joints, "[]", origin);
            }
            case "motion_anchor_ori_b" -> writer.motion(name, "anchor_orientation", "six_rows", 6, "[]", origin);
            case "motion_anchor_pos_b" -> writer.motion(name, "anchor_position", "none", 3, "[]", origin);
            default -> {
                writer.open(name, origin);
                yield null;
            }
        };
    }

    private static void action(Draft draft, MetadataValues metadata) {
        String process = ProcessText.ofJoints("policy")
                .scale(metadata.csv("action_scale"))
                .text();
        JointAction.write(draft, "actions", "position_from_default", process, metadata.origin("action_scale"));
    }
}
