package dev.creance.app;

import static dev.creance.app.PolicyFormat.TEXT;
import static dev.creance.app.PolicyFormat.list;
import static dev.creance.app.Shape.optional;
import static dev.creance.app.Shape.quantity;
import static dev.creance.app.Shape.required;
import static dev.creance.app.Shape.section;
import static dev.creance.app.Shape.words;

import dev.creance.runtime.config.Dimension;
import java.util.ArrayList;
import java.util.List;

/** The part of {@link PolicyFormat} that says what becomes of what a network returns. */
final class PolicyActionFormat {
    private static final Shape TEXTS = new Shape.Items(TEXT, 1, Integer.MAX_VALUE);

    private static final Shape.Key BASE = base();

    private PolicyActionFormat() {}

    private static Shape.Key base() {
        Shape.Key clip = required(
                "clip", PolicyFormat.orNone(new Shape.Items(PolicyFormat.NUMBER, 2, 2)), "bounds of the sum, SI");
        List<Shape.Key> bundled = new ArrayList<>(PolicyFormat.hashed());
        bundled.add(clip);
        Shape of = new Shape.Either(List.of(
                new Shape.Section(List.copyOf(bundled)),
                section(
                        required("folder", TEXT, "of a policy, beside the manifest"),
                        required("sha256", PolicyFormat.SHA256, "of its policy.yaml"),
                        clip),
                section(required("controller", TEXT, "its name"), clip)));
        return optional("base", "", of, "what the command is added to");
    }

    static Shape action() {
        Shape.Key process = required("process", PolicyTermFormat.ACTION_PROCESS, "from an action to SI values");
        Shape.Key units = required("units", TEXTS, "one for each, SI");
        List<Shape> kinds = new ArrayList<>();
        kinds.add(action(
                "direct",
                List.of(
                        required("commands", TEXTS, "a command channel for each value"),
                        required("unit", TEXT, "of the channels"),
                        process,
                        BASE)));
        kinds.add(action(
                "attitude_thrust",
                List.of(required("commands", TEXTS, "a channel for each value"), units, process, BASE)));
        kinds.add(action(
                "twist",
                List.of(
                        required("to", TEXT, "the policy whose set point it is"),
                        required("values", TEXTS, "their names"),
                        units,
                        process,
                        BASE)));
        kinds.add(action(
                "discrete",
                List.of(required(
                        "choices",
                        new Shape.Items(new Shape.Items(TEXT, 2, Integer.MAX_VALUE), 1, Integer.MAX_VALUE),
                        "names for each head"))));
        List<Shape> parts = new ArrayList<>();
        for (boolean summed : new boolean[] {false, true}) {
            Shape.Words words = summed
                    ? words("position_delta", "velocity_integrated")
                    : words("position", "position_from_default", "position_from_measured", "velocity", "effort");
            kinds.add(action(words, joints(summed)));
            List<Shape.Key> part = new ArrayList<>(List.of(required("kind", words, "what its values are")));
            part.addAll(joints(summed));
            parts.add(new Shape.Section(List.copyOf(part)));
        }
        Shape.Items all = new Shape.Items(new Shape.Either(List.copyOf(parts)), 2, Integer.MAX_VALUE);
        kinds.add(action("split", List.of(required("parts", all, "consecutive values for different joints"))));
        return new Shape.Either(List.copyOf(kinds));
    }

    private static Shape action(String kind, List<Shape.Key> more) {
        return action(words(kind), more);
    }

    private static Shape action(Shape.Words kinds, List<Shape.Key> more) {
        List<Shape.Key> keys = new ArrayList<>();
        keys.add(required("tensor", PolicyFormat.TENSOR, "an output of the network"));
        keys.add(required("kind", kinds, "what its values are"));
        keys.addAll(more);
        keys.add(required(
                "between",
                new Shape.Either(List.of(
                        words("hold", "linear"),
                        section(required("low_pass", quantity(Dimension.FREQUENCY, "1 mHz to 100 kHz"), "corner")))),
                "from one inference to the next"));
        keys.add(optional("chunk", "", chunk(), "where it returns several actions"));
        keys.add(optional(
                "head", "", new Shape.Shared("head", head()), "where the tensor does not hold the action itself"));
        return new Shape.Section(List.copyOf(keys));
    }

