package dev.creance.policies;

import dev.creance.policies.action.ActionLayout;
import dev.creance.policies.manifest.Action;
import dev.creance.policies.manifest.History;
import dev.creance.policies.manifest.Manifest;
import dev.creance.policies.manifest.Motion;
import dev.creance.policies.manifest.Normaliser;
import dev.creance.policies.manifest.Observation;
import dev.creance.policies.manifest.Rates;
import dev.creance.policies.manifest.Term;
import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigNode;
import java.util.List;
import java.util.Optional;

/** Refuses what {@link ManifestPolicy} would have to leave out: a manifest can say more than this version flies. */
final class Flyable {
    private static final String REMEDY = "it can be inspected and verified, not flown";

    private Flyable() {}

    /** @throws ConfigError that points at the first thing that cannot be flown */
    static void require(Manifest manifest) {
        requireRates(manifest.rates());
        for (Observation observation : manifest.observations()) {
            boolean planned = manifest.planner(observation.tensor().model()).isPresent();
            for (Term term : observation.terms()) {
                boolean returned = manifest.signals().returned(term);
                if (planned && returned) {
                    throw refused(term.common().at(), "this version shows planners no motion that a network returns");
                }
                if (returned || term instanceof Term.Latent) {
                    requireTerm(term, observation);
                } else if (term instanceof Term.MotionValues motion) {
                    requireRecorded(motion, manifest.signals().motion(motion.motion()));
                }
            }
        }
        requireAction(manifest.action());
    }

    /** Why a policy cannot be flown; empty where it can. */
    static Optional<ConfigError> objection(Manifest manifest) {
        try {
            require(manifest);
            return Optional.empty();
        } catch (ConfigError refused) {
            return Optional.of(refused);
        }
    }

    private static ConfigError refused(ConfigNode at, String reason) {
        return at.error(": " + reason).withHint(REMEDY);
    }

    private static void requireRates(Rates rates) {
        if (rates.atMiss() != Rates.Miss.BACKUP) {
            throw refused(rates.at().child("at_miss"), "here the backup controller takes over when an action is late")
                    .withHint("write 'at_miss: backup' if that will do");
        }
    }

    private static void requireTerm(Term term, Observation observation) {
        ConfigNode at = term.common().at();
        Optional<History> history = term.common().history().or(observation::history);
        if (history.isPresent()) {
            throw refused(at, "this version keeps no history of what networks return");
        }
        if (observation.normaliser() instanceof Normaliser.File) {
            throw refused(at, "this version does not normalise what networks return");
        }
        if (term instanceof Term.MotionValues motion) {
            requireMotion(motion, at);
        }
    }

    private static void requireMotion(Term.MotionValues term, ConfigNode at) {
        if (term.lag() != 1) {
            throw refused(at.child("lag"), "a motion that the network returns is that of the call before")
                    .withHint("write 'lag: 1'");
        }
        List<String> oriented = List.of("anchor_orientation");
        if (term.frame().equals("anchor") && !oriented.contains(term.quantity())) {
            throw refused(at.child("frame"), "this version sees no " + term.quantity() + " from the anchor body");
        }
        if (term.quantity().equals("body_orientation")) {
            throw refused(at.child("quantity"), "this version shows orientations of the anchor body alone");
        }
    }

    private static void requireRecorded(Term.MotionValues term, Motion motion) {
        ConfigNode at = term.common().at();
        boolean anchor = term.quantity().equals("anchor_orientation");
        if (term.frame().equals("anchor") && !anchor) {
            throw refused(at.child("frame"), "this version sees no " + term.quantity() + " from the anchor body");
        }
        boolean turned = motion.recording().orElseThrow().fromRobot();
        if (turned && !anchor && !term.quantity().startsWith("joint_")) {
            throw refused(
                    at.child("quantity"), "of a motion with 'heading: robot' this version turns the anchor alone");
        }
    }

    private static void requireAction(Action action) {
        ConfigNode at = action.common().at();
        boolean gains = ActionLayout.parts(action).stream()
                .anyMatch(part -> part.gains().orElse(null) instanceof Action.GainSource.Outputs);
        if (gains && action.common().chunk().isPresent()) {
            throw refused(at.child("chunk"), "this version takes gains that the network returns with one action alone");
        }
    }
}
