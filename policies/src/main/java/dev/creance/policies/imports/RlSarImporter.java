package dev.creance.policies.imports;

import dev.creance.runtime.config.ConfigNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * rl_sar: {@code base.yaml} of the robot and {@code config.yaml} of the policy, each under one key. In the latter every vector
 * stands in the policy's order ({@code RL::ComputeOutput}); {@code joint_mapping} leads to the robot's. All observations are
 * clipped after scaling. In {@code observations_history} 0 is the newest.
 */
final class RlSarImporter implements Importer {
    @Override
    public String format() {
        return "rl_sar";
    }

    @Override
    public boolean reads(Source source) {
        return source.config()
                .filter(ConfigNode::isMap)
                .filter(root -> root.children().size() == 1)
                .map(root -> root.children().values().iterator().next())
                .filter(ConfigNode::isMap)
                .filter(node -> node.has("observations_history_priority"))
                .isPresent();
    }

    @Override
    public void draft(Source source, Draft draft) {
        ConfigNode config =
                source.config().orElseThrow().children().values().iterator().next();
        Optional<ConfigNode> base =
                source.base().map(root -> root.children().values().iterator().next());
        known(config);
        GraphFacts graph = source.requireGraph();
        Sections.head(draft, format());
        Sections.model(draft, "policy", graph);
        rates(draft, base);
        List<String> joints = Sections.joints(
                draft,
                config.child("joint_mapping"),
                base.map(node -> Sections.names(node.child("joint_names"))),
                "the joints' names in the robot's order: they are in base.yaml, which is not here");
        pose(draft, config);
        setpoint(draft, config);
        motion(draft, config, joints);
        observation(draft, config, graph, joints.size());
        action(draft, config, graph);
        Sections.tail(draft);
        Sections.knownAnswers(draft);
    }

    private static void known(ConfigNode config) {
        config.only(
                "model_name",
                "num_observations",
                "observations",
                "observations_history",
                "observations_history_priority",
                "clip_obs",
                "clip_actions_lower",
                "clip_actions_upper",
                "rl_kp",
                "rl_kd",
                "fixed_kp",
                "fixed_kd",
                "num_of_dofs",
                "action_scale",
                "wheel_indices",
                "lin_vel_scale",
                "ang_vel_scale",
                "dof_pos_scale",
                "dof_vel_scale",
                "commands_scale",
                "torque_limits",
                "default_dof_pos",
                "joint_mapping",
                "waist_joint_indices",
                "motion_file");
    }

    private static void rates(Draft draft, Optional<ConfigNode> base) {
        if (base.isPresent()) {
            ConfigNode dt = base.get().child("dt");
            ConfigNode decimation = base.get().child("decimation");
            double period = Double.parseDouble(dt.string()) * decimation.integer(1, 10_000);
            draft.say("rates.native", Sections.hertz(period), Origin.of(dt) + " × decimation");
            draft.say("rates.higher", "refused", "nothing in the source says that it may");
            draft.say("rates.loop", Sections.hertz(Double.parseDouble(dt.string())), Origin.of(dt));
        } else {
            draft.ask(
                    "rates.native",
                    "how often it was asked: dt and decimation are in base.yaml, which is not here",
                    "50 Hz");
            draft.say("rates.higher", "refused", "nothing in the source says that it may");
            draft.ask("rates.loop", "the rate at which commands were tracked: dt is in base.yaml", "200 Hz");
        }
        draft.ask("rates.deadline", "the greatest age of an action", "60 ms");
        draft.ask("rates.at_miss", "what happens when an action is too old", "backup");
    }

    private static void pose(Draft draft, ConfigNode config) {
        ConfigNode pose = config.child("default_dof_pos");
        draft.say("default_pose", "{order: policy, unit: rad, values: " + Yaml.flow(pose) + "}", Origin.of(pose));
        draft.say("gains.kp", Sections.vector("policy", config.child("rl_kp")), Origin.of(config.child("rl_kp")));
        draft.say("gains.kd", Sections.vector("policy", config.child("rl_kd")), Origin.of(config.child("rl_kd")));
        ConfigNode torque = config.child("torque_limits");
        draft.say("limits.position", "none", "rl_sar has none");
        draft.say("limits.velocity", "none", "rl_sar has none");
        draft.say("limits.effort", Sections.vector("policy", torque), Origin.of(torque));
        draft.pitfall(
                "rl_sar clips the torque that it reports, not the position that it sends: torque_limits bound nothing there");
    }

