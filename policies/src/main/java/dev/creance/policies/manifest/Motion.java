package dev.creance.policies.manifest;

import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A recorded motion that the policy follows.
 *
 * @param file empty where the network holds it
 * @param rateHz of its frames
 * @param anchorBody the body whose pose it is compared at; empty where there is none
 * @param bodies the bodies that it has poses of, in order
 * @param wxyz whether its quaternions begin with w
 * @param wraps whether it starts again at its end; otherwise it holds the last frame
 * @param outputs where the network returns its own motion
 */
public record Motion(
        ConfigNode at,
        String name,
        Optional<HashedFile> file,
        double rateHz,
        Optional<JointOrder> joints,
        Optional<String> anchorBody,
        List<String> bodies,
        boolean wxyz,
        boolean wraps,
        List<Output> outputs) {

    /** What an output of the network holds of the motion. */
    public record Output(String quantity, TensorReference tensor) {}

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
        node.only("name", "source", "rate", "joints", "anchor_body", "bodies", "quaternion", "at_end", "outputs");
        ConfigNode source = node.child("source");
        Optional<HashedFile> file = Optional.empty();
        if (source.isMap()) {
            file = Optional.of(HashedFile.read(source.only("file", "sha256")));
        } else {
            source.choice("in_graph");
        }
        ConfigNode anchor = node.child("anchor_body");
        ConfigNode joints = node.child("joints");
        List<Output> outputs = new ArrayList<>();
        for (ConfigNode item : node.child("outputs").items()) {
            item.only("quantity", "tensor");
            outputs.add(new Output(
                    item.child("quantity").choice(QUANTITIES), TensorReference.read(item.child("tensor"), models)));
        }
        return new Motion(
                node,
                Texts.text(node.child("name")),
                file,
                node.child("rate").quantity(Dimension.FREQUENCY, 0.1, 8000),
                Texts.isNone(joints)
                        ? Optional.empty()
                        : Optional.of(JointOrder.read(
                                joints,
                                table.orElseThrow(
                                        () -> joints.error(" speaks of joints, but the file has no 'joints'")))),
                Texts.isNone(anchor) ? Optional.empty() : Optional.of(Texts.text(anchor)),
                Texts.distinct(node.child("bodies")),
                node.child("quaternion").choice("wxyz", "xyzw").equals("wxyz"),
                node.child("at_end").choice("hold", "wrap").equals("wrap"),
                List.copyOf(outputs));
    }
}
