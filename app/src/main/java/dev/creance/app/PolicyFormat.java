package dev.creance.app;

import static dev.creance.app.Shape.optional;
import static dev.creance.app.Shape.quantity;
import static dev.creance.app.Shape.required;
import static dev.creance.app.Shape.section;
import static dev.creance.app.Shape.words;

import dev.creance.runtime.config.Dimension;
import java.util.ArrayList;
import java.util.List;

/** The format of a {@code policy.yaml}, for the schema that editors read. What decides is the reader of {@code policies}. */
final class PolicyFormat {
    static final Shape.Text TEXT = new Shape.Text("[\\s\\S]+", "text");
    static final Shape NUMBER = new Shape.Shared("number", quantity(Dimension.RATIO, "a number"));
    static final Shape ORDER =
            new Shape.Shared("order", new Shape.Either(List.of(words("policy", "device"), list(TEXT))));
    static final Shape VECTOR = new Shape.Shared(
            "vector",
            new Shape.Either(List.of(
                    section(
                            required("order", ORDER, "whose numbers these are"),
                            required("values", list(NUMBER), "one for each")),
                    section(required("all", NUMBER, "one number for all joints")))));
    static final Shape TENSOR = new Shape.Shared(
            "tensor",
            new Shape.Either(List.of(
                    TEXT,
                    section(
                            optional("model", "", TEXT, "whose tensor; required with several models"),
                            optional("name", "", TEXT, "its name"),
                            optional(
                                    "index",
                                    "",
                                    new Shape.Whole(0, 1000),
                                    "its place, where names are machine-made")))));

    static final Shape SHA256 = new Shape.Text("[0-9a-f]{64}", "64 hexadecimal digits");
    private static final Shape NONE = words("none");

    private PolicyFormat() {}

    static Shape.Section file() {
        List<Shape.Key> keys = new ArrayList<>(identity());
        keys.add(required("models", new Shape.Items(model(), 1, Integer.MAX_VALUE), "the networks"));
        keys.add(optional(
                "edges",
                "",
                list(section(
                        required("from", TENSOR, "an output"),
                        required("to", TENSOR, "an input of another model in the same call"))),
                "with several models: what one hands to another"));
        keys.add(optional("planners", "", list(planner()), "models that are asked more seldom, and held"));
        keys.add(required("rates", rates(), "how often it is asked"));
        keys.addAll(joints());
        keys.addAll(PolicySignalFormat.keys());
        Shape observation = new Shape.Shared("observation", PolicyTermFormat.observation());
        keys.add(required("observation", new Shape.Either(List.of(observation, list(observation))), "what it is fed"));
        keys.add(required("action", PolicyActionFormat.action(), "what it returns"));
        keys.add(optional("critics", "", list(PolicyCriticFormat.critic()), "what else the networks say of an action"));
        keys.add(required("state", list(state()), "tensors that the next call gets back"));
        keys.add(required("ignored_outputs", list(TENSOR), "outputs that nothing uses"));
        keys.add(required("known_answers", knownAnswers(), "what it must compute, checked at every load"));
        return new Shape.Section(List.copyOf(keys));
    }

    static Shape list(Shape item) {
        return new Shape.Items(item, 0, Integer.MAX_VALUE);
    }

    static Shape orNone(Shape shape) {
        return new Shape.Either(List.of(NONE, shape));
    }

    private static List<Shape.Key> identity() {
        return List.of(
                required("policy", words("1"), "version of this format"),
                required("name", TEXT, "its name"),
                required("description", TEXT, "one sentence"),
                required("robot", TEXT, "what it was trained for"),
                required(
                        "provenance",
                        section(
                                required("source", TEXT, "where it comes from, with revision"),
                                required("paper", TEXT, "or none"),
                                required("conversion", TEXT, "what was done to the weights, or none")),
                        "where it comes from"),
                required(
                        "licence",
                        section(
                                required("spdx", TEXT, "SPDX identifier"),
                                required("holder", TEXT, "year and name"),
                                required("file", TEXT, "its text, beside the manifest")),
                        "what others may do with it"));
    }

    static List<Shape.Key> hashed() {
        return List.of(
                required("file", TEXT, "beside the manifest"), required("sha256", SHA256, "what sha256sum prints"));
    }

