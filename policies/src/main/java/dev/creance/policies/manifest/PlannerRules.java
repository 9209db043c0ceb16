package dev.creance.policies.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Holds the planners of a manifest against its other sections: who hears whom is said once, and never upwards. */
final class PlannerRules {
    private final Manifest manifest;
    private final List<Edge> heard = new ArrayList<>();

    private PlannerRules(Manifest manifest) {
        this.manifest = manifest;
        heard.addAll(manifest.edges());
        for (Observation observation : manifest.observations()) {
            for (Term term : observation.terms()) {
                if (term instanceof Term.Latent latent) {
                    heard.add(new Edge(latent.tensor(), observation.tensor()));
                }
            }
        }
    }

    static void require(Manifest manifest) {
        PlannerRules rules = new PlannerRules(manifest);
        rules.requireOneRateEach();
        rules.requireOwnRate(manifest.action().common().tensor());
        manifest.action().common().head().ifPresent(head -> {
            head.tensors().forEach(rules::requireOwnRate);
            head.inputs().forEach(rules::requireOwnRate);
        });
        for (Critic critic : manifest.critics()) {
            rules.requireOwnRate(critic.tensor());
            critic.action().ifPresent(rules::requireOwnRate);
        }
        for (Motion motion : manifest.signals().motions()) {
            motion.outputs().forEach(output -> rules.requireOwnRate(output.tensor()));
        }
        manifest.state().forEach(rules::requireOneRate);
        for (Planner planner : manifest.planners()) {
            planner.answers().forEach(answer -> rules.requireHeard(planner, answer));
            planner.answers().forEach(answer -> rules.requireOwnHead(planner, answer));
        }
        rules.heard.forEach(rules::requireDownwards);
        manifest.planners().forEach(PlannerRules::requireAnswers);
    }

    private void requireOneRateEach() {
        List<String> seen = new ArrayList<>();
        for (Planner planner : manifest.planners()) {
            for (String model : planner.models()) {
                if (seen.contains(model)) {
                    throw planner.at().child("models").error(" names '" + model + "', which another planner has");
                }
                seen.add(model);
            }
        }
    }

    /** What the action is made of, and what rates it, are networks that are asked at the policy's own rate. */
    private void requireOwnRate(TensorReference tensor) {
        if (manifest.planner(tensor.model()).isPresent()) {
            throw tensor.at()
                    .error(" belongs to the planner '" + tensor.model()
                            + "', and actions, motions and critics go by rates.native")
                    .withHint("take it out of 'planners', or name a tensor of the policy itself");
        }
    }

    private void requireOneRate(State state) {
        if (!manifest.planner(state.input().model())
                .equals(manifest.planner(state.output().model()))) {
            throw state.at().error(" goes between networks that are asked at different rates");
        }
    }

    private void requireDownwards(Edge edge) {
        Planner from = manifest.planner(edge.from().model()).orElse(null);
        Planner to = manifest.planner(edge.to().model()).orElse(null);
        if (Objects.equals(from, to)) {
            return;
        }
        List<Planner> order = manifest.planners();
        if (to != null && (from == null || order.indexOf(from) > order.indexOf(to))) {
            throw edge.to()
                    .at()
                    .error(" belongs to a planner, but hears '" + edge.from().model() + "', which is asked after it")
                    .withHint("list planners in the order in which they hear each other, before the policy itself");
        }
        if (from != null && from.answers().stream().noneMatch(answer -> same(answer.tensor(), edge.from()))) {
            throw edge.from()
                    .at()
                    .error("='" + edge.from().label() + "' is heard of a planner, but is none of its answers")
                    .withHint("add it to the planner's 'answers', called by the same name or index");
        }
    }

    private static void requireAnswers(Planner planner) {
        if (planner.answers().isEmpty()) {
            throw planner.at().child("answers").error(" is empty").withHint("name what other networks hear of it");
        }
    }

    private void requireHeard(Planner planner, Planner.Answer answer) {
        TensorReference tensor = answer.tensor();
        if (!planner.asks(tensor.model())) {
            throw tensor.at().error(" is of the model '" + tensor.model() + "', which is none of this planner's");
        }
        boolean listens = heard.stream()
                .anyMatch(edge ->
                        same(edge.from(), tensor) && !planner.asks(edge.to().model()));
        if (!listens) {
            throw tensor.at()
                    .error("='" + tensor.label() + "' is an answer that no network hears")
                    .withHint("join it to an input under 'edges', or observe it as a term of kind latent");
        }
    }

    /** What an answer is drawn with is asked with it. */
    private void requireOwnHead(Planner planner, Planner.Answer answer) {
        answer.head()
                .ifPresent(head -> Stream.concat(head.tensors().stream(), head.inputs().stream())
                        .filter(tensor -> !planner.asks(tensor.model()))
                        .forEach(tensor -> {
                            throw tensor.at()
                                    .error(" is of the model '" + tensor.model() + "', which is none of this planner's")
                                    .withHint("name it under the planner's 'models'");
                        }));
    }

    private static boolean same(TensorReference a, TensorReference b) {
        return a.model().equals(b.model()) && a.label().equals(b.label());
    }
}