    private static void setpoint(Draft draft, ConfigNode config) {
        if (Sections.names(config.child("observations")).contains("commands")) {
            draft.ask(
                    "setpoints",
                    "the ranges of the velocity command: rl_sar has none",
                    "[{name: base_velocity, values: [{name: lin_vel_x, unit: m/s, range: [-1, 1], rate: none}, …],"
                            + " deadband: none, zero_below: none}]");
        }
    }

    private static void motion(Draft draft, ConfigNode config, List<String> joints) {
        if (Sections.names(config.child("observations")).stream()
                .noneMatch(name -> name.startsWith("whole_body_tracking/"))) {
            return;
        }
        Draft motion = draft.item("motions", "motion");
        motion.say(
                "name", "motion", config.optional("motion_file").map(Origin::of).orElse("importer"));
        String file = config.optional("motion_file").map(ConfigNode::string).orElse("the motion");
        motion.ask("source", "the hash of '" + file + "', beside the manifest", "{file: motion.csv, sha256: …}");
        motion.ask("rate", "the rate of the file's frames", "60 Hz");
        motion.say("joints", "device", "whole_body_tracking/motion_command passes joint_mapping");
        motion.say("anchor_body", "torso", "whole_body_tracking/motion_anchor_ori_b");
        Optional<ConfigNode> waist = config.optional("waist_joint_indices");
        String through = waist.map(node -> waist(node, config.child("joint_mapping"), joints))
                .orElse("none");
        motion.say("anchor_through", through, waist.map(Origin::of).orElse("the root itself") + ", MotionLoader");
        motion.say("bodies", "[root]", "MotionLoader: the file begins with the root's pose");
        motion.say("quaternion", "xyzw", "MotionLoader");
        motion.say("heading", "robot", "MotionLoader::Reset");
        motion.ask("at_end", "what happens at its end: hold, wrap or stop", "hold");
        motion.list("outputs");
    }

