package dev.creance.policies.imports;

import dev.creance.policies.manifest.Port;
import dev.creance.runtime.config.ConfigNode;
import java.util.List;

/**
 * Metadata of holosoma: JSON text in the network's properties. It has names, gains and command ranges, but no default pose, no
 * rate and no terms; the code concatenates the terms of a configuration sorted by name, whatever their order there.
 */
final class HolosomaImporter implements Importer {
    private static final String[] READ = {
        "dof_names", "kp", "kd", "command_ranges", "robot_urdf", "robot_urdf_path", "experiment_config", "iteration"
    };

    @Override
    public String format() {
        return "holosoma";
    }

    @Override
    public boolean reads(Source source) {
        return source.metadataHas("dof_names", "kp");
    }

    @Override
    public void draft(Source source, Draft draft) {
        GraphFacts graph = source.requireGraph();
        MetadataValues metadata = MetadataValues.of(graph);
        metadata.unread(draft, READ);
        if (metadata.has("robot_urdf_path")) {
            draft.pitfall("the network carries the robot's URDF and a path of the machine it was made on: "
                    + metadata.text("robot_urdf_path"));
        }
        Sections.network(draft, format(), graph);
        List<String> policy = Sections.joints(draft, metadata.json("dof_names"), metadata.origin("dof_names"));
        draft.ask(
                "default_pose",
                "the default pose: holosoma keeps it in the robot's configuration, not in the network",
                "{order: policy, unit: rad, values: […]}");
        draft.say("gains.kp", Sections.vector("policy", metadata.json("kp")), metadata.origin("kp"));
        draft.say("gains.kd", Sections.vector("policy", metadata.json("kd")), metadata.origin("kd"));
        List<String> terms = terms(draft);
        setpoint(draft, metadata, terms);
        boolean tracking = MotionSection.isIn(graph);
        if (terms.contains("sin_phase")) {
            draft.ask(
                    "clocks",
                    "the gait's clock",
                    "[{name: gait, kind: phase, period: 1 s, start: 0 rad, source: step, at_rest: none}]");
        }
        if (tracking) {
            String anchor = draft.require(
                            "anchor_body", "the body whose pose is compared with the motion", "torso_link")
                    .map(ConfigNode::string)
                    .orElse(Draft.OPEN);
            MotionSection.write(draft, graph, anchor, List.of(), "answered");
        }
        observation(MotionSection.observation(draft, graph), graph, terms, policy.size());
        action(draft, graph);
        Sections.tail(draft);
        Sections.knownAnswers(draft);
    }

    /** Sorted as the code sorts them. */
    private static List<String> terms(Draft draft) {
        List<String> given = draft.require(
                        "observation.terms",
                        "the names of the observation's terms, in any order",
                        "[base_ang_vel, projected_gravity, dof_pos, dof_vel, actions, …]")
                .map(Sections::names)
                .orElse(List.of());
        List<String> sorted = given.stream().sorted().toList();
        if (!sorted.equals(given)) {
            draft.pitfall("holosoma concatenates its terms sorted by name: " + sorted + ", not as they were given");
        }
        return sorted;
    }

    private static void setpoint(Draft draft, MetadataValues metadata, List<String> terms) {
        if (terms.stream().noneMatch(term -> term.startsWith("command_"))) {
            return;
        }
        ConfigNode ranges = metadata.json("command_ranges");
        if (Sections.isNull(ranges)) {
            draft.ask("setpoints", "the ranges of the command: command_ranges is null", "[{name: command, …}]");
            return;
        }
        Sections.velocity(draft, "command", ranges, List.of("lin_vel_x", "lin_vel_y", "ang_vel_yaw"));
    }

    private static void observation(Draft draft, GraphFacts graph, List<String> terms, int joints) {
        Sections.input(draft, graph, graph.inputs().getFirst(), false);
        draft.ask("history", "the history of the terms, or none; holosoma fills it with zeros", "none");
        String scales = draft.require(
                        "scales", "the scale of each term, or 1 for all", "{base_ang_vel: 0.25, dof_vel: 0.05}")
                .map(node -> node.isMap() ? "" : node.string())
                .orElse("");
        TermWriter writer = new TermWriter(draft);
        for (String term : terms) {
            String process = scales.equals("1")
                    ? "[]"
                    : draft.optional("scales")
                            .filter(ConfigNode::isMap)
                            .flatMap(node -> node.optional(term))
                            .map(scale -> ProcessText.plain().scale(scale).text())
                            .orElse("[]");
            term(writer, term, joints, process);
        }
    }

    private static void term(TermWriter writer, String name, int joints, String process) {
        String origin = "sorted by name";
        switch (name) {
            case "actions" -> writer.actions(name, joints, process, origin);
            case "base_ang_vel" -> writer.channels(name, "gyro", "rad/s", process, origin);
            case "base_lin_vel" -> writer.channels(name, "base_velocity", "m/s", process, origin);
            case "projected_gravity" -> writer.gravity(name, process, origin);
            case "command_lin_vel" -> writer.setpoint(name, "command", "[lin_vel_x, lin_vel_y]", 2, process, origin);
            case "command_ang_vel" -> writer.setpoint(name, "command", "[ang_vel_yaw]", 1, process, origin);
            case "sin_phase", "cos_phase" -> {
                Draft term = writer.phase(name, "[" + name.substring(0, 3) + "]", "[0 deg, 180 deg]", 2, origin);
                term.ask("offsets", "what is added to the phase for each foot", "[0 deg, 180 deg]");
            }
            case "dof_pos" -> writer.jointPositions(name, joints, "default_pose", process, origin);
            case "dof_vel" -> writer.jointVelocities(name, joints, process, origin);
            case "motion_command" -> {
                writer.motion("motion_command.joint_pos", "joint_position", "none", joints, process, origin);
                writer.motion("motion_command.joint_vel", "joint_velocity", "none", joints, process, origin);
            }
            case "motion_ref_ori_b" -> writer.motion(name, "anchor_orientation", "six_rows", 6, process, origin);
            default -> writer.open(name, origin);
        }
    }

    private static void action(Draft draft, GraphFacts graph) {
        String tensor = graph.output("actions")
                .map(Port::name)
                .orElse(graph.outputs().getFirst().name());
        JointAction.write(draft, tensor, "position_from_default", "[]", "the convention");
        draft.ask(
                "action.process",
                "clip and scale of the action: they are in the configuration, not in the network",
                "[{clip: [-100, 100]}, {scale: 0.25}]");
    }
}
