package dev.creance.policies;

import dev.creance.policies.manifest.Action;
import dev.creance.policies.manifest.History;
import dev.creance.policies.manifest.Manifest;
import dev.creance.policies.manifest.Normaliser;
import dev.creance.policies.manifest.Observation;
import dev.creance.policies.manifest.Rates;
import dev.creance.policies.manifest.State;
import dev.creance.policies.manifest.Term;
import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigNode;
import java.util.Optional;

/**
 * Takes from a manifest what {@link ManifestPolicy} flies, and refuses whatever it would have to leave out: a manifest can say
 * more than this version flies.
 */
final class Flyable {
    private static final String REMEDY = "it can be inspected and verified, not flown";

    private Flyable() {}

    /** @throws ConfigError that points at the first thing that cannot be flown */
    static PolicyManifest of(Manifest manifest) {
        if (manifest.models().size() != 1 || manifest.observations().size() != 1) {
            throw refused(
                    manifest.at().child(manifest.models().size() != 1 ? "models" : "observation"),
                    "this version flies policies of one network with one observation");
        }
        if (manifest.models().getFirst().batch() != 1) {
            throw refused(
                    manifest.models().getFirst().file().at().child("batch"), "this version flies no frozen batch");
        }
        requireRates(manifest.rates());
        Observation observation = manifest.observations().getFirst();
        Normaliser normaliser = observation.normaliser();
        if (normaliser instanceof Normaliser.File file) {
            throw refused(file.at(), "this version does not read normalisers from files");
        }
        PolicyManifest.Action action = action(manifest.action());
        return new PolicyManifest(
                manifest.at(),
                manifest.name(),
                manifest.models().getFirst(),
                manifest.rates(),
                observation.tensor(),
                observation.terms().stream()
                        .map(term -> term(term, observation, action.commands().size()))
                        .toList(),
                action,
                manifest.state().stream().map(Flyable::state).toList(),
                manifest.ignoredOutputs(),
                manifest.knownAnswers().stream().findFirst());
    }

    /** Why a policy cannot be flown; empty where it can. */
    static Optional<ConfigError> objection(Manifest manifest) {
        try {
            of(manifest);
            return Optional.empty();
        } catch (ConfigError refused) {
            return Optional.of(refused);
        }
    }

    private static ConfigError refused(ConfigNode at, String reason) {
        return at.error(": " + reason).withHint(REMEDY);
    }

    private static void requireRates(Rates rates) {
        if (rates.loopHz() != 0) {
            throw refused(rates.at().child("loop"), "this version does not tie a policy to the loop's rate");
        }
        if (rates.atMiss() != Rates.Miss.BACKUP) {
            throw refused(rates.at().child("at_miss"), "here the backup controller takes over when an action is late")
                    .withHint("write 'at_miss: backup' if that will do");
        }
    }

    private static PolicyManifest.Action action(Action action) {
        ConfigNode at = action.common().at();
        if (!(action instanceof Action.Direct direct)) {
            throw refused(at.child("kind"), "this version flies actions of kind 'direct'");
        }
        if (direct.common().chunk().isPresent()) {
            throw refused(at.child("chunk"), "this version flies one action at a time");
        }
        Action.Between between = direct.common().between();
        if (between.linear() || between.lowPassHz().isPresent()) {
            throw refused(at.child("between"), "this version holds a command until the next");
        }
        return new PolicyManifest.Action(
                at,
                direct.commands(),
                direct.unit(),
                new ValueProcess(direct.process()),
                direct.common().tensor());
    }

    private static PolicyManifest.State state(State state) {
        if (!state.initial().isEmpty()) {
            throw refused(state.at().child("initial"), "this version starts states at zero");
        }
        if (!state.resets()) {
            throw refused(state.at().child("reset"), "this version resets states when the policy takes over");
        }
        return new PolicyManifest.State(
                state.at(),
                state.input(),
                state.output(),
                state.shape().stream().mapToLong(Integer::longValue).toArray(),
                state.everyCall());
    }

    private static PolicyManifest.Term term(Term term, Observation observation, int actions) {
        Term.Common common = term.common();
        Optional<History> history = common.history().or(observation::history);
        if (term instanceof Term.Actions past
                && history.filter(History::byFrame).isEmpty()) {
            return actions(past, history, actions);
        }
        history.filter(slots -> slots.length() > 1 || !slots.includesCurrent()).ifPresent(slots -> {
            throw refused(slots.at(), "this version keeps a history of actions alone");
        });
        ValueProcess process = new ValueProcess(common.process());
        return switch (term) {
            case Term.Channels channels ->
                new PolicyManifest.Term.Channels(
                        common.at(),
                        channels.signal(),
                        channels.minus().orElse(null),
                        channels.unit(),
                        common.dim(),
                        process);
            case Term.Orientation rotation
            when rotation.as() == Term.Rotation.MATRIX_ROWS ->
                new PolicyManifest.Term.Rotation(common.at(), rotation.signal(), true, common.dim(), process);
            case Term.Orientation rotation
            when rotation.as() == Term.Rotation.MATRIX_COLUMNS ->
                new PolicyManifest.Term.Rotation(common.at(), rotation.signal(), false, common.dim(), process);
            default -> throw refused(common.at().child("kind"), "this version flies no term of this kind");
        };
    }

    private static PolicyManifest.Term actions(Term.Actions term, Optional<History> history, int actions) {
        Term.Common common = term.common();
        if (term.initial() != Term.Initial.ZEROS) {
            throw refused(common.at().child("initial"), "this version starts with actions of zero");
        }
        history.filter(slots -> slots.stride() != 1 || !slots.includesCurrent()).ifPresent(slots -> {
            throw refused(slots.at(), "this version keeps the newest actions without a gap");
        });
        int length = history.map(History::length).orElse(1);
        return new PolicyManifest.Term.Actions(
                common.at(),
                actions,
                length,
                history.map(History::oldestFirst).orElse(false),
                term.executed(),
                length * actions,
                new ValueProcess(common.process()).repeated(length));
    }
}
