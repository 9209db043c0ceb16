package dev.creance.dynamics.arm.urdf;

import dev.creance.dynamics.arm.Drivetrain;
import dev.creance.dynamics.arm.JointKind;
import dev.creance.dynamics.arm.JointLimits;
import dev.creance.dynamics.arm.Pose;
import java.util.Optional;

/**
 * A {@code <joint>}.
 *
 * @param element where it stands
 * @param kind empty where it is fixed
 * @param placement the child's frame in the parent's, at position 0
 * @param axis unit vector in the child's frame
 */
record UrdfJoint(
        XmlElement element,
        Optional<JointKind> kind,
        Pose placement,
        double[] axis,
        JointLimits limits,
        Drivetrain drivetrain) {

    static UrdfJoint of(XmlElement element) {
        String type = element.text("type");
        return switch (type) {
            case "fixed" ->
                new UrdfJoint(
                        element, Optional.empty(), pose(element), new double[3], JointLimits.none(), Drivetrain.none());
            case "revolute" -> moving(element, JointKind.REVOLUTE, limits(element.required("limit"), true));
            case "prismatic" -> moving(element, JointKind.PRISMATIC, limits(element.required("limit"), true));
            case "continuous" ->
                moving(
                        element,
                        JointKind.REVOLUTE,
                        element.optional("limit")
                                .map(limit -> limits(limit, false))
                                .orElse(JointLimits.none()));
            default ->
                throw element.error(
                        "'" + element.text("name") + "' is of type '" + type + "'",
                        "a chain has revolute, continuous, prismatic and fixed joints");
        };
    }

    String name() {
        return element.text("name");
    }

    String parent() {
        return element.required("parent").text("link");
    }

    String child() {
        return element.required("child").text("link");
    }

    boolean isFixed() {
        return kind.isEmpty();
    }

    /** The {@code <origin>} of an element; the frame itself where there is none. */
    static Pose pose(XmlElement element) {
        return element.optional("origin")
                .map(origin -> Pose.of(origin.vector("xyz", 0, 0, 0), origin.vector("rpy", 0, 0, 0)))
                .orElse(Pose.identity());
    }

    private static UrdfJoint moving(XmlElement element, JointKind kind, JointLimits limits) {
        return new UrdfJoint(element, Optional.of(kind), pose(element), axis(element), limits, drivetrain(element));
    }

    private static double[] axis(XmlElement element) {
        double[] axis = element.optional("axis")
                .map(found -> found.vector("xyz", 1, 0, 0))
                .orElse(new double[] {1, 0, 0});
        double length = Math.sqrt(axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2]);
        if (!(length > 1e-6)) {
            throw element.error("'" + element.text("name") + "' moves about no axis", "write <axis xyz=\"0 0 1\"/>");
        }
        return new double[] {axis[0] / length, axis[1] / length, axis[2] / length};
    }

    private static JointLimits limits(XmlElement limit, boolean range) {
        double lower = range ? limit.number("lower", 0) : Double.NEGATIVE_INFINITY;
        double upper = range ? limit.number("upper", 0) : Double.POSITIVE_INFINITY;
        if (!(lower < upper)) {
            throw limit.error("has lower=" + lower + " and upper=" + upper, "write lower below upper");
        }
        return new JointLimits(lower, upper, positive(limit, "velocity"), positive(limit, "effort"));
    }

    private static double positive(XmlElement limit, String attribute) {
        double value = limit.number(attribute);
        if (!(value > 0)) {
            throw limit.error(
                    "has " + attribute + "=" + value, "write what the drive can do; 0 means that it cannot move");
        }
        return value;
    }

    private static Drivetrain drivetrain(XmlElement element) {
        Optional<XmlElement> dynamics = element.optional("dynamics");
        return new Drivetrain(
                notNegative(dynamics, "damping"), notNegative(dynamics, "friction"), notNegative(dynamics, "armature"));
    }

    private static double notNegative(Optional<XmlElement> dynamics, String attribute) {
        double value = dynamics.map(found -> found.number(attribute, 0)).orElse(0.0);
        if (!(value >= 0)) {
            throw dynamics.orElseThrow().error("has " + attribute + "=" + value, "it takes energy, it gives none");
        }
        return value;
    }
}
