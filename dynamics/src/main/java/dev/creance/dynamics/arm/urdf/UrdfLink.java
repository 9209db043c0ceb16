package dev.creance.dynamics.arm.urdf;

import dev.creance.dynamics.arm.RigidBody;

/**
 * A {@code <link>}: its name and, from {@code <inertial>}, its mass properties in the link's axes.
 *
 * @param element where it stands
 * @param body weighs nothing where the link has no {@code <inertial>}
 */
record UrdfLink(XmlElement element, RigidBody body) {
    static UrdfLink of(XmlElement element) {
        return new UrdfLink(
                element, element.optional("inertial").map(UrdfLink::body).orElse(RigidBody.none()));
    }

    String name() {
        return element.text("name");
    }

    private static RigidBody body(XmlElement inertial) {
        XmlElement inertia = inertial.required("inertia");
        double xy = inertia.number("ixy", 0);
        double xz = inertia.number("ixz", 0);
        double yz = inertia.number("iyz", 0);
        double[] tensor = {inertia.number("ixx"), xy, xz, xy, inertia.number("iyy"), yz, xz, yz, inertia.number("izz")};
        double massKg = inertial.required("mass").number("value");
        if (!(massKg >= 0)) {
            throw inertial.error("has the mass " + massKg + " kg", "a mass is not negative");
        }
        return new RigidBody(massKg, new double[3], tensor).in(UrdfJoint.pose(inertial));
    }
}
