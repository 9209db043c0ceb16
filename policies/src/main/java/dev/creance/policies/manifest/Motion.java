package dev.creance.policies.manifest;

import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A recorded motion that the policy follows.
 *
 * @param recording empty where the network holds it
 * @param rateHz of its frames
 * @param joints their order in it
 * @param anchorBody the body whose pose it is compared at; empty where there is none
 * @param bodies the bodies that it has poses of, in order
 * @param wxyz whether its quaternions begin with w
 * @param end what comes after its last frame
 * @param outputs where the network returns its own motion
 */
public record Motion(
        ConfigNode at,
        String name,
        Optional<Recording> recording,
        double rateHz,
        Optional<JointOrder> joints,
        Optional<String> anchorBody,
        List<String> bodies,
        boolean wxyz,
        End end,
        List<Output> outputs) {

    /** What an output of the network holds of the motion. */
    public record Output(String quantity, TensorReference tensor) {}

    /** What comes after the last frame. */
    public enum End {
        /** The last frame stands. */
        HOLD,
        /** It starts again. */
        WRAP,
        /** The policy is over: what it is shown is not finite. */
        STOP
    }

    /**
     * A motion in a file.
     *
     * @param fromRobot whether it is turned about the vertical so that it begins where the robot's anchor body faces
     * @param through the joints that lead from the first of its bodies to the anchor; empty where the anchor is a body of its own
     */
    public record Recording(HashedFile file, boolean fromRobot, List<Hinge> through) {}

    /** A joint and the axis of its parent that it turns about: 0 for x, 1 for y, 2 for z. */
    public record Hinge(String joint, int axis) {}

    static final String[] QUANTITIES = {
        "joint_position",
        "joint_velocity",
        "body_position",
        "body_orientation",
        "body_velocity",
        "body_angular_velocity",
        "anchor_position",
        "anchor_orientation"
    };

    static Motion read(ConfigNode node, Optional<JointTable> table, List<String> models) {
        ConfigNode source = node.child("source");
        Optional<JointOrder> joints = joints(node.child("joints"), table);
        Optional<Recording> recording = Optional.empty();
        if (source.isMap()) {
            node.only(
                    "name",
                    "source",
                    "rate",
                    "joints",
                    "anchor_body",
                    "anchor_through",
                    "bodies",
                    "quaternion",
                    "heading",
                    "at_end",
                    "outputs");
            recording = Optional.of(recording(node, joints, table));
        } else {
            node.only("name", "source", "rate", "joints", "anchor_body", "bodies", "quaternion", "at_end", "outputs");
            source.choice("in_graph");
        }
        ConfigNode anchor = node.child("anchor_body");
        List<Output> outputs = new ArrayList<>();
        for (ConfigNode item : node.child("outputs").items()) {
            item.only("quantity", "tensor");
            outputs.add(new Output(
                    item.child("quantity").choice(QUANTITIES), TensorReference.read(item.child("tensor"), models)));
        }
        if (recording.isPresent() && !outputs.isEmpty()) {
            throw node.child("outputs")
                    .error(" name tensors, and the motion is in a file")
                    .withHint("write []");
        }
        return new Motion(
                node,
                Texts.text(node.child("name")),
                recording,
                node.child("rate").quantity(Dimension.FREQUENCY, 0.1, 8000),
                joints,
                Texts.isNone(anchor) ? Optional.empty() : Optional.of(Texts.text(anchor)),
                Texts.distinct(node.child("bodies")),
                node.child("quaternion").choice("wxyz", "xyzw").equals("wxyz"),
                end(node.child("at_end"), recording.isPresent()),
                List.copyOf(outputs));
    }

    private static Optional<JointOrder> joints(ConfigNode node, Optional<JointTable> table) {
        return Texts.isNone(node)
                ? Optional.empty()
                : Optional.of(JointOrder.read(
                        node, table.orElseThrow(() -> node.error(" speaks of joints, but the file has no 'joints'"))));
    }

    private static End end(ConfigNode node, boolean recorded) {
        String word = recorded ? node.choice("hold", "wrap", "stop") : node.choice("hold", "wrap");
        return word.equals("hold") ? End.HOLD : word.equals("wrap") ? End.WRAP : End.STOP;
    }

    private static Recording recording(ConfigNode node, Optional<JointOrder> joints, Optional<JointTable> table) {
        if (joints.isPresent()
                && !joints.get().names().containsAll(table.orElseThrow().inPolicyOrder())) {
            throw node.child("joints")
                    .error(" leaves out joints of the policy")
                    .withHint("name every column of the file");
        }
        ConfigNode through = node.child("anchor_through");
        List<Hinge> hinges = new ArrayList<>();
        if (!Texts.isNone(through)) {
            List<String> known = joints.map(JointOrder::names)
                    .orElseThrow(() -> through.error(" speaks of joints, but the motion has none"));
            for (ConfigNode item : through.items()) {
                item.only("joint", "axis");
                hinges.add(new Hinge(
                        item.child("joint").choice(known.toArray(String[]::new)),
                        "xyz".indexOf(item.child("axis").choice("x", "y", "z"))));
            }
        }
        boolean fromRobot = node.child("heading").choice("world", "robot").equals("robot");
        if (fromRobot && Texts.isNone(node.child("anchor_body"))) {
            throw node.child("heading").error("=robot turns the motion to the anchor body, and there is none");
        }
        return new Recording(
                HashedFile.read(node.child("source").only("file", "sha256")), fromRobot, List.copyOf(hinges));
    }
}
