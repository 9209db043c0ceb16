package dev.creance.app;

import static dev.creance.app.Shape.optional;
import static dev.creance.app.Shape.quantity;
import static dev.creance.app.Shape.required;
import static dev.creance.app.Shape.section;
import static dev.creance.app.Shape.vector;
import static dev.creance.app.Shape.words;

import dev.creance.dynamics.arm.urdf.ArmModels;
import dev.creance.runtime.config.Dimension;
import dev.creance.safety.arm.ArmShieldSettings;
import java.util.List;

/** What the file of a robot arm has of its own; docs/arms.md explains it. */
final class ArmFormat {
    private static final Shape.Text PARAMETERS =
            new Shape.Text(".+", String.join(", ", ArmModels.NAMES) + ", or the path of a URDF");
    private static final int MOST_JOINTS = 64;
    private static final int MOST_SPHERES = 64;

    private ArmFormat() {}

    static MachineFormat machine() {
        return new MachineFormat(MachineClass.ARM, plant(), PARAMETERS, shield(), reference());
    }

    /** One value for each joint, with the unit of its kind. */
    private static Shape perJoint(Dimension turning, Dimension sliding) {
        return new Shape.Items(
                new Shape.Either(List.of(quantity(turning, turning.siUnit()), quantity(sliding, sliding.siUnit()))),
                1,
                MOST_JOINTS);
    }

    private static Shape.Section plant() {
        Shape numbers = new Shape.Items(quantity(Dimension.RATIO, "0 to 1e6"), 1, MOST_JOINTS);
        Shape.Key normal = required("normal", vector(Dimension.RATIO, "any length", 3), "out of the wall");
        return section(
                required("model", words(MachineClass.ARM), "equations"),
                required("params", PARAMETERS, "the true arm"),
                optional("nominal", "`params`", PARAMETERS, "what its firmware and the shield believe of it"),
                optional("interface", "position", words("position", "effort"), "what it takes"),
                optional(
                        "rate",
                        "1 kHz",
                        quantity(Dimension.FREQUENCY, "100 Hz to 8 kHz"),
                        "periods of its firmware's control"),
                optional(
                        "start",
                        "the middle of the ranges",
                        section(required("position", perJoint(Dimension.ANGLE, Dimension.LENGTH), "of each joint")),
                        "state at time 0"),
                optional(
                        "servo",
                        "the arm's own",
                        section(
                                optional("stiffness", "its own", numbers, "for each joint, Nm/rad or N/m"),
                                optional("damping", "its own", numbers, "for each joint, Nms/rad or Ns/m"),
                                optional("gravity", "its own", new Shape.Flag(), "whether it carries its weight")),
                        "the law of its firmware"),
                optional(
                        "wall",
                        "none",
                        section(
                                required("point", vector(Dimension.LENGTH, "±1000 m", 3), "on it"),
                                normal,
                                required("stiffness", quantity(Dimension.RATIO, "1 to 1e6"), "N/m"),
                                required("damping", quantity(Dimension.RATIO, "0 to 1e4"), "Ns/m"),
                                optional("friction", "0", quantity(Dimension.RATIO, "0 to 2"), "dry")),
                        "that the tool may touch"),
                optional("sensors", "ideal", SensorShapes.ofArm(), "when and how far they stray"));
    }

