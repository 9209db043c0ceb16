package dev.creance.policies;

import dev.creance.policies.PolicyManifest.Term;
import java.util.List;

/**
 * A manifest in words.
 *
 * @param observation one line for each term: name, kind, size
 * @param commands the channels that the actions drive, in order
 * @param state one line for each tensor that is fed back
 * @param knownAnswers the file of known answers; empty where there is none
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
        List<String> state,
        String knownAnswers) {

    static ManifestSummary of(PolicyManifest manifest) {
        return new ManifestSummary(
                manifest.name(),
                manifest.description(),
                manifest.robot(),
                manifest.source(),
                manifest.licence(),
                manifest.rates().nativeHz(),
                manifest.terms().stream().map(ManifestSummary::term).toList(),
                manifest.action().commands().stream().map(node -> node.string()).toList(),
                manifest.state().stream()
                        .map(state -> label(state.output()) + " → " + label(state.input()))
                        .toList(),
                manifest.knownAnswers() == null
                        ? ""
                        : manifest.knownAnswers().file().file());
    }

    private static String term(Term term) {
        String what = switch (term) {
            case Term.Channels channels ->
                "channels in " + channels.unit().string() + (channels.minus() == null ? "" : ", as a difference");
            case Term.Rotation rotation -> "rotation matrix, " + (rotation.rowMajor() ? "row" : "column") + "-major";
            case Term.Actions actions ->
                actions.length() + (actions.executed() ? " executed" : " raw") + " actions, "
                        + (actions.oldestFirst() ? "oldest" : "newest") + " first";
        };
        return term.at().child("term").string() + ": " + what + " (" + term.dim() + ")";
    }

    private static String label(PolicyManifest.TensorReference tensor) {
        return tensor.name() == null ? "#" + tensor.index() : tensor.name();
    }
}
