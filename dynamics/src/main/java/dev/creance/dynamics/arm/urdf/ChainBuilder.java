package dev.creance.dynamics.arm.urdf;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.Joint;
import dev.creance.dynamics.arm.Pose;
import dev.creance.dynamics.arm.RigidBody;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes a chain of a tree of links: what is fixed becomes one body with the link that carries it. */
final class ChainBuilder {
    /** What URDF assumes: z points up. */
    private static final double[] GRAVITY = {0, 0, -9.81};

    private final Urdf urdf;

    ChainBuilder(Urdf urdf) {
        this.urdf = urdf;
    }

    /** Along all moving joints. */
    Chain whole() {
        String tip = urdf.base();
        List<UrdfJoint> next = movingBeyond(tip);
        while (!next.isEmpty()) {
            if (next.size() > 1) {
                throw next.get(1)
                        .element()
                        .error(
                                "'" + next.get(1).name() + "' branches off beside '"
                                        + next.get(0).name() + "'",
                                "an arm is one chain; name the link at its end, for example '"
                                        + next.get(0).child() + "'");
            }
            tip = next.getFirst().child();
            next = movingBeyond(tip);
        }
        return upTo(tip, furthestFixed(tip));
    }

    /** Along the joints between the base and a link. */
    Chain upTo(String tip, String tool) {
        List<UrdfJoint> path = movingUpTo(tip);
        Set<String> onPath = new HashSet<>();
        path.forEach(joint -> onPath.add(joint.child()));
        List<Joint> joints = new ArrayList<>();
        for (UrdfJoint joint : path) {
            if (!joint.element().all("mimic").isEmpty()) {
                throw joint.element().error("'" + joint.name() + "' mimics another", "end the chain before it");
            }
            joints.add(joint(joint, joints.size(), path, onPath));
        }
        if (joints.isEmpty()) {
            throw urdf.link(tip)
                    .element()
                    .error("'" + tip + "': no joint moves it", "name a link beyond a moving joint");
        }
        return new Chain(urdf.name(), joints, tool(tool, path), GRAVITY);
    }

    private Joint joint(UrdfJoint joint, int index, List<UrdfJoint> path, Set<String> onPath) {
        String carrier = index == 0 ? urdf.base() : path.get(index - 1).child();
        RigidBody body = bodyOf(joint.child(), onPath);
        if (!body.isPositive()) {
            throw urdf.link(joint.child())
                    .element()
                    .error(
                            "'" + joint.child() + "' moves, but its mass of " + body.massKg()
                                    + " kg and its inertia are not all positive",
                            "check <inertial>");
        }
        return new Joint(
                joint.name(),
                joint.kind().orElseThrow(),
                poseIn(carrier, joint.parent()).then(joint.placement()),
                joint.axis(),
                joint.limits(),
                joint.drivetrain(),
                body);
    }

    /** A link with all that does not move against it, joints beside the chain being locked. */
    private RigidBody bodyOf(String link, Set<String> onPath) {
        RigidBody body = urdf.link(link).body();
        for (UrdfJoint joint : urdf.jointsFrom(link)) {
            if (!onPath.contains(joint.child())) {
                body = body.plus(bodyOf(joint.child(), onPath).in(joint.placement()));
            }
        }
        return body;
    }

    private Chain.Tool tool(String tool, List<UrdfJoint> path) {
        for (int i = path.size() - 1; i >= 0; i--) {
            String link = path.get(i).child();
            if (isFixedTo(link, tool)) {
                return new Chain.Tool(i, poseIn(link, tool));
            }
        }
        throw urdf.link(tool)
                .element()
                .error("'" + tool + "' is not fixed to a link of the chain", "name a link that the chain carries");
    }

    private boolean isFixedTo(String carrier, String link) {
        String at = link;
        while (!at.equals(carrier)) {
            UrdfJoint joint = urdf.jointTo(at).orElse(null);
            if (joint == null || !joint.isFixed()) {
                return false;
            }
            at = joint.parent();
        }
        return true;
    }

    /** A link's frame in that of another which carries it, all joints between at position 0. */
    private Pose poseIn(String carrier, String link) {
        if (link.equals(carrier)) {
            return Pose.identity();
        }
        UrdfJoint joint = urdf.jointTo(link).orElseThrow();
        return poseIn(carrier, joint.parent()).then(joint.placement());
    }

    private List<UrdfJoint> movingUpTo(String tip) {
        List<UrdfJoint> path = new ArrayList<>();
        String at = urdf.link(tip).name();
        while (urdf.jointTo(at).isPresent()) {
            UrdfJoint joint = urdf.jointTo(at).get();
            if (!joint.isFixed()) {
                path.addFirst(joint);
            }
            at = joint.parent();
        }
        return path;
    }

    private List<UrdfJoint> movingBeyond(String link) {
        List<UrdfJoint> moving = new ArrayList<>();
        for (UrdfJoint joint : urdf.jointsFrom(link)) {
            if (joint.isFixed()) {
                moving.addAll(movingBeyond(joint.child()));
            } else {
                moving.add(joint);
            }
        }
        return moving;
    }

    private String furthestFixed(String link) {
        List<UrdfJoint> next = urdf.jointsFrom(link);
        return next.size() == 1 && next.getFirst().isFixed()
                ? furthestFixed(next.getFirst().child())
                : link;
    }
}