    private static Shape.Section shield() {
        Shape pair = new Shape.Items(
                new Shape.Either(List.of(quantity(Dimension.ANGLE, "rad"), quantity(Dimension.LENGTH, "m"))), 2, 2);
        Shape position = new Shape.Either(List.of(
                section(optional(
                        "margin", "0 rad", quantity(Dimension.ANGLE, "from 0 rad on"), "inside the arm's own limits")),
                new Shape.Items(pair, 1, MOST_JOINTS)));
        Shape numbers = new Shape.Items(quantity(Dimension.RATIO, "0.001 to 1e6"), 1, MOST_JOINTS);
        Shape velocity = new Shape.Either(
                List.of(quantity(Dimension.RATIO, "above 0 to 1"), perJoint(Dimension.ANGULAR_RATE, Dimension.SPEED)));
        return ShieldFormat.of(ArmShieldSettings.keys())
                .with("limits", optional("position", "the arm's own", position, "a margin, or a pair for each joint"))
                .with("limits", optional("velocity", "1", velocity, "a share of the arm's own, or one for each joint"))
                .with(
                        "limits",
                        required(
                                "acceleration",
                                perJoint(Dimension.ANGULAR_ACCELERATION, Dimension.ACCELERATION),
                                "one for each joint"))
                .with(
                        "limits",
                        optional(
                                "jerk",
                                "any",
                                perJoint(Dimension.ANGULAR_JERK, Dimension.JERK),
                                "one for each joint, while its set points follow the policy"))
                .with(
                        "limits",
                        optional(
                                "effort",
                                "1",
                                quantity(Dimension.RATIO, "1"),
                                "the drives' own, which the firmware keeps"))
                .with(
                        "limits",
                        optional(
                                "following_effort",
                                "not looked at",
                                quantity(Dimension.RATIO, "0.01 to 1"),
                                "share of the drives' own that it may take to follow the set points"))
                .with(
                        "limits",
                        optional(
                                "tool_lead",
                                "any",
                                quantity(Dimension.LENGTH, "1 mm to 1 m"),
                                "how far the tool's set point may be ahead of the tool"))
                .with(
                        "backup",
                        optional(
                                "servo",
                                "not known: set points alone are looked at",
                                section(
                                        required("stiffness", numbers, "for each joint, Nm/rad or N/m"),
                                        required("damping", numbers, "for each joint, Nms/rad or Ns/m")),
                                "the law by which the firmware follows set points, on top of the arm's weight"))
                .with("limits", optional("contact", "none", contact(), "what may come in the tool's way"))
                .with("limits", optional("self_collision", "not looked at", selfCollision(), "the arm's own links"))
                .with(
                        "limits.workspace",
                        optional(
                                "box",
                                "none",
                                new Shape.Items(vector(Dimension.LENGTH, "±1000 m", 2), 3, 3),
                                "least and greatest x, y and z of the tool"))
                .section();
    }

    private static Shape.Section contact() {
        return section(
                required("force", quantity(Dimension.FORCE, "0.1 to 1e4 N"), "the greatest"),
                required("stiffness", quantity(Dimension.RATIO, "1 to 1e7"), "N/m, of tool and body together"),
                required("reaction", quantity(Dimension.TIME, "0 s to 1 s"), "until the tool is being stopped"),
                required("deceleration", quantity(Dimension.ACCELERATION, "0.01 to 1000 m/s2"), "of the tool then"),
                optional("moving_mass", "not looked at", quantity(Dimension.MASS, "0.001 to 1000 kg"), "of the arm"),
                optional(
                        "body_mass",
                        "not looked at",
                        quantity(Dimension.MASS, "0.001 to 1000 kg"),
                        "of what it meets"));
    }

    private static Shape.Section selfCollision() {
        return section(
                optional(
                        "clearance",
                        "0.02 m",
                        quantity(Dimension.LENGTH, "0 m to 1 m"),
                        "how far the policy keeps spheres from each other"),
                required(
                        "spheres",
                        new Shape.Items(
                                section(
                                        required(
                                                "link",
                                                new Shape.Text(".+", "`base`, or the name of the joint that moves it"),
                                                "that carries it"),
                                        required("centre", vector(Dimension.LENGTH, "±10 m", 3), "in the link's frame"),
                                        required("radius", quantity(Dimension.LENGTH, "1 mm to 10 m"), "of it")),
                                2,
                                MOST_SPHERES),
                        "that stand for links; those of neighbours may touch"));
    }

    private static Shape reference() {
        Shape.Key at = required("at", quantity(Dimension.TIME, "from 0 s on"), "since the policy took over");
        Shape point = vector(Dimension.LENGTH, "±10 m", 3);
        return new Shape.Either(List.of(
                section(
                        required("kind", words("joint"), "joints from place to place"),
                        required(
                                "waypoints",
                                new Shape.Items(
                                        section(
                                                at,
                                                required(
                                                        "position",
                                                        perJoint(Dimension.ANGLE, Dimension.LENGTH),
                                                        "of each joint")),
                                        1,
                                        Integer.MAX_VALUE),
                                "when and where")),
                section(
                        required("kind", words("reach"), "the tool to places"),
                        required(
                                "targets",
                                new Shape.Items(
                                        section(at, required("position", point, "of the tool, base axes")),
                                        1,
                                        Integer.MAX_VALUE),
                                "when and where")),
                section(
                        required("kind", words("random_reach"), "a draw for each interval"),
                        required("seed", new Shape.Whole(0, Integer.MAX_VALUE), "of the draws"),
                        required("interval", quantity(Dimension.TIME, "above 0 s"), "of one draw"),
                        required(
                                "box",
                                new Shape.Items(vector(Dimension.LENGTH, "±10 m", 2), 3, 3),
                                "least and greatest x, y and z"))));
    }
}
