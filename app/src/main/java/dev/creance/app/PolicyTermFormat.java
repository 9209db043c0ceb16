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
import java.util.ArrayList;
import java.util.List;

/** The part of {@link PolicyFormat} that says what a network is fed. */
final class PolicyTermFormat {
    private static final Shape SIGNAL = new Shape.Either(List.of(TEXT, list(TEXT)));
    private static final Shape OWN_HISTORY = new Shape.Shared("history", history(false));
    private static final Shape PROCESS = new Shape.Shared("process", process(true));
    static final Shape ACTION_PROCESS = new Shape.Shared("action_process", process(false));
    private static final Shape LAYOUT = words("row_major", "column_major");

    private PolicyTermFormat() {}

    static Shape.Section observation() {
        List<Shape.Key> file = new ArrayList<>(PolicyFormat.hashed());
        file.add(required("mean", TEXT, "name of its array"));
        file.add(required("spread", TEXT, "name of its array"));
        file.add(required("spread_is", words("variance", "deviation"), "what the spread is"));
        file.add(required("epsilon", NUMBER, "added to the variance"));
        file.add(required("clip", orNone(NUMBER), "bound of the result"));
        return section(
                required("tensor", PolicyFormat.TENSOR, "an input of the network"),
                required(
                        "normaliser",
                        new Shape.Either(
                                List.of(words("none", "in_graph", "in_process"), new Shape.Section(List.copyOf(file)))),
                        "where the statistics are"),
                required("history", orNone(history(true)), "past values of all terms"),
                required("terms", new Shape.Items(new Shape.Either(terms()), 1, Integer.MAX_VALUE), "in order"));
    }

    private static Shape.Section history(boolean withLayout) {
        List<Shape.Key> keys = new ArrayList<>();
        if (withLayout) {
            keys.add(required("layout", words("frame", "term"), "frame after frame, or term after term"));
        }
        keys.add(required("length", new Shape.Whole(1, 10_000), "slots"));
        keys.add(required("order", words("oldest_first", "newest_first"), "of the slots"));
        keys.add(required("warm_up", words("zeros", "repeat"), "before the first value"));
        keys.add(required("includes_current", new Shape.Flag(), "whether the present value is one of them"));
        keys.add(required("stride", new Shape.Whole(1, 10_000), "native periods from slot to slot"));
        return new Shape.Section(List.copyOf(keys));
    }

    private static List<Shape> terms() {
        Shape.Key signal = required("signal", SIGNAL, "channel, group, or list of channels");
        Shape.Key unit = required("unit", TEXT, "of the channels");
        Shape.Key layout = required("layout", LAYOUT, "order of the elements");
        return List.of(
                term("channels", signal, unit),
                term("difference", signal, required("minus", SIGNAL, "what is subtracted"), unit),
                term("rotation_matrix", signal, layout),
                term("rotation_6d", signal, layout),
                term("quaternion", signal, required("order", words("wxyz", "xyzw"), "of its numbers")),
                term("euler", signal, required("axes", list(words("roll", "pitch", "yaw")), "which of them")),
                term("projected_gravity", signal),
                joints(),
                actions(),
                term(
                        "setpoint",
                        required("setpoint", TEXT, "its name"),
                        required("values", new Shape.Either(List.of(words("all"), list(TEXT))), "which of them")),
                term(
                        "one_hot",
                        required("setpoint", TEXT, "its name"),
                        required("value", TEXT, "the one that chooses")),
                term(
                        "return_to_go",
                        required("target", NUMBER, "the return that is asked for"),
                        required("reward", SIGNAL, "the channel of what each period earned")),
                term(
                        "phase",
                        required("clock", TEXT, "its name"),
                        required("functions", list(words("sin", "cos", "ratio")), "of the phase"),
                        required("offsets", list(quantity(Dimension.ANGLE, "any")), "added to the phase")),
                term("counter", required("clock", TEXT, "its name")),
                motion(),
                term("latent", required("tensor", PolicyFormat.TENSOR, "an output of another model")),
                term("constant", required("values", list(NUMBER), "always the same")),
                term("external", required("signal", TEXT, "in words"), required("unit", TEXT, "SI")));
    }

    private static Shape joints() {
        return term(
                "joints",
                required("quantity", words("position", "velocity", "effort"), "of the joints"),
                required("order", PolicyFormat.ORDER, "which joints, in which order"),
                required("relative_to", words("nothing", "default_pose", "target"), "what is subtracted"),
                required("unit", words("rad", "m", "rad/s", "m/s", "Nm", "N"), "SI"));
    }

    private static Shape actions() {
        return term(
                "action",
                required("stores", words("raw", "executed"), "what the network returned, or what was done"),
                required(
                        "initial",
                        new Shape.Either(List.of(words("zeros", "measured"), list(NUMBER))),
                        "before the first action"),
                required("spacing", words("native"), "one slot in each native period"),
                required("between", words("running_mean"), "while a period lasts"));
    }

    private static Shape motion() {
        return term(
                "motion",
                required("motion", TEXT, "its name"),
                required("quantity", PolicySignalFormat.QUANTITY, "what of it"),
                required(
                        "as",
                        words(
                                "none",
                                "matrix_rows",
                                "matrix_columns",
                                "six_rows",
                                "six_columns",
                                "quaternion_wxyz",
                                "quaternion_xyzw"),
                        "how an orientation is written"),
                required("frame", words("none", "world", "anchor"), "in whose axes"),
                required("lag", new Shape.Whole(-1000, 1000), "inferences by which it is late"));
    }

    private static Shape term(String kind, Shape.Key... more) {
        List<Shape.Key> keys = new ArrayList<>();
        keys.add(required("term", TEXT, "its name"));
        keys.add(required("kind", words(kind), "what it is"));
        keys.addAll(List.of(more));
        keys.add(required("dim", new Shape.Whole(1, 1 << 20), "values in one slot"));
        keys.add(required("process", PROCESS, "from SI values to what is fed"));
        keys.add(optional("history", "that of the observation", OWN_HISTORY, "its own"));
        return new Shape.Section(List.copyOf(keys));
    }

    /** @param ofTerm whether values may be zeroed, which an action's may not */
    private static Shape process(boolean ofTerm) {
        Shape numbers = new Shape.Either(List.of(NUMBER, list(NUMBER), PolicyFormat.VECTOR));
        Shape bounds = new Shape.Items(numbers, 2, 2);
        List<Shape> operations = new ArrayList<>(List.of(
                section(required("clip", bounds, "least and greatest")),
                section(required("scale", numbers, "factor")),
                section(required("offset", numbers, "summand")),
                section(required("normalise", bounds, "this range becomes -1 to 1"))));
        if (ofTerm) {
            operations.add(section(required(
                    "zero",
                    list(new Shape.Either(List.of(new Shape.Whole(0, 1 << 20), TEXT))),
                    "places, or joints, that become 0")));
        }
        return list(new Shape.Either(List.copyOf(operations)));
    }
}
