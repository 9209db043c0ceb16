package dev.creance.policies.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A motion that the network holds: it takes a step count and returns its own reference. */
final class MotionSection {
    /** What tracking exporters call their outputs. */
    private static final Map<String, String> QUANTITIES = quantities();

    private MotionSection() {}

    private static Map<String, String> quantities() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("joint_pos", "joint_position");
        names.put("joint_vel", "joint_velocity");
        names.put("body_pos_w", "body_position");
        names.put("body_quat_w", "body_orientation");
        names.put("body_lin_vel_w", "body_velocity");
        names.put("body_ang_vel_w", "body_angular_velocity");
        names.put("ref_pos_xyz", "anchor_position");
        names.put("ref_quat_xyzw", "anchor_orientation");
        return names;
    }

    static boolean isIn(GraphFacts graph) {
        return graph.input("time_step").isPresent() && graph.output("joint_pos").isPresent();
    }

    static void write(Draft draft, GraphFacts graph, String anchor, List<String> bodies, String origin) {
        Draft clock = draft.item("clocks", "time_step");
        clock.say("name", "time_step", "input 'time_step' of the network");
        clock.say("kind", "counter", "");
        clock.say("start", "0", "the convention");
        clock.say("last", "none", "the network clips it to the motion's length");
        clock.say("at_end", "hold", "the network clips it to the motion's length");
        Draft motion = draft.item("motions", "motion");
        motion.say("name", "motion", "importer");
        motion.say("source", "in_graph", "outputs of the network");
        motion.ask("rate", "the rate of the motion's frames: one for each inference", "50 Hz");
        motion.say("joints", "policy", "output 'joint_pos'");
        motion.say("anchor_body", anchor, origin);
        motion.say("bodies", Yaml.flow(bodies), origin);
        boolean xyzw = graph.output("ref_quat_xyzw").isPresent();
        motion.say("quaternion", xyzw ? "xyzw" : "wxyz", xyzw ? "output 'ref_quat_xyzw'" : "the convention");
        motion.say("at_end", "hold", "the network clips the step");
        motion.list("outputs");
        QUANTITIES.forEach((output, quantity) -> graph.output(output)
                .ifPresent(port -> motion.add(
                        "outputs", "{quantity: " + quantity + ", tensor: " + output + "}", "output of the network")));
    }

    /** Where the observation is written: beside that of the network's motion, or alone. */
    static Draft observation(Draft draft, GraphFacts graph) {
        if (!isIn(graph)) {
            return draft.map("observation");
        }
        Draft observation = draft.item("observation", "obs");
        counter(draft.item("observation", "time_step"));
        return observation;
    }

    /** The count that the network looks its motion up with. */
    private static void counter(Draft observation) {
        observation.say("tensor", "time_step", "the network");
        observation.say("normaliser", "none", "a count");
        observation.say("history", "none", "a count");
        Draft term = observation.item("terms", "time_step");
        term.say("term", "time_step", "the network");
        term.say("kind", "counter", "");
        term.say("clock", "time_step", "");
        term.say("dim", "1", "");
        term.say("process", "[]", "");
    }
}