    /**
     * Yaw, roll and pitch of the waist, in this order from the root up.
     *
     * @param places in the robot's order
     * @param map places in the robot's order, in the policy's order
     */
    private static String waist(ConfigNode places, ConfigNode map, List<String> joints) {
        List<String> mapped = Sections.names(map);
        List<String> hinges = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ConfigNode place = places.items(3).get(i);
            if (!mapped.contains(place.string())) {
                throw place.error("=" + place.string() + " is no place of joint_mapping");
            }
            String joint = joints.get(mapped.indexOf(place.string()));
            hinges.add("{joint: " + Yaml.quoted(joint) + ", axis: " + "zxy".charAt(i) + "}");
        }
        return "[" + String.join(", ", hinges) + "]";
    }

    private static void observation(Draft draft, ConfigNode config, GraphFacts graph, int joints) {
        Draft observation = draft.map("observation");
        Sections.input(observation, graph, graph.inputs().getFirst(), false);
        List<String> history = Sections.names(config.child("observations_history"));
        if (history.isEmpty()) {
            observation.say("history", "none", Origin.of(config.child("observations_history")));
        } else {
            history(observation, config, history);
        }
        TermWriter writer = new TermWriter(observation);
        for (ConfigNode term : config.child("observations").items()) {
            term(writer, config, term, joints);
        }
        ConfigNode size = config.child("num_observations");
        long slots = Math.max(1, history.size());
        if (size.integer(1, 1 << 20) * slots != graph.inputs().getFirst().values()) {
            throw size.error("=" + size.string() + " in " + slots + " slots, but the network takes "
                    + graph.inputs().getFirst().values());
        }
    }

    private static void history(Draft observation, ConfigNode config, List<String> history) {
        ConfigNode at = config.child("observations_history");
        List<Integer> ages = history.stream().map(Integer::valueOf).toList();
        List<Integer> newestFirst = IntStream.range(0, ages.size()).boxed().toList();
        if (!ages.equals(newestFirst) && !ages.equals(newestFirst.reversed())) {
            throw at.error("=" + history + " leaves slots out, which a manifest cannot say")
                    .withHint("write the observation's history by hand");
        }
        boolean byFrame = config.child("observations_history_priority")
                .choice("time", "term")
                .equals("time");
        observation.say(
                "history.layout", byFrame ? "frame" : "term", Origin.of(config.child("observations_history_priority")));
        observation.say("history.length", Integer.toString(ages.size()), Origin.of(at));
        observation.say(
                "history.order",
                ages.equals(newestFirst) ? "newest_first" : "oldest_first",
                Origin.of(at) + ", where 0 is the newest");
        observation.ask("history.warm_up", "what stands before the first value", "zeros");
        observation.say("history.includes_current", "true", "0 is among the ages");
        observation.say("history.stride", "1", "the ages have no gaps");
    }

    private static void term(TermWriter writer, ConfigNode config, ConfigNode term, int joints) {
        String origin = Origin.of(term);
        String name = term.string();
        ConfigNode clip = config.child("clip_obs");
        switch (name) {
            case "lin_vel" ->
                writer.channels(name, "base_velocity", "m/s", plain(config.child("lin_vel_scale"), clip), origin);
            case "ang_vel" ->
                writer.channels(name, "gyro", "rad/s", plain(config.child("ang_vel_scale"), clip), origin);
            case "gravity_vec" ->
                writer.gravity(name, ProcessText.plain().clip(clip).text(), origin);
            case "commands" ->
                writer.setpoint(name, "base_velocity", "all", 3, plain(config.child("commands_scale"), clip), origin);
            case "dof_pos" -> writer.jointPositions(name, joints, "default_pose", positions(config, clip), origin);
            case "dof_vel" -> writer.jointVelocities(name, joints, plain(config.child("dof_vel_scale"), clip), origin);
            case "actions" -> {
                // The clamped action is what is kept, and clip_obs comes on top.
                ProcessText process = ProcessText.ofJoints("policy")
                        .clip(config.child("clip_actions_lower"), config.child("clip_actions_upper"))
                        .clip(clip);
                writer.actions(name, joints, process.text(), origin);
            }
            case "whole_body_tracking/motion_command" -> {
                String process = ProcessText.plain().clip(clip).text();
                writer.motion("motion_command.joint_pos", "joint_position", "none", joints, process, origin);
                writer.motion("motion_command.joint_vel", "joint_velocity", "none", joints, process, origin);
            }
            case "whole_body_tracking/motion_anchor_ori_b" ->
                writer.motion(
                        "motion_anchor_ori_b",
                        "anchor_orientation",
                        "six_rows",
                        6,
                        ProcessText.plain().clip(clip).text(),
                        origin);
            default -> writer.open(name, origin);
        }
    }

    private static String plain(ConfigNode scale, ConfigNode clip) {
        return ProcessText.plain().scale(scale).clip(clip).text();
    }

    private static String positions(ConfigNode config, ConfigNode clip) {
        if (!config.child("wheel_indices").items().isEmpty()) {
            throw config.child("wheel_indices")
                    .error(" names wheels, whose positions rl_sar zeroes: this importer does not do that yet")
                    .withHint("import a copy without wheels, then write {zero: […]} and a split action by hand");
        }
        return ProcessText.plain()
                .scale(config.child("dof_pos_scale"))
                .clip(clip)
                .text();
    }

    private static void action(Draft draft, ConfigNode config, GraphFacts graph) {
        ProcessText process = ProcessText.ofJoints("policy")
                .clip(config.child("clip_actions_lower"), config.child("clip_actions_upper"))
                .scale(config.child("action_scale"));
        JointAction.write(
                draft,
                Yaml.quoted(graph.outputs().getFirst().name()),
                "position_from_default",
                process.text(),
                "RL::ComputeOutput; " + Origin.of(config.child("action_scale")));
    }
}
