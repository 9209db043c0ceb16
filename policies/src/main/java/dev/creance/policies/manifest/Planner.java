package dev.creance.policies.manifest;

import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Networks that are asked more seldom than the policy they plan for, elsewhere called its high level. What they answered stands
 * until their next answer.
 *
 * @param models ids
 * @param every native periods of the policy from one inference to the next
 * @param deadlineS greatest age of an answer, from its observation on
 * @param answers what networks outside hear of it
 */
public record Planner(
        ConfigNode at, List<String> models, int every, double deadlineS, Miss atMiss, List<Answer> answers) {

    private static final int MOST_PERIODS = 10_000;

    /** What happens while its newest answer is older than the deadline. */
    public enum Miss {
        /** The answer is held on to. */
        HOLD,
        /** The others hear what they heard before the first answer. */
        INITIAL,
        /** The policy's inferences fail. */
        FAIL
    }

    /**
     * One tensor that others hear.
     *
     * @param linear whether they hear equal steps from the answer before to the newest, not the newest at once
     * @param initial what they hear before the first answer, in the tensor's order; empty for zeros
     * @param head empty where the tensor holds the answer itself; there is one in a planner at most
     */
    public record Answer(
            ConfigNode at, TensorReference tensor, boolean linear, List<Double> initial, Optional<Diffusion> head) {}

    static Planner read(ConfigNode node, ReadContext context, double nativeHz) {
        node.only("models", "every", "deadline", "at_miss", "answers");
        ConfigNode models = node.child("models");
        models.items().forEach(model -> model.choice(context.models().toArray(String[]::new)));
        if (models.items().isEmpty()) {
            throw models.error(" is empty").withHint("name the networks that are asked more seldom");
        }
        int every = node.child("every").integer(2, MOST_PERIODS);
        ConfigNode deadline = node.child("deadline");
        double deadlineS = deadline.quantity(Dimension.TIME, 1e-6, 3600);
        if (deadlineS < (every - 1) / nativeHz * (1 - 1e-9)) {
            throw deadline.error("=" + deadline.string() + " is over before the planner is asked again, after " + every
                            + " periods of " + 1000 / nativeHz + " ms")
                    .withHint("write " + 1000 * every / nativeHz + " ms or more");
        }
        List<Answer> answers = new ArrayList<>();
        for (ConfigNode item : node.child("answers").items()) {
            item.only("tensor", "between", "initial", "head");
            answers.add(new Answer(
                    item,
                    context.tensor(item.child("tensor")),
                    item.child("between").choice("hold", "linear").equals("linear"),
                    initial(item.child("initial")),
                    item.optional("head").map(head -> diffusion(head, context))));
        }
        requireOneHead(answers);
        return new Planner(
                node, Texts.distinct(models), every, deadlineS, atMiss(node.child("at_miss")), List.copyOf(answers));
    }

    private static Diffusion diffusion(ConfigNode node, ReadContext context) {
        node.child("kind").choice("diffusion");
        return Diffusion.read(node, context);
    }

    private static void requireOneHead(List<Answer> answers) {
        List<Answer> drawn =
                answers.stream().filter(answer -> answer.head().isPresent()).toList();
        if (drawn.size() > 1) {
            throw drawn.get(1)
                    .at()
                    .child("head")
                    .error(" is the second of this planner")
                    .withHint("make two planners of them");
        }
    }

    private static Miss atMiss(ConfigNode node) {
        return switch (node.choice("hold", "initial", "fail")) {
            case "hold" -> Miss.HOLD;
            case "initial" -> Miss.INITIAL;
            default -> Miss.FAIL;
        };
    }

    private static List<Double> initial(ConfigNode node) {
        if (!node.isList()) {
            node.choice("zeros");
            return List.of();
        }
        return node.items().stream().map(item -> item.quantity(Dimension.RATIO)).toList();
    }

    /** Whether this is one of its models. */
    public boolean asks(String model) {
        return models.contains(model);
    }
}
