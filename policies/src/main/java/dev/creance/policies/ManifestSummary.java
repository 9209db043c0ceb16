package dev.creance.policies;

import dev.creance.policies.manifest.Action;
import dev.creance.policies.manifest.History;
import dev.creance.policies.manifest.Manifest;
import dev.creance.policies.manifest.Observation;
import dev.creance.policies.manifest.Term;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A manifest in words.
 *
 * @param observation one line for each term: name, kind, size
 * @param commands what the actions drive, in order
 * @param ratings names of what the networks say about an action, which the log has beside it
 * @param state one line for each tensor that is fed back
 * @param knownAnswers the files of known answers; empty where there is none
 */
public record ManifestSummary(
        String name,
        String description,
        String robot,
        String source,
        String licence,
        double nativeRateHz,
        List<String> observation,
        List<String> commands,
        List<String> ratings,
        List<String> state,
        String knownAnswers) {

    static ManifestSummary of(Manifest manifest) {
        return new ManifestSummary(
                manifest.name(),
                manifest.description(),
                manifest.robot(),
                manifest.source(),
                manifest.licence(),
                manifest.rates().nativeHz(),
                manifest.observations().stream()
                        .flatMap(observation -> observation.terms().stream().map(term -> term(term, observation)))
                        .toList(),
                commands(manifest.action()),
                manifest.ratings(),
                manifest.state().stream()
                        .map(state ->
                                state.output().label() + " → " + state.input().label())
                        .toList(),
                manifest.knownAnswers().stream()
                        .map(answers -> answers.file().file())
                        .collect(Collectors.joining(", ")));
    }

    private static String term(Term term, Observation observation) {
        String past = term.common()
                .history()
                .or(observation::history)
                .filter(history -> history.length() > 1)
                .map(ManifestSummary::slots)
                .orElse("");
        int values = term.common().dim() * observation.slots(term);
        return term.common().name() + ": " + what(term) + past + " (" + values + ")";
    }

    private static String slots(History history) {
        return ", " + history.length() + " slots, " + (history.oldestFirst() ? "oldest" : "newest") + " first";
    }

    private static String what(Term term) {
        return switch (term) {
            case Term.Channels channels ->
                "channels in " + channels.unit().string() + (channels.minus().isEmpty() ? "" : ", as a difference");
            case Term.Orientation rotation -> word(rotation.as());
            case Term.Euler euler -> String.join(", ", euler.axes());
            case Term.Gravity gravity -> "projected gravity";
            case Term.Joints joints ->
                "joint " + word(joints.quantity()) + " in " + joints.unit().string() + ", in the order '"
                        + joints.order().tag() + "'"
                        + (joints.relativeTo() == Term.Origin.NOTHING ? "" : ", from " + word(joints.relativeTo()));
            case Term.Actions actions -> (actions.executed() ? "executed" : "raw") + " actions";
            case Term.SetpointValues setpoint -> setpoint.setpoint() + " " + setpoint.values();
            case Term.OneHot hot -> "one of " + hot.common().dim() + " by " + hot.setpoint() + "." + hot.value();
            case Term.ReturnToGo ahead -> "what is left of a return of " + ahead.target();
            case Term.PhaseValues phase -> String.join(", ", phase.functions()) + " of " + phase.clock();
            case Term.Count count -> "count of " + count.clock();
            case Term.MotionValues motion -> motion.quantity().replace('_', ' ') + " of " + motion.motion();
            case Term.Latent latent -> "what " + latent.tensor().model() + " returns";
            case Term.Constant constant -> "constants";
            case Term.External external -> external.signal() + " in " + external.unit();
        };
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static List<String> commands(Action action) {
        return switch (action) {
            case Action.Direct direct ->
                direct.commands().stream().map(node -> node.string()).toList();
            case Action.AttitudeThrust thrust ->
                thrust.commands().stream().map(node -> node.string()).toList();
            case Action.Twist twist -> twist.values();
            case Action.Joints joints -> commands(joints.command()).toList();
            case Action.Split split ->
                split.parts().stream().flatMap(ManifestSummary::commands).toList();
            case Action.Discrete choices ->
                choices.choices().stream().map(head -> String.join(" | ", head)).toList();
        };
    }

    private static Stream<String> commands(Action.JointCommand command) {
        return command.order().names().stream().map(joint -> joint + " " + word(command.kind()));
    }
}
