package dev.creance.dynamics.arm.urdf;

import dev.creance.dynamics.ModelBounds;
import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.Joint;
import dev.creance.dynamics.arm.JointKind;
import dev.creance.dynamics.arm.JointLimits;
import dev.creance.dynamics.arm.Pose;
import dev.creance.dynamics.arm.RigidBody;

/** Writes a chain as {@link Urdf} reads it: links that were fixed to each other are one by now. */
public final class UrdfText {
    private static final String BASE = "base";
    private static final String TOOL = "tool";

    private UrdfText() {}

    /**
     * The text of a file.
     *
     * @param origin where the numbers come from; one or more lines
     * @throws IllegalArgumentException where the tool is not on the last link, or gravity is not along −z: URDF has no place for it
     */
    public static String of(Chain chain, ModelBounds bounds, String origin) {
        if (chain.tool().link() != chain.size() - 1) {
            throw new IllegalArgumentException("tool.link=" + chain.tool().link() + " is not the last one");
        }
        if (chain.gravityMPerS2()[0] != 0 || chain.gravityMPerS2()[1] != 0) {
            throw new IllegalArgumentException("gravity is not along z: the base of '" + chain.name() + "' is tilted");
        }
        StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        text.append("<!--\n").append(origin.replace("--", "- -")).append("\n-->\n");
        text.append("<robot name=\"").append(chain.name()).append("\">\n");
        text.append("  <link name=\"").append(BASE).append("\"/>\n");
        for (int i = 0; i < chain.size(); i++) {
            link(chain.joints().get(i).link(), i, text);
            joint(chain.joints().get(i), i, text);
        }
        text.append("  <link name=\"").append(TOOL).append("\"/>\n");
        text.append("  <joint name=\"").append(TOOL).append("_joint\" type=\"fixed\">\n");
        ends(link(chain.size() - 1), TOOL, chain.tool().pose(), text);
        text.append("  </joint>\n");
        return text.append(UrdfBounds.text(bounds)).append("</robot>\n").toString();
    }

    private static String link(int i) {
        return "link" + i;
    }

    private static void link(RigidBody body, int i, StringBuilder out) {
        double[] m = body.inertiaKgM2();
        out.append("  <link name=\"" + link(i) + "\">\n    <inertial>\n");
        out.append("      <origin xyz=\"" + vector(body.centreM()) + "\"/>\n");
        out.append("      <mass value=\"" + body.massKg() + "\"/>\n");
        out.append("      <inertia ixx=\"" + m[0] + "\" ixy=\"" + m[1] + "\" ixz=\"" + m[2] + "\" iyy=\"" + m[4]
                + "\" iyz=\"" + m[5] + "\" izz=\"" + m[8] + "\"/>\n");
        out.append("    </inertial>\n  </link>\n");
    }

    private static void joint(Joint joint, int i, StringBuilder out) {
        JointLimits limits = joint.limits();
        boolean endless = Double.isInfinite(limits.upper());
        String type = joint.kind() == JointKind.PRISMATIC ? "prismatic" : endless ? "continuous" : "revolute";
        out.append("  <joint name=\"" + joint.name() + "\" type=\"" + type + "\">\n");
        ends(i == 0 ? BASE : link(i - 1), link(i), joint.placement(), out);
        out.append("    <axis xyz=\"" + vector(joint.axis()) + "\"/>\n");
        if (!Double.isInfinite(limits.effort())) {
            out.append("    <limit ");
            out.append(endless ? "" : "lower=\"" + limits.lower() + "\" upper=\"" + limits.upper() + "\" ");
            out.append("velocity=\"" + limits.speed() + "\" effort=\"" + limits.effort() + "\"/>\n");
        }
        out.append("    <dynamics damping=\"" + joint.drivetrain().damping() + "\" friction=\""
                + joint.drivetrain().friction() + "\" armature=\""
                + joint.drivetrain().armature() + "\"/>\n");
        out.append("  </joint>\n");
    }

    private static void ends(String parent, String child, Pose placement, StringBuilder out) {
        out.append("    <parent link=\"" + parent + "\"/>\n    <child link=\"" + child + "\"/>\n");
        out.append("    <origin xyz=\"" + vector(placement.positionM()) + "\" rpy=\""
                + vector(rollPitchYaw(placement.rotation())) + "\"/>\n");
    }

    /** Of R = Rz(yaw) Ry(pitch) Rx(roll); where pitch is a right angle, roll is 0. */
    private static double[] rollPitchYaw(double[] r) {
        double level = Math.hypot(r[0], r[3]);
        double pitch = StrictMath.atan2(-r[6], level);
        if (level < 1e-9) {
            return new double[] {0, pitch, StrictMath.atan2(-r[1], r[4])};
        }
        return new double[] {StrictMath.atan2(r[7], r[8]), pitch, StrictMath.atan2(r[3], r[0])};
    }

    private static String vector(double[] v) {
        return v[0] + " " + v[1] + " " + v[2];
    }
}