    private static Shape head() {
        Shape.Key deviation = required("deviation", PolicyFormat.TENSOR, "an output of the network");
        Shape.Key what = required("deviation_is", words("deviation", "logarithm"), "what the tensor holds");
        Shape.Key seed = required("seed", new Shape.Whole(0, Integer.MAX_VALUE), "of the random numbers");
        Shape.Key others = required(
                "others", new Shape.Items(PolicyFormat.TENSOR, 1, Integer.MAX_VALUE), "outputs of the other networks");
        Shape.Key experts = required("kind", words("experts"), "how the action follows");
        Shape.Key mixture = required("kind", words("mixture"), "how the action follows");
        Shape.Key components = required("components", new Shape.Whole(2, 1000), "rows of the action's tensor");
        Shape.Key weights = required("weights", PolicyFormat.TENSOR, "one for each answer");
        Shape.Key weigh = required("weights_are", words("logits", "probabilities"), "what the tensor holds");
        return new Shape.Either(List.of(
                PolicyDiffusionFormat.head(),
                section(
                        required("kind", words("gaussian"), "how the action follows"),
                        deviation,
                        what,
                        required("squash", words("none", "tanh"), "what the sample passes"),
                        seed),
                section(mixture, components, weights, weigh, required("mode", words("best", "mean"), "what is taken")),
                section(
                        mixture,
                        components,
                        weights,
                        weigh,
                        required("mode", words("sampled"), "what is taken"),
                        deviation,
                        what,
                        seed),
                section(experts, others, weights, weigh, required("mode", words("best", "mean"), "what is taken")),
                section(experts, others, weights, weigh, required("mode", words("sampled"), "what is taken"), seed),
                section(required("kind", words("ensemble"), "how the action follows"), others),
                section(
                        required("kind", words("residual"), "how the action follows"),
                        required("base", PolicyFormat.TENSOR, "what the base policy returns"),
                        required("scale", PolicyFormat.NUMBER, "of the residual"))));
    }

    private static Shape chunk() {
        Shape.Key steps = required("steps", new Shape.Whole(2, 10_000), "actions in the tensor");
        Shape.Key execute = required("execute", new Shape.Whole(1, 10_000), "how many are flown");
        return new Shape.Either(List.of(
                section(steps, execute, required("blend", words("none", "real_time"), "where chunks overlap")),
                section(
                        steps,
                        execute,
                        required("blend", words("temporal_ensemble"), "where chunks overlap"),
                        required("decay", PolicyFormat.NUMBER, "of the weights, from chunk to newer chunk"))));
    }

    private static List<Shape.Key> joints(boolean summed) {
        List<Shape.Key> keys = new ArrayList<>(List.of(
                required("joints", PolicyFormat.ORDER, "which joints, in which order"),
                required("unit", words("rad", "m", "rad/s", "m/s", "Nm", "N"), "SI"),
                required("process", PolicyTermFormat.ACTION_PROCESS, "from an action to SI values"),
                required(
                        "gains",
                        new Shape.Either(List.of(
                                words("table", "none"),
                                section(
                                        required("kp", PolicyFormat.TENSOR, "an output of the network"),
                                        required("kd", PolicyFormat.TENSOR, "an output of the network")))),
                        "of the position loop"),
                required(
                        "clamps",
                        list(words("position_limits", "velocity_limits", "effort_limits")),
                        "what bounds it beside the shield")));
        if (summed) {
            keys.add(required("start", words("measured", "default_pose"), "where the sum starts"));
        }
        return keys;
    }
}