    private static Shape.Section model() {
        List<Shape.Key> keys = new ArrayList<>();
        keys.add(required("id", TEXT, "its name here"));
        keys.addAll(hashed());
        keys.add(optional(
                "batch", "", new Shape.Whole(2, 100_000), "rows of its batch, frozen or free; the first is ours"));
        keys.add(required("external_data", list(new Shape.Section(hashed())), "files that hold weights"));
        return new Shape.Section(List.copyOf(keys));
    }

    private static Shape.Section planner() {
        Shape answer = section(
                required("tensor", TENSOR, "an output that other models hear"),
                required("between", words("hold", "linear"), "from one answer to the next"),
                required(
                        "initial",
                        new Shape.Either(List.of(words("zeros"), list(NUMBER))),
                        "what is heard before the first answer"),
                optional(
                        "head",
                        "",
                        PolicyDiffusionFormat.head(),
                        "how the answer is drawn, where the tensor is not it"));
        return section(
                required("models", new Shape.Items(TEXT, 1, Integer.MAX_VALUE), "their ids"),
                required("every", new Shape.Whole(2, 10_000), "native periods from one inference to the next"),
                required("deadline", quantity(Dimension.TIME, "from every to 1 h"), "greatest age of an answer"),
                required("at_miss", words("hold", "initial", "fail"), "what happens when an answer is too old"),
                required("answers", new Shape.Items(answer, 1, Integer.MAX_VALUE), "what others hear of them"));
    }

    private static Shape.Section rates() {
        return section(
                required("native", quantity(Dimension.FREQUENCY, "0.1 Hz to 8 kHz"), "as trained"),
                required("higher", words("allowed", "refused"), "may it be asked more often"),
                required(
                        "loop",
                        new Shape.Either(List.of(words("any"), quantity(Dimension.FREQUENCY, "from native"))),
                        "rate at which its commands were tracked"),
                required("deadline", quantity(Dimension.TIME, "a period to 10 s"), "greatest age of an action"),
                required(
                        "at_miss",
                        words("backup", "hold", "damp", "default_pose", "stop"),
                        "what happens when an action is too old"));
    }

    private static List<Shape.Key> joints() {
        Shape place = orNone(new Shape.Whole(0, 1000));
        Shape joint = section(
                required("name", TEXT, "its name"),
                required("policy", place, "place in the policy's order"),
                required("device", place, "place in the device's order"),
                required("sign", words("1", "-1"), "of the device against the policy"),
                required("offset", NUMBER, "q_device = sign q + offset, rad or m"));
        Shape pose = new Shape.Either(List.of(
                section(
                        required("order", ORDER, "whose numbers these are"),
                        required("unit", words("rad", "m"), "SI"),
                        required("values", list(NUMBER), "one for each")),
                section(required("all", NUMBER, "one number for all"), required("unit", words("rad", "m"), "SI"))));
        Shape range = section(
                required("order", ORDER, "whose numbers these are"),
                required("low", list(NUMBER), "least"),
                required("high", list(NUMBER), "greatest"));
        return List.of(
                optional("joints", "", list(joint), "every joint with its two orders"),
                optional("default_pose", "", pose, "what positions are counted from"),
                optional(
                        "gains",
                        "",
                        section(required("kp", VECTOR, "Nm/rad"), required("kd", VECTOR, "Nm s/rad")),
                        "of the joints' position loop"),
                optional(
                        "limits",
                        "",
                        section(
                                required("position", orNone(range), "rad or m"),
                                required("velocity", orNone(VECTOR), "rad/s or m/s"),
                                required("effort", orNone(VECTOR), "Nm or N")),
                        "what the joints can do"));
    }

    private static Shape.Section state() {
        return section(
                required("input", TENSOR, "where it goes"),
                required("output", TENSOR, "where it comes from"),
                required("shape", list(new Shape.Whole(1, 1 << 20)), "free sizes as 1"),
                required("initial", new Shape.Either(List.of(words("zeros"), list(NUMBER))), "before the first call"),
                required("commit", words("native", "every_call"), "which calls carry it on"),
                required("reset", words("activation", "never"), "when it starts again"));
    }

    private static Shape knownAnswers() {
        List<Shape.Key> keys = new ArrayList<>(hashed());
        keys.add(optional("model", "", TEXT, "whose answers; required with several models"));
        keys.add(required(
                "tolerance",
                new Shape.Either(List.of(words("golden"), NUMBER)),
                "absolute; golden is 1e-4 (1 + |want|)"));
        Shape one = new Shape.Section(List.copyOf(keys));
        return new Shape.Either(List.of(NONE, one, list(one)));
    }
}
