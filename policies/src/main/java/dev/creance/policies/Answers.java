package dev.creance.policies;

import dev.creance.policies.manifest.Manifest;
import dev.creance.policies.manifest.Planner;
import dev.creance.policies.manifest.TensorReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What networks hear of each other: within a rate the tensor itself, of a planner what is held of it. */
final class Answers {
    private final Manifest manifest;
    private final Networks networks;
    private final Map<String, HeldAnswer> held = new LinkedHashMap<>();

    Answers(Manifest manifest, Networks networks) {
        this.manifest = manifest;
        this.networks = networks;
        for (Planner planner : manifest.planners()) {
            for (Planner.Answer answer : planner.answers()) {
                TensorPort port = networks.output(answer.tensor());
                held.put(key(answer.tensor(), port), new HeldAnswer(answer, port, head(answer, port), planner.every()));
            }
        }
    }

    private ActionHead head(Planner.Answer answer, TensorPort port) {
        return answer.head()
                .<ActionHead>map(drawn -> new DiffusionHead(drawn, DiffusionPorts.of(drawn, networks, port)))
                .orElseGet(() -> new PlainHead(port));
    }

    private static String key(TensorReference tensor, TensorPort port) {
        return tensor.model() + "/" + port.name();
    }

    /** What a model hears of a tensor. */
    Heard heardBy(String model, TensorReference tensor) {
        TensorPort port = networks.output(tensor);
        boolean sameRate = manifest.planner(model).equals(manifest.planner(tensor.model()));
        return sameRate ? port : held.get(key(tensor, port));
    }

    /** What draws a planner's answer, where one is drawn; else what reads any of them. */
    ActionHead head(Planner planner) {
        List<Planner.Answer> answers = planner.answers();
        Planner.Answer drawn = answers.stream()
                .filter(answer -> answer.head().isPresent())
                .findFirst()
                .orElse(answers.getFirst());
        return of(planner)[answers.indexOf(drawn)].head();
    }

    /** What is held of a planner. */
    HeldAnswer[] of(Planner planner) {
        return planner.answers().stream()
                .map(answer -> held.get(key(answer.tensor(), networks.output(answer.tensor()))))
                .toArray(HeldAnswer[]::new);
    }
}
