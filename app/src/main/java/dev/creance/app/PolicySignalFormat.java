package dev.creance.app;

import static dev.creance.app.PolicyFormat.NUMBER;
import static dev.creance.app.PolicyFormat.TEXT;
import static dev.creance.app.PolicyFormat.list;
import static dev.creance.app.PolicyFormat.orNone;
import static dev.creance.app.Shape.optional;
import static dev.creance.app.Shape.quantity;
import static dev.creance.app.Shape.required;
import static dev.creance.app.Shape.section;
import static dev.creance.app.Shape.words;

import dev.creance.runtime.config.Dimension;
import java.util.List;

/** The part of {@link PolicyFormat} that terms draw from: set points, clocks, motions. */
final class PolicySignalFormat {
    static final Shape QUANTITY = words(
            "joint_position",
            "joint_velocity",
            "body_position",
            "body_orientation",
            "body_velocity",
            "body_angular_velocity",
            "anchor_position",
            "anchor_orientation");

    private static final Shape.Key RATE =
            required("rate", quantity(Dimension.FREQUENCY, "0.1 Hz to 8 kHz"), "of its frames");
    private static final Shape.Key JOINTS = required("joints", orNone(PolicyFormat.ORDER), "their order in it");
    private static final Shape.Key ANCHOR = required("anchor_body", TEXT, "the body that is compared, or none");
    private static final Shape.Key BODIES = required("bodies", list(TEXT), "their order in it");
    private static final Shape.Key QUATERNION = required("quaternion", words("wxyz", "xyzw"), "order of its numbers");

    private PolicySignalFormat() {}

    static List<Shape.Key> keys() {
        return List.of(
                optional("setpoints", "", list(setpoint()), "what a person or planner asks of it"),
                optional("clocks", "", list(new Shape.Either(List.of(phase(), counter()))), "what it sees of time"),
                optional("motions", "", list(motion()), "recorded motions that it follows"));
    }

    private static Shape setpoint() {
        Shape value = section(
                required("name", TEXT, "its name"),
                required("unit", TEXT, "SI"),
                required("range", orNone(new Shape.Items(NUMBER, 2, 2)), "least and greatest, as trained"),
                required("rate", orNone(NUMBER), "fastest change per second"));
        return section(
                required("name", TEXT, "its name"),
                required("values", new Shape.Items(value, 1, Integer.MAX_VALUE), "its numbers"),
                required("deadband", orNone(NUMBER), "magnitude below which a value is 0"),
                required("zero_below", orNone(NUMBER), "norm below which all are 0"));
    }

    private static Shape phase() {
        Shape rest = section(
                required("setpoint", TEXT, "while its norm"),
                required("below", NUMBER, "is below this"),
                required("phase", quantity(Dimension.ANGLE, "any"), "this is shown"));
        return section(
                required("name", TEXT, "its name"),
                required("kind", words("phase"), "an angle that goes round"),
                required("period", quantity(Dimension.TIME, "1 ms to 3600 s"), "of a turn"),
                required("start", quantity(Dimension.ANGLE, "any"), "at the first observation"),
                required("source", words("step", "wall"), "inferences, or the wall clock (no replay)"),
                required("at_rest", orNone(rest), "what is shown while a set point is small"));
    }

    private static Shape counter() {
        return section(
                required("name", TEXT, "its name"),
                required("kind", words("counter"), "a count of inferences"),
                required("start", new Shape.Whole(0, Integer.MAX_VALUE), "first number"),
                required("last", orNone(new Shape.Whole(1, Integer.MAX_VALUE)), "last number"),
                required("at_end", words("hold", "wrap"), "after the last"));
    }

    private static Shape motion() {
        Shape output = section(
                required("quantity", QUANTITY, "what it holds"),
                required("tensor", PolicyFormat.TENSOR, "an output of the network"));
        Shape hinge = section(
                required("joint", TEXT, "its name"), required("axis", words("x", "y", "z"), "what it turns about"));
        Shape inGraph = section(
                required("name", TEXT, "its name"),
                required("source", words("in_graph"), "where it is"),
                RATE,
                JOINTS,
                ANCHOR,
                BODIES,
                QUATERNION,
                required("at_end", words("hold", "wrap"), "after the last frame"),
                required("outputs", list(output), "what the network returns of it"));
        Shape recorded = section(
                required("name", TEXT, "its name"),
                required("source", new Shape.Section(PolicyFormat.hashed()), "where it is"),
                RATE,
                JOINTS,
                ANCHOR,
                required("anchor_through", orNone(list(hinge)), "the joints from the first body to the anchor"),
                BODIES,
                QUATERNION,
                required("heading", words("world", "robot"), "as recorded, or turned to begin where the robot faces"),
                required("at_end", words("hold", "wrap", "stop"), "after the last frame"),
                required("outputs", new Shape.Items(output, 0, 0), "none"));
        return new Shape.Either(List.of(inGraph, recorded));
    }
}
