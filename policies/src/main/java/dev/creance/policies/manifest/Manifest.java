package dev.creance.policies.manifest;

import dev.creance.runtime.config.ConfigNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a {@code policy.yaml} says. Whatever the file speaks of elsewhere (joints, a default pose, clocks) is known to exist.
 *
 * @param at the whole file
 * @param knownAnswers empty where the manifest says that there are none
 */
public record Manifest(
        ConfigNode at,
        String name,
        String description,
        String robot,
        String source,
        String licence,
        List<Model> models,
        List<Edge> edges,
        List<Planner> planners,
        Rates rates,
        Body body,
        Signals signals,
        List<Observation> observations,
        Action action,
        List<Critic> critics,
        List<State> state,
        List<TensorReference> ignoredOutputs,
        List<KnownAnswers> knownAnswers) {

    /**
     * The robot's joints and what belongs to them; each is empty where nothing in the file speaks of it.
     *
     * @param gains what the joints' position loop was trained with
     */
    public record Body(
            Optional<JointTable> joints,
            Optional<JointVector> defaultPose,
            Optional<Gains> gains,
            Optional<Limits> limits) {}

    /** Named things that terms of the observation draw from. */
    public record Signals(List<Setpoint> setpoints, List<Clock> clocks, List<Motion> motions) {
        /** The motion of this name; the reader has made sure that every term's is there. */
        public Motion motion(String name) {
            return motions.stream()
                    .filter(motion -> motion.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no motion '" + name + "'"));
        }

        /** Whether a term shows a motion that the networks themselves return. */
        public boolean returned(Term term) {
            return term instanceof Term.MotionValues values
                    && motion(values.motion()).recording().isEmpty();
        }
    }

    /** Names of what the networks say about an action, beside it: how much an ensemble disagrees, the numbers of critics. */
    public List<String> ratings() {
        boolean ensemble =
                action.common().head().filter(Head.Ensemble.class::isInstance).isPresent();
        return Stream.concat(
                        ensemble ? Stream.of("disagreement") : Stream.of(),
                        critics.stream().flatMap(critic -> critic.ratings().stream()))
                .toList();
    }

    /** The model of this name; the reader has made sure that every reference has one. */
    public Model model(String id) {
        return models.stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no model '" + id + "'"));
    }

    /** The planner that a model belongs to; empty where it is asked at the policy's own rate. */
    public Optional<Planner> planner(String model) {
        return planners.stream().filter(planner -> planner.asks(model)).findFirst();
    }
}
