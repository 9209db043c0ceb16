package dev.creance.dynamics.arm.urdf;

import dev.creance.dynamics.ModelBounds;
import dev.creance.dynamics.arm.Chain;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A robot description, of which this subset is read:
 *
 * <pre>
 * robot     name; link; joint; bounds
 * link      name; inertial (origin xyz rpy, mass, inertia)
 * joint     name, type (revolute, continuous, prismatic, fixed); origin, parent, child, axis,
 *           limit (lower, upper, velocity, effort), dynamics (damping, friction, armature)
 * </pre>
 *
 * {@code armature}, the rotor's inertia as seen at the joint, and {@code bounds} are our own beside URDF's. What has no bearing on
 * the dynamics is left out and named in {@link #remarks()}; everything else is refused, with its place in the file.
 */
public final class Urdf {
    private static final Set<String> IN_ROBOT = Set.of("@name", "link", "joint", "bounds");
    private static final Set<String> IN_LINK = Set.of("@name", "inertial");
    private static final Set<String> IN_JOINT =
            Set.of("@name", "@type", "origin", "parent", "child", "axis", "limit", "dynamics", "mimic");
    private static final Set<String> IN_DYNAMICS = Set.of("@damping", "@friction", "@armature");

    /** Looks, sensors, drives as software sees them, and what other simulators add. */
    private static final Set<String> IGNORED = Set.of(
            "robot/@version",
            "robot/@xmlns",
            "robot/@xmlns:xacro",
            "robot/material",
            "robot/transmission",
            "robot/gazebo",
            "robot/ros2_control",
            "robot/sensor",
            "robot/mujoco",
            "link/@type",
            "link/visual",
            "link/collision",
            "link/contact",
            "link/origin",
            "link/self_collision_checking",
            "joint/safety_controller",
            "joint/calibration",
            "dynamics/@D",
            "dynamics/@K",
            "dynamics/@mu_coulomb",
            "dynamics/@mu_viscous");

    /** Far above any arm, and low enough to walk along. */
    private static final int MAX_LINKS = 1000;

    private final XmlElement robot;
    private final Map<String, UrdfLink> links = new HashMap<>();
    private final Map<String, UrdfJoint> jointTo = new HashMap<>();
    private final Map<String, List<UrdfJoint>> jointsFrom = new HashMap<>();
    private final Set<String> remarks = new TreeSet<>();

    private Urdf(XmlElement robot) {
        this.robot = robot;
    }

    /**
     * Reads a file.
     *
     * @throws UrdfException where it cannot be read, or holds what no arm can be built from
     */
    public static Urdf read(Path file) {
        try {
            if (Files.size(file) > XmlReader.MAX_CHARACTERS) {
                throw new UrdfException(file + ": has more than " + XmlReader.MAX_CHARACTERS + " bytes"
                        + "\n    hint: a description refers to meshes and does not hold them");
            }
            return parse(file.toString(), Files.readString(file));
        } catch (MalformedInputException e) {
            throw new UrdfException(file + ": is not UTF-8 text\n    hint: save it as UTF-8");
        } catch (IOException e) {
            throw new UrdfException(file + ": cannot be read (" + e + ")\n    hint: check the path");
        }
    }

    /** Reads a text; {@code file} is what errors call it. */
    public static Urdf parse(String file, String text) {
        Urdf urdf = new Urdf(XmlReader.read(file, text));
        if (!urdf.robot.name().equals("robot")) {
            throw urdf.robot.error("is not a robot", "a description starts with <robot name=\"…\">");
        }
        urdf.skim(urdf.robot, IN_ROBOT);
        urdf.readLinks();
        urdf.readJoints();
        urdf.refuseLoops();
        urdf.bounds();
        return urdf;
    }

    /**
     * The arm that this description is: all its moving joints in series. Its tool is the last link, or what is fixed to it as
     * long as that does not branch.
     *
     * @throws UrdfException where moving joints branch; the message names the ends to choose from
     */
    public Chain chain() {
        return new ChainBuilder(this).whole();
    }

    /**
     * The arm from the base to a link. Joints beside it are locked at position 0.
     *
     * @param tip last link of the arm
     * @param tool link that is the tool's frame, on the arm or fixed to one of its links
     */
    public Chain chain(String tip, String tool) {
        return new ChainBuilder(this).upTo(tip, tool);
    }

    /** How far the arm may lie from this description; absent where it does not say. */
    public Optional<ModelBounds> bounds() {
        return robot.optional("bounds").map(UrdfBounds::from);
    }

    public String name() {
        return robot.text("name");
    }

    /** What a user should know of how the file was read: what was left out, and masses that no body has. */
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    XmlElement robot() {
        return robot;
    }

    UrdfLink link(String name) {
        UrdfLink link = links.get(name);
        if (link == null) {
            throw robot.error("has no link '" + name + "'", "there are " + new TreeSet<>(links.keySet()));
        }
        return link;
    }

    /** The joint that a link hangs on; none for the base. */
    Optional<UrdfJoint> jointTo(String link) {
        return Optional.ofNullable(jointTo.get(link));
    }

    List<UrdfJoint> jointsFrom(String link) {
        return jointsFrom.getOrDefault(link, List.of());
    }

    /** The link that hangs on nothing. */
    String base() {
        List<String> bases = links.keySet().stream()
                .filter(link -> !jointTo.containsKey(link))
                .sorted()
                .toList();
        if (bases.size() != 1) {
            throw robot.error("has " + bases.size() + " links without a parent: " + bases, "a robot has one base");
        }
        return bases.getFirst();
    }

    private void readLinks() {
        List<XmlElement> all = robot.all("link");
        if (all.size() > MAX_LINKS) {
            throw robot.error("has " + all.size() + " links", "at most " + MAX_LINKS + " are read");
        }
        for (XmlElement element : all) {
            skim(element, IN_LINK);
            UrdfLink link = UrdfLink.of(element);
            if (link.body().isPositive() && !link.body().isRealizable()) {
                remarks.add("link '" + link.name()
                        + "' has moments of inertia that no body has, one above the sum of the others;"
                        + " they are taken as they are");
            }
            if (links.put(link.name(), link) != null) {
                throw element.error("'" + link.name() + "' stands twice", "give each link a name of its own");
            }
        }
    }

    private void readJoints() {
        for (XmlElement element : robot.all("joint")) {
            skim(element, IN_JOINT);
            element.optional("dynamics").ifPresent(dynamics -> skim(dynamics, IN_DYNAMICS));
            UrdfJoint joint = UrdfJoint.of(element);
            link(joint.parent());
            link(joint.child());
            if (jointTo.put(joint.child(), joint) != null) {
                throw element.error(
                        "'" + joint.name() + "' is the second one that moves link '" + joint.child() + "'",
                        "an open chain has one joint for each link");
            }
            jointsFrom
                    .computeIfAbsent(joint.parent(), parent -> new ArrayList<>())
                    .add(joint);
        }
    }

    private void refuseLoops() {
        String base = base();
        for (String link : links.keySet()) {
            String at = link;
            for (int steps = 0; !at.equals(base); steps++) {
                if (steps > links.size()) {
                    throw link(link).element().error("'" + link + "' hangs on itself", "open the loop of joints");
                }
                at = jointTo.get(at).parent();
            }
        }
    }

    private void skim(XmlElement element, Set<String> read) {
        for (String other : element.others(read)) {
            String name = element.name() + "/" + other;
            if (!IGNORED.contains(name)) {
                String hint = other.contains("xacro:")
                        ? "expand the macros first: xacro FILE > FILE.urdf"
                        : "take it out, or describe the arm without it";
                throw element.error("holds " + other + ", which is not understood", hint);
            }
            remarks.add(name + " is ignored");
        }
    }
}
